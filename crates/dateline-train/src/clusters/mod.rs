//! Word clusters from plain news: see [`dateline_language::Clusters`].

mod brown;
pub(crate) mod news;

use dateline_language::Clusters;
use serde::Deserialize;

use std::path::Path;

use brown::Bigrams;

/// The part of the recipe for word clusters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClusterRecipe {
    /// The news, JSON lines with a `text`, under xz; from the folder of corpora.
    pub news: String,
    /// How many clusters to make.
    pub clusters: usize,
    /// How many of the most frequent words to put into clusters.
    pub vocabulary: usize,
    /// How often a word must occur to be among them.
    pub least_count: u32,
}

/// The model's section of word clusters.
pub(crate) fn train(corpora: &Path, recipe: &ClusterRecipe) -> anyhow::Result<Vec<u8>> {
    let sentences = news::sentences(&corpora.join(&recipe.news))?;
    let vocabulary = news::Vocabulary::of(&sentences, recipe.vocabulary, recipe.least_count);
    let bigrams = Bigrams::count(&vocabulary, &sentences);
    let tree = brown::cluster(&bigrams, recipe.clusters);
    let words: Vec<(String, usize)> = vocabulary.words().zip(tree.cluster_of_word).collect();
    Ok(Clusters::encode(&tree.paths, &words))
}
