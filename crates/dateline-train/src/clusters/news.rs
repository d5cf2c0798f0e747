//! The words of plain news, and the most frequent of them.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use dateline_language::cluster_form;
use lzma_rust2::XzReader;
use serde::Deserialize;

/// A line of the news; its other fields are of no use here.
#[derive(Deserialize)]
struct Article {
    text: String,
}

/// Words by number, in the order of their first occurrence.
#[derive(Debug, Default)]
struct Numbers {
    of: HashMap<String, u32>,
    words: Vec<String>,
}

impl Numbers {
    fn number(&mut self, word: String) -> u32 {
        if let Some(&number) = self.of.get(&word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.clone());
        self.of.insert(word, number);
        number
    }
}

/// The sentences of the news as numbers of words.
#[derive(Debug, Default)]
pub(crate) struct Sentences {
    words: Vec<String>,
    sentences: Vec<Vec<u32>>,
}

/// Shows the texts of a file of JSON lines under xz, one after the other.
pub(crate) fn each_text(news: &Path, mut see: impl FnMut(&str)) -> anyhow::Result<()> {
    let file = File::open(news).with_context(|| format!("cannot open {}", news.display()))?;
    let lines = BufReader::new(XzReader::new(BufReader::new(file), true)).lines();
    for (number, line) in lines.enumerate() {
        let article: Article = serde_json::from_str(&line?)
            .with_context(|| format!("{}, line {}", news.display(), number + 1))?;
        see(&article.text);
    }
    Ok(())
}

/// The sentences of the news, their words by the tokens of the language core and the characters of
/// the cluster table. A sentence that occurred before is left out: agencies send a report many
/// times.
pub(crate) fn sentences(news: &Path) -> anyhow::Result<Sentences> {
    let mut numbers = Numbers::default();
    let mut sentences = Vec::new();
    each_text(news, |text| {
        let segmented = dateline_text::segment(text);
        for sentence in segmented.sentences {
            let words = segmented.words[sentence].iter();
            let numbered = words.map(|word| numbers.number(cluster_form(word.span.of(text))));
            sentences.push(numbered.collect::<Vec<u32>>());
        }
    })?;
    sentences.sort_unstable();
    sentences.dedup();
    Ok(Sentences { words: numbers.words, sentences })
}

/// The most frequent words, the most frequent first.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<(String, u32)>,
    /// The rank of each word of the sentences, where it has one.
    rank: Vec<Option<u32>>,
}

impl Vocabulary {
    /// The words of the sentences that occur `least_count` times, at most `size` of them.
    pub(crate) fn of(sentences: &Sentences, size: usize, least_count: u32) -> Self {
        let mut counts = vec![0_u32; sentences.words.len()];
        for &word in sentences.sentences.iter().flatten() {
            counts[word as usize] += 1;
        }
        let mut ranking: Vec<usize> =
            (0..counts.len()).filter(|&word| counts[word] >= least_count).collect();
        ranking.sort_by(|&one, &other| {
            counts[other]
                .cmp(&counts[one])
                .then_with(|| sentences.words[one].cmp(&sentences.words[other]))
        });
        ranking.truncate(size);
        let mut rank = vec![None; counts.len()];
        for (place, &word) in ranking.iter().enumerate() {
            rank[word] = Some(place as u32);
        }
        let words =
            ranking.into_iter().map(|word| (sentences.words[word].clone(), counts[word])).collect();
        Self { words, rank }
    }

    /// The words, the most frequent first.
    pub(crate) fn words(&self) -> impl Iterator<Item = String> {
        self.words.iter().map(|(word, _)| word.clone())
    }

    /// How often each occurs.
    pub(crate) fn counts(&self) -> impl Iterator<Item = u32> {
        self.words.iter().map(|&(_, count)| count)
    }

    /// The sentences, each word as its rank where it has one.
    pub(crate) fn ranked(&self, sentences: &Sentences) -> impl Iterator<Item = Vec<Option<u32>>> {
        let rank =
            |sentence: &Vec<u32>| sentence.iter().map(|&word| self.rank[word as usize]).collect();
        sentences.sentences.iter().map(rank)
    }

    /// Each pair of neighbours that both are among the most frequent words, by rank.
    pub(crate) fn pairs(&self, sentences: &Sentences) -> impl Iterator<Item = (u32, u32)> {
        sentences.sentences.iter().flat_map(|sentence| {
            sentence.windows(2).filter_map(|pair| {
                Some((self.rank[pair[0] as usize]?, self.rank[pair[1] as usize]?))
            })
        })
    }
}
