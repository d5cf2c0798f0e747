//! The training of a whole model, part by part.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use dateline_language::Clusters;
use dateline_language::file::{ModelFile, ModelFileWriter};
use dateline_language::tag::write_tags;

use crate::calibrate::calibrate;
use crate::clusters;
use crate::headlines::with_headlines;
use crate::lexical::train_lemmas;
use crate::network::recipe::Sources;
use crate::recipe::Recipe;
use crate::treebank::{GoldWord, Labels, read_treebank};
use crate::{names, network};

/// Says on standard error what is being done, with the time since the start.
struct Progress(Instant);

impl Progress {
    #[expect(clippy::print_stderr, reason = "progress of a program that runs for minutes")]
    fn say(&self, what: &str) {
        eprintln!("{:6.1} s  {what}", self.0.elapsed().as_secs_f64());
    }
}

/// The sections of a model file.
const PARTS: [&str; 6] = ["clusters", "names", "tags", "relations", "lemmas", "network"];

/// Trains the model of a recipe into a file. Where `only` names parts, the others are taken from
/// the file that is there.
pub(crate) fn train(
    recipe: &Path,
    sources: Sources<'_>,
    out: &Path,
    only: &[String],
) -> Result<()> {
    let corpora = sources.corpora;
    let progress = Progress(Instant::now());
    let recipe = Recipe::read(recipe)?;
    let mut writer = ModelFileWriter::new(&recipe.name);
    let mut cluster_section = None;
    let wanted = |part: &str| only.is_empty() || only.iter().any(|name| name == part);
    if !only.is_empty() {
        let bytes = std::fs::read(out).with_context(|| format!("cannot read {}", out.display()))?;
        let old = ModelFile::open(bytes)?;
        for (name, _) in old.sizes() {
            if !PARTS.contains(&name) {
                continue;
            }
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
    let gold = with_headlines(gold, recipe.treebanks.headline_every);
    let labels = Labels::of(&gold)?;
    let words: usize = gold.iter().map(Vec::len).sum();
    progress.say(&format!(
        "{} sentences, {words} words, {} parts of speech, {} relations",
        gold.len(),
        labels.tags.len(),
        labels.relations.count()
    ));
    writer.section("tags", write_tags(&labels.tags));
    writer.section("relations", labels.relations_section.clone());
    if wanted("lemmas") {
        let section = train_lemmas(&gold, &labels, recipe.lemmas);
        progress.say(&format!("lemmas: {} bytes", section.len()));
        writer.section("lemmas", section);
    }
    if wanted("network") {
        let (network, names) = (&recipe.network, recipe.names.as_ref());
        let section = network::recipe::train(sources, network, &gold, &labels, names, |what| {
            progress.say(what);
        })?;
        progress.say(&format!("network: {} bytes", section.len()));
        writer.section("network", section);
    }
    let calibration = calibrate(corpora, &recipe.calibration, &writer)?;
    progress.say(&format!("{calibration:?}"));
    writer.section("calibration", calibration.write());
    let file = writer.finish();
    std::fs::write(out, &file).with_context(|| format!("cannot write {}", out.display()))?;
    progress.say(&format!("{}: {} bytes", out.display(), file.len()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use dateline_language::{Model, Relation};
    use dateline_text::segment;

    /// Sentences such as "the rebel attacked the army", as a treebank.
    fn treebank() -> String {
        let nouns = ["rebel", "army", "minister", "envoy", "guard"];
        let verbs = [("attacked", "attack"), ("praised", "praise"), ("met", "meet")];
        let mut text = String::new();
        for subject in nouns {
            for object in nouns {
                for (form, lemma) in verbs {
                    let rows = [
                        ("The", "the", "DET", "DT", "Definite=Def", 2, "det"),
                        (subject, subject, "NOUN", "NN", "Number=Sing", 3, "nsubj"),
                        (form, lemma, "VERB", "VBD", "Tense=Past", 0, "root"),
                        ("the", "the", "DET", "DT", "Definite=Def", 5, "det"),
                        (object, object, "NOUN", "NN", "Number=Sing", 3, "obj"),
                        (".", ".", "PUNCT", ".", "_", 3, "punct"),
                    ];
                    for (id, (form, lemma, upos, xpos, feats, head, relation)) in
                        rows.into_iter().enumerate()
                    {
                        let id = id + 1;
                        writeln!(
                            text,
                            "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{relation}\t_\t_"
                        )
                        .unwrap();
                    }
                    text.push('\n');
                }
            }
        }
        text
    }

    const RECIPE: &str = r#"
        name = "test"
        treebanks = { train = ["small.conllu"], headline_every = 10 }
        [lemmas]
        epochs = 3
        seed = 4
        size = { settle_after = 2, features = 5_000, least_weight = 0.1 }
        [network]
        width = 16
        reaches = [1]
        arcs = 16
        relations = 8
        dropout = 0.1
        schedule = { epochs = 12, rate = 0.01, batch = 60, seed = 1 }
        [calibration]
        treebanks = ["small.conllu"]
    "#;

    #[test]
    fn training_twice_gives_the_same_bytes_and_a_model_that_has_learnt() {
        let folder = std::env::temp_dir().join(format!("dateline-train-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("small.conllu"), treebank()).unwrap();
        let recipe = folder.join("recipe.toml");
        std::fs::write(&recipe, RECIPE).unwrap();
        let files = ["one.model", "two.model"].map(|name| {
            let out = folder.join(name);
            train(&recipe, Sources { corpora: &folder, encoder: None, labelled: None }, &out, &[])
                .unwrap();
            std::fs::read(out).unwrap()
        });
        std::fs::remove_dir_all(&folder).unwrap();
        let [one, two] = files;
        assert!(one == two, "two trainings differ");

        let text = "The guard met the rebel.";
        let parse = Model::load(one).unwrap().parse(text, &segment(text));
        let found: Vec<(&str, Relation, Option<usize>)> = parse
            .words()
            .iter()
            .map(|word| (word.lemma.as_str(), word.relation, word.head))
            .collect();
        assert_eq!(
            found,
            [
                ("the", Relation::Det, Some(1)),
                ("guard", Relation::Nsubj, Some(2)),
                ("meet", Relation::Root, None),
                ("the", Relation::Det, Some(4)),
                ("rebel", Relation::Obj, Some(2)),
                (".", Relation::Punct, Some(2)),
            ]
        );
    }
}
