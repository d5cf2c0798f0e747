//! Names known beforehand, learned from plain news: what a first recogniser mostly takes them for.
//!
//! One sentence may say little of a name, but over many reports the first recogniser is mostly
//! right, and what it says there on the whole helps where a sentence says nothing.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use dateline_language::Clusters;
use dateline_language::names::{
    KINDS, LONGEST, NameRecogniser, OUTSIDE, TAGS, Words, name_key, tags_of, word_key,
};
use dateline_language::surface::Surface;
use dateline_text::segment;

use crate::clusters::news::each_text;

/// In how many reports a name or a word must occur.
const LEAST_REPORTS: u32 = 3;

/// How often a word was taken for each tag, or a name for each kind.
#[derive(Debug, Clone, Copy, Default)]
struct Counts([u32; TAGS]);

impl Counts {
    fn add(&mut self, other: Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }

    /// The most frequent, how often, and how often any.
    fn most(self) -> (usize, u32, u32) {
        let best = (0..TAGS).rev().max_by_key(|&at| self.0[at]).unwrap_or_default();
        (best, self.0[best], self.0.iter().sum())
    }

    /// Which is the most frequent, how sure that is and how much is known; never zero. `None` where
    /// too little is known.
    fn class(self) -> Option<u8> {
        let (best, count, total) = self.most();
        if total < LEAST_REPORTS {
            return None;
        }
        let sure = match count * 10 / total {
            9.. => 3,
            7.. => 2,
            5.. => 1,
            _ => 0,
        };
        let often = u8::from(total >= 20);
        Some(1 + ((best as u8) << 3 | sure << 1 | often))
    }
}

/// What a recogniser says of the names in plain news: keys with classes, by key.
pub(crate) fn learn(
    news: &Path,
    clusters: Clusters<'_>,
    recogniser: NameRecogniser<'_>,
) -> anyhow::Result<Vec<(u64, u8)>> {
    let mut words: HashMap<u64, Counts> = HashMap::new();
    let mut names: HashMap<u64, Counts> = HashMap::new();
    each_text(news, |text| {
        for (counts, of_report) in
            [&mut words, &mut names].into_iter().zip(report(text, clusters, recogniser))
        {
            for (key, found) in of_report {
                // A report counts once, for what it has most: names are repeated within it.
                let mut once = Counts::default();
                once.0[found.most().0] = 1;
                counts.entry(key).or_default().add(once);
            }
        }
    })?;
    let mut classes: Vec<(u64, u8)> = words
        .into_iter()
        .chain(names)
        .filter_map(|(key, counts)| Some((key, counts.class()?)))
        .collect();
    classes.sort_unstable();
    Ok(classes)
}

/// The words and the names of a report with what they are taken for.
fn report(
    text: &str,
    clusters: Clusters<'_>,
    recogniser: NameRecogniser<'_>,
) -> [BTreeMap<u64, Counts>; 2] {
    let segmented = segment(text);
    let surfaces: Vec<Surface> = segmented
        .words
        .iter()
        .map(|word| {
            let form = word.span.of(text);
            Surface::of(form).with_clusters(form, clusters)
        })
        .collect();
    let found = recogniser.recognise(
        Words {
            text,
            spans: &segmented.words,
            surfaces: &surfaces,
            sentences: &segmented.sentences,
        },
        None,
    );
    let mut tags = vec![OUTSIDE; surfaces.len()];
    let mut names: BTreeMap<u64, Counts> = BTreeMap::new();
    for name in found {
        let kind = KINDS.iter().position(|&kind| kind == name.kind).unwrap_or_default();
        for (tag, of_name) in
            tags[name.words.clone()].iter_mut().zip(tags_of(name.kind, name.words.len()))
        {
            *tag = of_name;
        }
        if name.words.len() <= LONGEST {
            names.entry(name_key(&surfaces[name.words])).or_default().0[kind] += 1;
        }
    }
    let mut words: BTreeMap<u64, Counts> = BTreeMap::new();
    for sentence in &segmented.sentences {
        for at in sentence.clone() {
            let capital = segmented.words[at].span.of(text).starts_with(char::is_uppercase);
            // The capital of a sentence's first word says nothing, so neither does its absence
            // from the names.
            if capital && (tags[at] != OUTSIDE || at != sentence.start) {
                words.entry(word_key(&surfaces[at])).or_default().0[usize::from(tags[at])] += 1;
            }
        }
    }
    [words, names]
}
