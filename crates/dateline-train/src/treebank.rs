//! Sentences of the treebanks, as the trainers need them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_language::relations::Relations;
use dateline_language::tag::Tag;
use dateline_language::{Label, read_conllu};
use flate2::read::GzDecoder;

/// A word with its annotation.
#[derive(Debug, Clone)]
pub(crate) struct GoldWord {
    /// The word as it stands in the text.
    pub(crate) form: String,
    /// Its dictionary form.
    pub(crate) lemma: String,
    /// Its part of speech.
    pub(crate) tag: Tag,
    /// Its features.
    pub(crate) feats: Label,
    /// The place of its head in the sentence, `None` for the root.
    pub(crate) head: Option<usize>,
    /// Its relation with subtype.
    pub(crate) relation: Label,
}

/// The sentences of a treebank file (`.conllu` or `.conllu.gz`), without those of documents whose
/// genre is left out: the part of the document's name after the corpus (`GUM_fiction_beast`).
pub(crate) fn read_treebank(path: &Path, without_genres: &[String]) -> Result<Vec<Vec<GoldWord>>> {
    let text = read_text(path).with_context(|| format!("cannot read {}", path.display()))?;
    let sentences = read_conllu(&text).with_context(|| format!("in {}", path.display()))?;
    let mut kept = true;
    let mut gold = Vec::new();
    for sentence in sentences {
        for comment in &sentence.comments {
            if let Some(document) = comment.strip_prefix("# newdoc id = ") {
                let genre = document.split('_').nth(1).unwrap_or_default();
                kept = !without_genres.iter().any(|left_out| left_out == genre);
            }
        }
        if !kept {
            continue;
        }
        let parse = sentence.parse().with_context(|| format!("in {}", path.display()))?;
        let words = parse.words().iter().map(|word| GoldWord {
            form: word.span.of(&sentence.text).to_owned(),
            lemma: word.lemma.to_string(),
            tag: Tag { upos: word.upos, xpos: word.xpos },
            feats: word.feats,
            head: word.head,
            relation: word.deprel,
        });
        gold.push(words.collect());
    }
    Ok(gold)
}

/// The text of a file, unpacked where it is `.gz`.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let file = File::open(path)?;
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text)?;
    }
    Ok(text)
}

/// The labels of the training sentences, numbered.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    /// The parts of speech.
    pub(crate) tags: Vec<Tag>,
    /// The relations.
    pub(crate) relations: Relations,
    /// The section that names the relations.
    pub(crate) relations_section: Vec<u8>,
}

impl Labels {
    /// The labels that these sentences have. A relation with a subtype that is seen fewer than ten
    /// times is left out: it is a slip of an annotator.
    pub(crate) fn of(sentences: &[Vec<GoldWord>]) -> Result<Self> {
        let mut tags = BTreeMap::new();
        let mut relations = BTreeMap::new();
        for word in sentences.iter().flatten() {
            *tags.entry(word.tag).or_insert(0) += 1;
            *relations.entry(word.relation).or_insert(0) += 1;
        }
        relations.retain(|label, count| *count >= 10 || !label.contains(':'));
        let names: Vec<Label> = relations.into_keys().collect();
        let relations_section = Relations::write(&names);
        Ok(Self {
            tags: tags.into_keys().collect(),
            relations: Relations::read(&relations_section)?,
            relations_section,
        })
    }

    /// The number of a word's part of speech; 255 for one that training has not.
    pub(crate) fn tag(&self, word: &GoldWord) -> u8 {
        self.tags.binary_search(&word.tag).map_or(u8::MAX, |at| at as u8)
    }
}
