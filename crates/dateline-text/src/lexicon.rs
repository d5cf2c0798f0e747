//! The word lists in `lexicons/`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the full stop of an abbreviation says of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Abbreviation {
    /// Stands before a name: `Gen. Park`.
    Title,
    /// Stands inside a phrase: `Roe vs. Wade`.
    Inner,
    /// Is an abbreviation before a number alone: `No. 5`.
    Number,
    /// Is an abbreviation before a number or a month alone: `b. 1950`, `b. March 1950`.
    Date,
    /// A month or a weekday: `Sept. 5`.
    Month,
    /// May end a sentence: `Inc.`, `U.S.`
    Final,
}

/// Abbreviations that are written with a full stop, without it.
pub(crate) static ABBREVIATIONS: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    entries(include_str!("../lexicons/abbreviations.txt"))
        .filter_map(|entry| {
            let (form, class) = entry.split_once('\t')?;
            Some((form, abbreviation_class(class)?))
        })
        .collect()
});

fn abbreviation_class(name: &str) -> Option<Abbreviation> {
    match name {
        "title" => Some(Abbreviation::Title),
        "inner" => Some(Abbreviation::Inner),
        "number" => Some(Abbreviation::Number),
        "date" => Some(Abbreviation::Date),
        "month" => Some(Abbreviation::Month),
        "final" => Some(Abbreviation::Final),
        _ => None,
    }
}

/// The longest contraction in the list, in characters.
pub(crate) const LONGEST_CONTRACTION: usize = 8;

/// Words written as one that are several, with the lengths in bytes of all parts but the last.
pub(crate) static CONTRACTIONS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    entries(include_str!("../lexicons/contractions.txt"))
        .filter_map(|entry| {
            let (form, parts) = entry.split_once('\t')?;
            let mut lengths: Vec<usize> = parts.split('|').map(str::len).collect();
            lengths.pop();
            Some((form, lengths))
        })
        .collect()
});

/// Words that begin with an apostrophe for letters left out, without it: `em`.
pub(crate) static ELISIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/elisions.txt")).collect());

/// Prefixes that stay one word with what follows their hyphen: `anti`.
pub(crate) static HYPHEN_PREFIXES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/hyphen-prefixes.txt")).collect());

/// Letters that are a word of their own after a number: `km`.
pub(crate) static UNITS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/units.txt")).collect());

/// Last parts of dotted names: `com`, `pdf`.
pub(crate) static DOMAINS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/domains.txt")).collect());

/// Faces drawn with punctuation, the longest first.
pub(crate) static EMOTICONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut faces: Vec<&str> = entries(include_str!("../lexicons/emoticons.txt")).collect();
    faces.sort_by_key(|face| std::cmp::Reverse(face.len()));
    faces
});

/// Names that end in an exclamation mark, without it: `Yahoo`.
pub(crate) static MARKED_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/marked-names.txt")).collect());

/// Parts of degrees that stand between stops as single letters do: `Ph` of `Ph.D.`
pub(crate) static STOPPED_PARTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/stopped-parts.txt")).collect());

/// Words that begin a new sentence where they have a capital after an abbreviation.
pub(crate) static SENTENCE_OPENERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/sentence-openers.txt")).collect());

/// Words that lead to the name of whoever made or sent a picture, before a colon: `Photo`.
pub(crate) static CREDITS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/credits.txt")).collect());

/// Words that name a figure or a table, before its number: `Figure`.
pub(crate) static EXHIBITS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/exhibits.txt")).collect());

/// Words that begin the greeting of a letter, before a name: `Dear`.
pub(crate) static GREETINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/greetings.txt")).collect());

/// What ends a letter before the name of its writer: `best regards`.
pub(crate) static LETTER_ENDINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/letter-endings.txt")).collect());

/// The months, in full.
pub(crate) static MONTHS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/months.txt")).collect());

/// The days of the week, in full.
pub(crate) static WEEKDAYS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/weekdays.txt")).collect());

/// Verbs that follow or precede the name of the speaker after a quotation: `asked`.
pub(crate) static SPEECH_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/speech-verbs.txt")).collect());

/// Words after which neither a sentence nor a heading ends.
pub(crate) static UNFINISHED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../lexicons/unfinished.txt")).collect());

/// The entries of a lexicon: its lines without comments and blank lines.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether a list has a word, whatever its capitals. Words beyond 24 bytes are in no list.
pub(crate) fn has_lowercase(list: &HashSet<&str>, word: &str) -> bool {
    let mut buffer = [0; 24];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|lower| list.contains(lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_lexicon_has_an_entry_twice() {
        for (name, file) in [
            ("abbreviations", include_str!("../lexicons/abbreviations.txt")),
            ("contractions", include_str!("../lexicons/contractions.txt")),
            ("credits", include_str!("../lexicons/credits.txt")),
            ("domains", include_str!("../lexicons/domains.txt")),
            ("elisions", include_str!("../lexicons/elisions.txt")),
            ("emoticons", include_str!("../lexicons/emoticons.txt")),
            ("exhibits", include_str!("../lexicons/exhibits.txt")),
            ("greetings", include_str!("../lexicons/greetings.txt")),
            ("hyphen-prefixes", include_str!("../lexicons/hyphen-prefixes.txt")),
            ("letter-endings", include_str!("../lexicons/letter-endings.txt")),
            ("marked-names", include_str!("../lexicons/marked-names.txt")),
            ("months", include_str!("../lexicons/months.txt")),
            ("sentence-openers", include_str!("../lexicons/sentence-openers.txt")),
            ("speech-verbs", include_str!("../lexicons/speech-verbs.txt")),
            ("stopped-parts", include_str!("../lexicons/stopped-parts.txt")),
            ("unfinished", include_str!("../lexicons/unfinished.txt")),
            ("units", include_str!("../lexicons/units.txt")),
            ("weekdays", include_str!("../lexicons/weekdays.txt")),
        ] {
            let mut seen = HashSet::new();
            for entry in entries(file) {
                let form = entry.split('\t').next().unwrap();
                assert_eq!(form, form.trim(), "{name}");
                assert!(seen.insert(form), "{name}: {form:?} stands twice");
            }
            assert!(!seen.is_empty(), "{name}");
        }
    }

    #[test]
    fn every_abbreviation_has_a_class() {
        let lines = entries(include_str!("../lexicons/abbreviations.txt")).count();
        assert_eq!(ABBREVIATIONS.len(), lines);
    }

    #[test]
    fn the_parts_of_a_contraction_make_its_form() {
        for entry in entries(include_str!("../lexicons/contractions.txt")) {
            let (form, parts) = entry.split_once('\t').unwrap();
            assert_eq!(parts.replace('|', ""), form);
            assert!(parts.contains('|'), "{form} has no cut");
            assert!(form.len() <= LONGEST_CONTRACTION, "{form} is longer than any");
        }
    }
}
