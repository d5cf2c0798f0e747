//! The word lists of attribution: which words attribute, with what stance, and what sort of source
//! a noun names. The files in `lexicons/` say what their columns are.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_record::{SourceKind, Stance};

/// A verb that attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CueVerb {
    pub(super) stance: Stance,
    /// Whether it introduces words as they were spoken: `"…," she added`.
    pub(super) speech: bool,
    /// Whether its object is who hears it: `told reporters`.
    pub(super) hearer: bool,
    /// Whether its subject belongs to the content: `the talks seem to fail`.
    pub(super) raising: bool,
}

type Lexicon<T> = LazyLock<HashMap<&'static str, T>>;

static VERBS: Lexicon<CueVerb> = LazyLock::new(|| {
    let verb = |[lemma, stance, flags]: [&'static str; 3]| {
        let has = |flag: &str| flags.split(',').any(|found| found == flag);
        let stance = stance_named(stance);
        let (speech, hearer, raising) = (has("speech"), has("hearer"), has("raising"));
        (lemma, CueVerb { stance, speech, hearer, raising })
    };
    rows(include_str!("../../lexicons/attribution-verbs.txt")).map(verb).collect()
});
/// Verbs that have another stance with a preposition behind them.
static VERB_PHRASES: Lexicon<Vec<(&'static str, Stance)>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<_>> = HashMap::new();
    for [phrase, stance] in rows(include_str!("../../lexicons/attribution-verb-phrases.txt")) {
        if let Some((verb, preposition)) = phrase.split_once(' ') {
            phrases.entry(verb).or_default().push((preposition, stance_named(stance)));
        }
    }
    phrases
});
static NOUNS: Lexicon<Stance> =
    LazyLock::new(|| stances(include_str!("../../lexicons/attribution-nouns.txt")));
static ADJECTIVES: Lexicon<Stance> =
    LazyLock::new(|| stances(include_str!("../../lexicons/attribution-adjectives.txt")));
static ADVERBS: Lexicon<Stance> =
    LazyLock::new(|| stances(include_str!("../../lexicons/attribution-adverbs.txt")));
static SOURCES: Lexicon<SourceKind> = LazyLock::new(|| {
    rows(include_str!("../../lexicons/attribution-sources.txt"))
        .map(|[lemma, kind]: [&'static str; 2]| (lemma, source_kind_named(kind)))
        .collect()
});

static LINKS: Lexicon<&'static str> = LazyLock::new(|| {
    rows(include_str!("../../lexicons/attribution-links.txt"))
        .map(|[word, use_]: [&'static str; 2]| (word, use_))
        .collect()
});

/// The phrases before a source, by their first word, the longest first.
static PREPOSITIONS: Lexicon<Vec<(Vec<&'static str>, Stance)>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<_>> = HashMap::new();
    for [phrase, stance] in rows(include_str!("../../lexicons/attribution-prepositions.txt")) {
        let words: Vec<&'static str> = phrase.split(' ').collect();
        phrases.entry(words[0]).or_default().push((words, stance_named(stance)));
    }
    for entries in phrases.values_mut() {
        entries.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    phrases
});

/// What the lexicon knows of a verb.
pub(super) fn verb(lemma: &str) -> Option<CueVerb> {
    VERBS.get(lemma).copied()
}

/// Whether a verb introduces words as they were spoken.
pub(crate) fn introduces_speech(lemma: &str) -> bool {
    verb(lemma).is_some_and(|verb| verb.speech)
}

/// The stance of a verb with the preposition behind it: "called for".
pub(super) fn stance_before(lemma: &str, preposition: &str) -> Option<Stance> {
    VERB_PHRASES
        .get(lemma)?
        .iter()
        .find(|(word, _)| *word == preposition)
        .map(|&(_, stance)| stance)
}

/// The stance of a noun that attributes.
pub(super) fn noun(lemma: &str) -> Option<Stance> {
    NOUNS.get(lemma).copied()
}

/// The stance of an adjective that attributes.
pub(super) fn adjective(lemma: &str) -> Option<Stance> {
    ADJECTIVES.get(lemma).copied()
}

/// The stance of an adverb that attributes.
pub(super) fn adverb(lower: &str) -> Option<Stance> {
    ADVERBS.get(lower).copied()
}

/// The phrases before a source that begin with this word.
pub(super) fn prepositions(first: &str) -> &'static [(Vec<&'static str>, Stance)] {
    PREPOSITIONS.get(first).map_or(&[], Vec::as_slice)
}

/// The sort of source that a noun names.
pub(super) fn source_kind(lemma: &str) -> Option<SourceKind> {
    SOURCES.get(lemma).copied()
}

/// Whether a preposition leads from a cue to its content: `called for`.
pub(super) fn leads_to_content(preposition: &str) -> bool {
    linked(preposition, "to-content")
}

/// Whether a verb says little beside the noun it takes: `made a statement`.
pub(super) fn is_light_verb(lemma: &str) -> bool {
    linked(lemma, "light")
}

/// Whether a word leads on from the object of a cue: `blamed the mayor for …`.
pub(super) fn goes_past_object(word: &str) -> bool {
    linked(word, "past-object")
}

fn linked(word: &str, use_: &str) -> bool {
    LINKS.get(word).is_some_and(|uses| uses.split(',').any(|found| found == use_))
}

fn stances(file: &'static str) -> HashMap<&'static str, Stance> {
    rows(file).map(|[word, stance]| (word, stance_named(stance))).collect()
}

/// The rows of a lexicon file. A row with another number of columns is left out; the tests see to
/// it that there is none.
fn rows<const COLUMNS: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

fn stance_named(name: &str) -> Stance {
    match name {
        "confirms" => Stance::Confirms,
        "alleges" => Stance::Alleges,
        "believes" => Stance::Believes,
        "denies" => Stance::Denies,
        "assesses" => Stance::Assesses,
        "asks" => Stance::Asks,
        "plans" => Stance::Plans,
        "declines" => Stance::Declines,
        _ => Stance::Says,
    }
}

fn source_kind_named(name: &str) -> SourceKind {
    match name {
        "official" => SourceKind::Official,
        "spokesperson" => SourceKind::Spokesperson,
        "document" => SourceKind::Document,
        "media" => SourceKind::Media,
        "poll" => SourceKind::Poll,
        _ => SourceKind::Unnamed,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    const STANCES: [&str; 9] = [
        "says", "confirms", "alleges", "believes", "denies", "assesses", "asks", "plans",
        "declines",
    ];
    const KINDS: [&str; 6] = ["official", "spokesperson", "unnamed", "document", "media", "poll"];

    #[test]
    fn every_row_has_its_columns_and_stands_once() {
        let files: [(&str, usize, &[&str]); 8] = [
            (include_str!("../../lexicons/attribution-verb-phrases.txt"), 2, &STANCES),
            (include_str!("../../lexicons/attribution-verbs.txt"), 3, &STANCES),
            (include_str!("../../lexicons/attribution-nouns.txt"), 2, &STANCES),
            (include_str!("../../lexicons/attribution-adjectives.txt"), 2, &STANCES),
            (include_str!("../../lexicons/attribution-adverbs.txt"), 2, &STANCES),
            (include_str!("../../lexicons/attribution-prepositions.txt"), 2, &STANCES),
            (include_str!("../../lexicons/attribution-sources.txt"), 2, &KINDS),
            (
                include_str!("../../lexicons/attribution-links.txt"),
                2,
                &["to-content", "light", "past-object"],
            ),
        ];
        for (file, columns, values) in files {
            let mut seen = HashSet::new();
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                let row: Vec<&str> = line.split('\t').collect();
                assert_eq!(row.len(), columns, "{line:?}");
                assert!(seen.insert(row[0]), "twice: {line:?}");
                assert!(row[1].split(',').all(|value| values.contains(&value)), "{line:?}");
                let flags = ["speech", "hearer", "raising", "-"];
                assert!(row.get(2).is_none_or(|row| row.split(',').all(|f| flags.contains(&f))));
            }
        }
    }
}
