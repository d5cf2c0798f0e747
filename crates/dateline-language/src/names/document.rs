//! What a document says of a word beside its sentence: where else the word stands, and how.
//!
//! "Blackburn said" says little of Blackburn, but "Peter Blackburn" two sentences before says that
//! it is a surname, and "blackburn" would say that the capital means nothing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_text::WordSpan;

use super::known::{KnownNames, LONGEST, name_key, word_key};
use crate::surface::Surface;

/// Words and marks that may link the parts of a name, by the hash of their letters.
static LINKS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicons/name_links.txt").lines();
    lines.filter(|line| !line.starts_with('#')).map(|line| Surface::of(line).lower).collect()
});

/// A text as the recogniser sees it.
#[derive(Debug, Clone, Copy)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words.
    pub spans: &'t [WordSpan],
    /// What each word's letters say, clusters included.
    pub surfaces: &'t [Surface],
    /// The words of each sentence.
    pub sentences: &'t [Range<usize>],
}

/// The capitals of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// No letters: figures, punctuation.
    None,
    /// It begins with a small letter or a figure, and has letters.
    Lower,
    /// Its first letter alone is a capital.
    Initial,
    /// All its letters are capitals.
    Capitals,
    /// Capitals and small letters, the first a capital, as in a name with "Mc".
    Mixed,
}

impl Case {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|character| character.is_alphabetic());
        let Some(first) = letters.next() else { return Self::None };
        if !word.chars().next().is_some_and(char::is_uppercase) || !first.is_uppercase() {
            return Self::Lower;
        }
        let (mut small, mut capital) = (false, false);
        for letter in letters {
            small |= letter.is_lowercase();
            capital |= letter.is_uppercase();
        }
        match (small, capital) {
            (true, true) => Self::Mixed,
            (false, true) => Self::Capitals,
            (_, false) => Self::Initial,
        }
    }

    pub(super) fn is_capitalised(self) -> bool {
        matches!(self, Self::Initial | Self::Capitals | Self::Mixed)
    }
}

/// How many other places of a word are looked at.
const PLACES: usize = 4;

/// What is known of the words of a document from all of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub(super) cases: Vec<Case>,
    /// For each word the run of capitalised and linking words around it; empty for a word in none.
    pub(super) runs: Vec<Range<usize>>,
    /// For each word the known name that it is part of, if any, as a number that says the name's
    /// class and the word's place in it.
    pub(super) known_names: Vec<u32>,
    /// For each word the class of the word itself; zero where it is not known.
    pub(super) known_words: Vec<u8>,
    /// For each word the number of its sentence.
    pub(super) sentence_of: Vec<u32>,
    /// By a word's lower-case letters, the first places where it has a capital.
    capitalised: HashMap<u32, Places>,
    /// By a word's lower-case letters, how often it has no capital.
    small: HashMap<u32, u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Places {
    places: [u32; PLACES],
    count: u8,
}

impl Document {
    pub(super) fn of(words: &Words<'_>, known: KnownNames<'_>) -> Self {
        let mut document = Self {
            cases: words.spans.iter().map(|word| Case::of(word.span.of(words.text))).collect(),
            runs: vec![0..0; words.spans.len()],
            sentence_of: vec![0; words.spans.len()],
            known_names: vec![0; words.spans.len()],
            known_words: vec![0; words.spans.len()],
            ..Self::default()
        };
        for (number, sentence) in words.sentences.iter().enumerate() {
            document.sentence_of[sentence.clone()].fill(number as u32);
            document.find_runs(words, known, sentence.clone());
        }
        for (at, surface) in words.surfaces.iter().enumerate() {
            if document.cases[at].is_capitalised() {
                let places = document.capitalised.entry(surface.lower).or_default();
                if usize::from(places.count) < PLACES {
                    places.places[usize::from(places.count)] = at as u32;
                    places.count += 1;
                }
            } else if document.cases[at] == Case::Lower {
                *document.small.entry(surface.lower).or_default() += 1;
            }
        }
        document
    }

    fn find_runs(&mut self, words: &Words<'_>, known: KnownNames<'_>, sentence: Range<usize>) {
        let mut at = sentence.start;
        while at < sentence.end {
            if !self.cases[at].is_capitalised() {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let mut look = end;
            // Up to two links: "of the" is no link, "van der" and "-al-" are.
            while look < sentence.end && look - end <= 2 {
                if self.cases[look].is_capitalised() {
                    end = look + 1;
                } else if !LINKS.contains(&words.surfaces[look].lower) {
                    break;
                }
                look += 1;
            }
            self.runs[at..end].fill(at..end);
            self.find_known(words, known, at..end);
            at = end;
        }
    }

    /// Looks up the words and the names of a run, the longest name at each place first.
    fn find_known(&mut self, words: &Words<'_>, known: KnownNames<'_>, run: Range<usize>) {
        let mut next = run.start;
        for at in run.clone() {
            self.known_words[at] = known.class(word_key(&words.surfaces[at])).unwrap_or_default();
            if at < next {
                continue;
            }
            let longest = (run.end - at).min(LONGEST);
            let found = (1..=longest).rev().find_map(|length| {
                Some((length, known.class(name_key(&words.surfaces[at..at + length]))?))
            });
            if let Some((length, class)) = found {
                for place in 0..length {
                    let from_start = u32::from(place > 0);
                    let to_end = u32::from(place + 1 < length);
                    self.known_names[at + place] =
                        1 << 16 | u32::from(class) << 8 | from_start << 1 | to_end;
                }
                next = at + length;
            }
        }
    }

    /// Other places in the document where the word has a capital.
    pub(super) fn elsewhere(&self, words: &Words<'_>, at: usize) -> impl Iterator<Item = usize> {
        let places = self.capitalised.get(&words.surfaces[at].lower).copied().unwrap_or_default();
        let places = places.places.into_iter().take(usize::from(places.count));
        places.map(|place| place as usize).filter(move |&place| place != at)
    }

    /// How often the word stands in the document without a capital.
    pub(super) fn times_small(&self, surface: &Surface) -> u32 {
        self.small.get(&surface.lower).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_told_apart() {
        for (word, expected) in [
            ("Paris", Case::Initial),
            ("A", Case::Initial),
            ("NATO", Case::Capitals),
            ("U.S.", Case::Capitals),
            ("McDonald", Case::Mixed),
            ("iPhone", Case::Lower),
            ("1990s", Case::Lower),
            ("said", Case::Lower),
            ("1996", Case::None),
            ("", Case::None),
        ] {
            assert_eq!(Case::of(word), expected, "{word:?}");
        }
    }

    #[test]
    fn links_are_single_words() {
        let mut links = LINKS.clone();
        links.sort_unstable();
        links.dedup();
        assert_eq!(links.len(), LINKS.len(), "a link is doubled");
        assert!(links.len() > 10);
    }
}
