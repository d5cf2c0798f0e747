//! The word lists in `lexicons/`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const TITLES_FILE: &str = include_str!("../lexicons/titles.txt");
const PARTICLES_FILE: &str = include_str!("../lexicons/particles.txt");
const STOP_WORDS_FILE: &str = include_str!("../lexicons/stop-words.txt");
const COMMON_WORDS_FILE: &str = include_str!("../lexicons/common-words.tsv");
const TRADITIONAL_FILE: &str = include_str!("../lexicons/traditional.txt");
const LEGAL_FORMS_FILE: &str = include_str!("../lexicons/legal-forms.tsv");
const SCRIPTED_FORMS_FILE: &str = include_str!("../lexicons/scripted-legal-forms.txt");
const HOMOGLYPHS_FILE: &str = include_str!("../lexicons/homoglyphs.tsv");
const READINGS_FILE: &str = include_str!("../lexicons/readings.tsv");
const COMPOUND_FILE: &str = include_str!("../lexicons/compound-surnames.txt");
const SPELLINGS_FILE: &str = include_str!("../lexicons/spellings.tsv");
const VARIANTS_FILE: &str = include_str!("../lexicons/name-variants.txt");

/// Titles of persons, and whether they may also stand after the name.
pub(crate) static TITLES: LazyLock<HashMap<&str, bool>> =
    LazyLock::new(|| columns(TITLES_FILE).map(|(title, at)| (title, at == "both")).collect());

/// Particles inside persons' names, and whether they say "child of".
pub(crate) static PARTICLES: LazyLock<HashMap<&str, bool>> =
    LazyLock::new(|| columns(PARTICLES_FILE).map(|(form, of)| (form, of == "child")).collect());

/// Words that count for nothing in the names of organisations.
pub(crate) static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(STOP_WORDS_FILE).collect());

/// Words that many organisations have in their names, each with its usual form, and whether an
/// organisation is often named without it.
pub(crate) static COMMON_WORDS: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    entries(COMMON_WORDS_FILE)
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (form, usual) = (columns.next()?, columns.next()?);
            Some((form, (usual, columns.next() == Some("generic"))))
        })
        .collect()
});

/// Shapes of one Chinese character, by each, with the first of them.
pub(crate) static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    entries(TRADITIONAL_FILE)
        .flat_map(|line| {
            let first = line.chars().next();
            line.chars().filter_map(move |shape| Some((shape, first?)))
        })
        .collect()
});

/// Letters that look like Latin ones.
pub(crate) static HOMOGLYPHS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    columns(HOMOGLYPHS_FILE)
        .filter_map(|(letter, latin)| Some((letter.chars().next()?, latin.chars().next()?)))
        .collect()
});

/// How letters read in Latin ones, where the general table reads them otherwise.
pub(crate) static READINGS: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    columns(READINGS_FILE)
        .filter_map(|(letter, reading)| {
            Some((letter.chars().next()?, if reading == "-" { "" } else { reading }))
        })
        .collect()
});

/// Family names of two characters.
pub(crate) static COMPOUND_SURNAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(COMPOUND_FILE).collect());

/// Legal forms written together with a name, the longest first.
pub(crate) static SCRIPTED_FORMS: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(SCRIPTED_FORMS_FILE).collect());

/// A way to write a legal form, by words, and the form's name.
type LegalForm = (Vec<&'static str>, &'static str);

/// Legal forms, by their first word: the words of each way to write one, the longest first, and the
/// form's name.
pub(crate) static LEGAL_FORMS: LazyLock<HashMap<&str, Vec<LegalForm>>> = LazyLock::new(|| {
    let mut forms: HashMap<&str, Vec<LegalForm>> = HashMap::new();
    for (name, written) in columns(LEGAL_FORMS_FILE) {
        for form in written.split("; ") {
            let words: Vec<&str> = form.split(' ').collect();
            forms.entry(words[0]).or_default().push((words, name));
        }
    }
    for ways in forms.values_mut() {
        ways.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    forms
});

/// Where letters stand in a word for a rule of spelling to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Start,
    End,
    Anywhere,
}

/// A rule of spelling: letters, what stands for their sound, and where.
pub(crate) type Spelling = (&'static str, &'static str, Position);

/// Rules of spelling by their first letter, the longest first; where two are as long, the one for
/// the start or the end of a word before the one for anywhere.
pub(crate) static SPELLINGS: LazyLock<[Vec<Spelling>; 26]> = LazyLock::new(|| {
    let mut rules: [Vec<Spelling>; 26] = Default::default();
    for line in entries(SPELLINGS_FILE) {
        let mut parts = line.split('\t');
        let (Some(letters), Some(sound)) = (parts.next(), parts.next()) else { continue };
        let position = match parts.next() {
            Some("start") => Position::Start,
            Some("end") => Position::End,
            _ => Position::Anywhere,
        };
        let Some(first) = letters.bytes().next().filter(u8::is_ascii_lowercase) else { continue };
        rules[usize::from(first - b'a')].push((letters, sound, position));
    }
    for rules in &mut rules {
        rules.sort_by_key(|&(letters, _, position)| {
            (std::cmp::Reverse(letters.len()), position == Position::Anywhere)
        });
    }
    rules
});

/// The names that a form is a form of, by their line in the list.
pub(crate) static VARIANTS: LazyLock<HashMap<&str, Vec<u16>>> = LazyLock::new(|| {
    let mut variants: HashMap<&str, Vec<u16>> = HashMap::new();
    for (name, line) in entries(VARIANTS_FILE).enumerate() {
        for form in line.split(' ') {
            let names = variants.entry(form).or_default();
            if names.last() != Some(&(name as u16)) {
                names.push(name as u16);
            }
        }
    }
    variants
});

/// The entries of a lexicon: its lines without comments and blank lines.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The first two columns of each entry.
fn columns(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(file).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_lexicon_has_an_entry_twice() {
        for (name, file) in [
            ("titles", TITLES_FILE),
            ("particles", PARTICLES_FILE),
            ("stop-words", STOP_WORDS_FILE),
            ("common-words", COMMON_WORDS_FILE),
            ("traditional", TRADITIONAL_FILE),
            ("legal-forms", LEGAL_FORMS_FILE),
            ("scripted-legal-forms", SCRIPTED_FORMS_FILE),
            ("homoglyphs", HOMOGLYPHS_FILE),
            ("readings", READINGS_FILE),
            ("compound-surnames", COMPOUND_FILE),
            ("name-variants", VARIANTS_FILE),
        ] {
            let mut seen = HashSet::new();
            for entry in entries(file) {
                let form = entry.split('\t').next().unwrap();
                assert!(seen.insert(form), "{name}: {form:?} stands twice");
            }
            assert!(!seen.is_empty(), "{name}");
        }
    }

    #[test]
    fn entries_are_folded_as_names_are() {
        let single = TITLES.keys().chain(PARTICLES.keys()).chain(COMMON_WORDS.keys());
        for word in single.chain(STOP_WORDS.iter()).chain(VARIANTS.keys()) {
            assert_eq!(crate::fold_words(word), [*word]);
        }
        for (words, _) in LEGAL_FORMS.values().flatten() {
            assert!(words.iter().all(|word| crate::fold_words(word) == [*word]), "{words:?}");
        }
    }

    #[test]
    fn a_way_to_write_a_legal_form_stands_once() {
        let mut seen = HashSet::new();
        for (words, _) in LEGAL_FORMS.values().flatten() {
            assert!(seen.insert(words), "{words:?}");
        }
    }
}
