//! Why an event has its type, in words.

use std::collections::BTreeMap;

use dateline_record::Span;
use serde::Serialize;

use super::meaning::Vectors;
use super::model::{self, CLASSES};
use super::{Judge, NONE, Scene, features};

/// How many reasons are told for and against.
const REASONS: usize = 3;

/// Why an event has its type, or none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeExplanation {
    /// The word that names the event.
    pub trigger: Span,
    /// The likeliest types with their probabilities, from 0 to 1, the likelier first.
    pub likeliest: [(String, f64); 2],
    /// The probability that it has no type.
    pub none: f64,
    /// What speaks most for the likelier of the two against what comes second, none among them, the
    /// strongest first: `the codebook's pattern for ASSAULT`, `the verb "attack"`.
    pub reasons: Vec<String>,
    /// What speaks most against it, for what comes second.
    pub against: Vec<String>,
}

/// Why an event has its type.
pub(super) fn explain(
    scene: &Scene<'_>,
    place: usize,
    judge: &Judge<'_>,
    vectors: &mut Vectors<'_>,
) -> CodeExplanation {
    let trigger = scene.triggers[place];
    let zones = vectors.zones(scene, &trigger);
    let mut said: Vec<(String, [f32; CLASSES])> = Vec::new();
    let sums = judge.weights.sums(&zones, |take| {
        features::features(scene, place, &mut |feature| {
            take(feature);
            if let Some(row) = judge.weights.of(feature) {
                said.push((in_words(feature), *row));
            }
        });
    });
    for (zone, row) in judge.weights.of_zones(&zones) {
        said.push((zone_in_words(zone).to_owned(), row));
    }
    let found = model::probabilities(sums);
    let mut order: Vec<usize> = (0..CLASSES).collect();
    order.sort_by(|&one, &other| found[other].total_cmp(&found[one]));
    let (first, second) = (order[0], order[1]);
    // A type is told by what it has over none where it is the likeliest; else by what it lacks.
    let (first, second) = if first == NONE { (second, first) } else { (first, second) };
    // What is seen in several ways, alone and together with other things, is one reason.
    let mut sums: BTreeMap<String, f32> = BTreeMap::new();
    for (words, row) in said {
        *sums.entry(words).or_default() += row[first] - row[second];
    }
    let mut reasons: Vec<(f32, String)> =
        sums.into_iter().map(|(words, sum)| (sum, words)).collect();
    reasons.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let against = reasons.iter().rev().take(REASONS).filter(|(weight, _)| *weight < 0.0);
    let against = against.map(|(_, words)| words.clone()).collect();
    let kinds: Vec<usize> = order.into_iter().filter(|&class| class != NONE).collect();
    let named = |class: usize| (scene.coder.plover.types[class].name.clone(), found[class]);
    CodeExplanation {
        trigger: scene.arguments.article.span(trigger.word..trigger.word + 1),
        likeliest: [named(kinds[0]), named(kinds[1])],
        none: found[NONE],
        reasons: reasons
            .into_iter()
            .take(REASONS)
            .filter(|(weight, _)| *weight > 0.0)
            .map(|(_, words)| words)
            .collect(),
        against,
    }
}

fn zone_in_words(zone: &str) -> &'static str {
    match zone {
        "trigger" => "what the word means",
        "object" => "what its object means",
        "actor" => "what the word for who acts means",
        "phrase" => "what the phrases with it mean",
        "clause" => "what the clause under it means",
        "above" => "what the word above it means",
        _ => "what the words near it mean",
    }
}

/// What a feature tells of, as far as a reader of reports asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Matter {
    /// The patterns of the codebook, of this event and of those beside it.
    Patterns,
    /// Words of the sentence.
    Words,
    /// The types of other events of the sentence.
    Events,
    /// Who takes part.
    Parties,
    /// Tense, mood, how it hangs in the sentence.
    Grammar,
}

/// A feature in words: what its weightiest parts tell, joined by "with".
fn in_words(feature: &str) -> String {
    if feature == "always" {
        return "how frequent the type is".to_owned();
    }
    let matter = feature.split('&').map(matter).min().unwrap_or(Matter::Grammar);
    match matter {
        Matter::Grammar => return "the grammar of its clause".to_owned(),
        Matter::Patterns => {
            let pattern = feature.split('&').find(|part| part.starts_with("pattern="));
            let beside = || "the patterns of the events beside it".to_owned();
            return pattern.map_or_else(beside, part_in_words);
        }
        Matter::Words | Matter::Events | Matter::Parties => {}
    }
    let parts = feature.split('&').filter(|part| self::matter(part) == matter);
    let parts: Vec<String> = parts.map(part_in_words).collect();
    parts.join(if matter == Matter::Parties { " and " } else { " with " })
}

fn matter(part: &str) -> Matter {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    match name {
        "pattern" | "second" | "weight" | "before" | "heavier" | "mode" => Matter::Patterns,
        "light" if matches!(value, "true" | "false") => Matter::Grammar,
        "lemma" | "light" | "obj" | "nsubj" | "obl" | "nmod" | "xcomp" | "ccomp" | "advcl"
        | "acl" | "advmod" | "compound" | "amod" | "near" | "words" | "after" | "above" => {
            Matter::Words
        }
        "core" | "within" | "code" => Matter::Events,
        _ if name.ends_with("-code") => Matter::Events,
        "actor" | "recipient" | "actors" | "abroad" | "actor-sector" | "recipient-sector" => {
            Matter::Parties
        }
        _ => Matter::Grammar,
    }
}

fn part_in_words(part: &str) -> String {
    let Some((name, value)) = part.split_once('=') else { return format!("\"{part}\"") };
    match (name, value) {
        ("pattern", "-") => "no pattern of the codebook".to_owned(),
        ("pattern", "nothing") => "a pattern for nothing to code".to_owned(),
        ("pattern", kind) => format!("the codebook's pattern for {kind}"),
        ("lemma", lemma) => format!("the word \"{lemma}\""),
        ("light", verb) => format!("the light verb \"{verb}\""),
        ("obj", word) => format!("the object \"{word}\""),
        ("nsubj", word) => format!("the subject \"{word}\""),
        ("code", kind) => format!("an event of {kind} under it"),
        ("above", word) => format!("\"{word}\" above it"),
        ("above-code", kind) => format!("an event of {kind} above it"),
        ("core", kind) => format!("the core codebook's {kind}"),
        ("obl" | "nmod", "NAME") => "a name in a phrase with it".to_owned(),
        ("obl" | "nmod", word) => format!("a phrase with \"{word}\""),
        ("xcomp" | "ccomp" | "advcl" | "acl", word) => format!("a clause with \"{word}\""),
        ("advmod" | "compound" | "amod", word) => format!("\"{word}\" beside it"),
        ("obj-code", kind) => format!("an event of {kind} as its object"),
        ("nsubj-code", kind) => format!("an event of {kind} as its subject"),
        ("obl-code" | "nmod-code", kind) => format!("an event of {kind} in a phrase with it"),
        ("actor", "none") => "nobody who acts".to_owned(),
        ("actor", kind) => format!("an actor of the kind {kind}"),
        ("recipient", "none") => "nobody it is done to".to_owned(),
        ("recipient", kind) => format!("a recipient of the kind {kind}"),
        ("actor-sector", sector) => format!("an actor of the sector {sector}"),
        ("recipient-sector", sector) => format!("a recipient of the sector {sector}"),
        ("actors", count) => format!("how many act ({count})"),
        ("abroad", "true") => "actor and recipient of two countries".to_owned(),
        ("abroad", "false") => "actor and recipient of one country".to_owned(),
        ("within", kind) => format!("its place within an event of {kind}"),
        ("near", word) => format!("\"{word}\" near it"),
        ("words", words) => format!("the words \"{words}\""),
        ("after", words) => format!("\"{words}\" after it"),
        _ => format!("{name} {value}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_in_words() {
        for (feature, words) in [
            ("pattern=ASSAULT", "the codebook's pattern for ASSAULT"),
            ("lemma=storm&sort=v", "the word \"storm\""),
            ("pattern=ASSAULT&weight=4&tense=Past", "the codebook's pattern for ASSAULT"),
            ("before=1&heavier=0", "the patterns of the events beside it"),
            ("tense=Past&modal=none", "the grammar of its clause"),
            ("recipient=place&lemma=storm", "the word \"storm\""),
            ("recipient=place&tense=Past", "a recipient of the kind place"),
            ("lemma=sign&obj=treaty", "the word \"sign\" with the object \"treaty\""),
            ("near=hostage", "\"hostage\" near it"),
        ] {
            assert_eq!(in_words(feature), words);
        }
    }
}
