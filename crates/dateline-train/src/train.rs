//! The training of a whole model, part by part.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use dateline_language::Clusters;
use dateline_language::file::{ModelFile, ModelFileWriter};
use dateline_language::tagger::{Tagger, write_tags};

use crate::clusters;
use crate::lexical::{train_lemmas, train_morphology};
use crate::names;
use crate::parsing::train_parser;
use crate::recipe::Recipe;
use crate::tagging::{jackknife, train_tagger};
use crate::treebank::{GoldWord, Labels, Sentence, read_treebank};

/// Says on standard error what is being done, with the time since the start.
struct Progress(Instant);

impl Progress {
    #[expect(clippy::print_stderr, reason = "progress of a program that runs for minutes")]
    fn say(&self, what: &str) {
        eprintln!("{:6.1} s  {what}", self.0.elapsed().as_secs_f64());
    }
}

/// Trains the model of a recipe into a file. Where `only` names parts, the others are taken from
/// the file that is there.
pub(crate) fn train(recipe: &Path, corpora: &Path, out: &Path, only: &[String]) -> Result<()> {
    let progress = Progress(Instant::now());
    let recipe = Recipe::read(recipe)?;
    let mut writer = ModelFileWriter::new(&recipe.name);
    let mut cluster_section = None;
    let wanted = |part: &str| only.is_empty() || only.iter().any(|name| name == part);
    if !only.is_empty() {
        let bytes = std::fs::read(out).with_context(|| format!("cannot read {}", out.display()))?;
        let old = ModelFile::open(bytes)?;
        for (name, _) in old.sizes() {
            let bytes = old.optional_section(name).unwrap_or_default();
            writer.section(name, bytes.to_vec());
        }
        cluster_section = old.optional_section("clusters").map(<[u8]>::to_vec);
    }
    if let Some(clusters) = recipe.clusters.as_ref().filter(|_| wanted("clusters")) {
        let section = clusters::train(corpora, clusters)?;
        progress.say(&format!("clusters: {} bytes", section.len()));
        writer.section("clusters", section.clone());
        cluster_section = Some(section);
    }
    let clusters = cluster_section.as_deref().map(Clusters::read).transpose()?;
    let clusters = clusters.unwrap_or(Clusters::NONE);
    if let Some(names) = recipe.names.as_ref().filter(|_| wanted("names")) {
        let section = names::train(corpora, names, clusters)?;
        progress.say(&format!("names: {} bytes", section.len()));
        writer.section("names", section);
    }
    let mut gold: Vec<Vec<GoldWord>> = Vec::new();
    for path in &recipe.treebanks.train {
        gold.extend(read_treebank(&corpora.join(path), &recipe.treebanks.without_genres)?);
    }
    let labels = Labels::of(&gold)?;
    let sentences: Vec<Sentence> =
        gold.iter().map(|words| Sentence::new(words, &labels, clusters)).collect();
    let words: usize = gold.iter().map(Vec::len).sum();
    progress.say(&format!(
        "{} sentences, {words} words, {} parts of speech, {} relations",
        gold.len(),
        labels.tags.len(),
        labels.relations.count()
    ));
    let tags = labels.tags.len();
    writer.section("tags", write_tags(&labels.tags));
    writer.section("relations", labels.relations_section.clone());
    if wanted("tagger") {
        let all: Vec<&Sentence> = sentences.iter().collect();
        let section = train_tagger(&all, tags, recipe.tagger);
        Tagger::read(&section)?;
        progress.say(&format!("tagger: {} bytes", section.len()));
        writer.section("tagger", section);
    }
    if wanted("lemmas") {
        let section = train_lemmas(&gold, &sentences, recipe.lemmas);
        progress.say(&format!("lemmas: {} bytes", section.len()));
        writer.section("lemmas", section);
    }
    if wanted("morphology") || wanted("parser") {
        let tagged = jackknife(&sentences, tags, recipe.tagger)?;
        progress.say("tags of the training sentences by taggers of the others");
        if wanted("morphology") {
            let section = train_morphology(&gold, &sentences, &tagged, recipe.morphology);
            progress.say(&format!("morphology: {} bytes", section.len()));
            writer.section("morphology", section);
        }
        if wanted("parser") {
            let section =
                train_parser(&sentences, &tagged, &labels.relations, recipe.parser, |epoch, _| {
                    progress.say(&format!("parser: epoch {}", epoch + 1))
                });
            progress.say(&format!("parser: {} bytes", section.len()));
            writer.section("parser", section);
        }
    }
    let file = writer.finish();
    std::fs::write(out, &file).with_context(|| format!("cannot write {}", out.display()))?;
    progress.say(&format!("{}: {} bytes", out.display(), file.len()));
    Ok(())
}
