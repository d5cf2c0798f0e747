//! The forms of words by number, and what the network sees of each.

use std::collections::{BTreeMap, HashMap};

use dateline_language::cluster_form;
use dateline_language::network::{WordRows, vector_keys};
use dateline_language::surface::Surface;

/// Forms by number, with how often each occurs.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    numbers: HashMap<String, u32>,
    pub(crate) words: Vec<String>,
    counts: Vec<u32>,
}

impl Forms {
    /// The number of a form, which is counted.
    pub(crate) fn number(&mut self, form: &str) -> u32 {
        let number = self.numbers.get(form).copied().unwrap_or_else(|| {
            let number = self.words.len() as u32;
            self.numbers.insert(form.to_owned(), number);
            self.words.push(form.to_owned());
            self.counts.push(0);
            number
        });
        self.counts[number as usize] += 1;
        number
    }

    /// The words in lower case that occur at least so often, by the hash of their letters, numbered
    /// from one.
    pub(crate) fn known(&self, least_count: u32, at_most: usize) -> BTreeMap<u32, u16> {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for (form, count) in self.words.iter().zip(&self.counts) {
            *counts.entry(lower(form)).or_default() += count;
        }
        let mut ranked: Vec<(u32, u32)> =
            counts.into_iter().filter(|&(_, count)| count >= least_count).collect();
        ranked.sort_by_key(|&(key, count)| (u32::MAX - count, key));
        ranked.truncate(at_most);
        ranked.into_iter().zip(1..).map(|((key, _), row)| (key, row)).collect()
    }

    /// The most frequent forms, every digit a `0`, the most frequent first.
    pub(crate) fn frequent(&self, at_most: usize) -> Vec<String> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for (form, count) in self.words.iter().zip(&self.counts) {
            *counts.entry(cluster_form(form)).or_default() += count;
        }
        let mut ranked: Vec<(String, u32)> = counts.into_iter().collect();
        ranked.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        ranked.into_iter().take(at_most).map(|(form, _)| form).collect()
    }

    /// The rows of every form.
    pub(crate) fn rows(
        &self,
        known: &BTreeMap<u32, u16>,
        vectors: &BTreeMap<u32, u16>,
    ) -> Vec<WordRows> {
        let rows = self.words.iter().map(|form| {
            let fixed = vector_keys(form).iter().find_map(|key| vectors.get(key));
            let known = known.get(&lower(form)).copied().unwrap_or_default();
            let fixed = fixed.copied().unwrap_or_default();
            WordRows::of(&Surface::of(form), u32::from(fixed), u32::from(known))
        });
        rows.collect()
    }
}

fn lower(form: &str) -> u32 {
    Surface::of(form).lower
}
