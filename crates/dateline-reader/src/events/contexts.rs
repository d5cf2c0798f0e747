//! What an event stands in the context of: PLOVER's `military`, `legal`, `migration`.
//!
//! The words of the sentence show it ([`of_sentences`]), and who takes part and how ([`of_event`]):
//! where police fire on marchers that is repression, whatever else is said.

use std::borrow::Cow;

use dateline_codebook::Coding;
use dateline_language::Upos;
use dateline_record::{EntityId, EntityKind, ParticipantRole};

use super::argument::Argument;
use super::coding::Coder;
use super::counted;

/// Sectors of participants, with the context that each brings with it.
const OF_SECTORS: [(&str, &str); 7] = [
    ("MIL", "military"),
    ("SPY", "intelligence"),
    ("LEG", "legislative"),
    ("JUD", "legal"),
    ("REF", "migration"),
    ("REL", "religion_ethnicity"),
    ("MED", "health"),
];

/// Sectors of those who use force for a state.
const FORCES: [&str; 5] = ["COP", "MIL", "GOV", "SPY", "PRM"];

/// Sectors of those whom force represses: they bear no arms and are no criminals.
const UNARMED: [&str; 9] = ["CVL", "OPP", "JRN", "LAB", "EDU", "REL", "AGR", "SOC", "NGO"];

/// Sectors of those whose work lives by the freedoms that force takes.
const FREE: [&str; 2] = ["JRN", "OPP"];

/// Types of what states say to each other, and of relations that they end.
const BETWEEN_STATES: [&str; 9] = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
];

/// The contexts that the words of each sentence show, by the number of the sentence, as places in
/// the codebook.
pub(super) fn of_sentences(coder: &Coder<'_>) -> Vec<Vec<u16>> {
    let parse = coder.arguments.article.parse;
    let forms = |lemmas: bool| -> Vec<Cow<'_, str>> {
        (0..parse.words().len()).map(|at| form(coder, at, lemmas)).collect()
    };
    let spellings = [forms(true), forms(false)];
    let contexts = |sentence: &std::ops::Range<usize>| {
        let mut places: Vec<u16> = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let [(length, shown), other] = [0, 1].map(|spelling: usize| {
                let words = &spellings[spelling];
                coder.plover.contexts_at(|from| {
                    words.get(at + from).map(Cow::as_ref).filter(|_| at + from < sentence.end)
                })
            });
            let (length, shown) =
                if shown.is_empty() || other.0 > length { other } else { (length, shown) };
            places.extend(shown);
            at += length.max(1);
        }
        places.sort_unstable();
        places.dedup();
        places
    };
    parse.sentences().iter().map(contexts).collect()
}

/// The names of contexts by their places in the codebook.
pub(super) fn names(coder: &Coder<'_>, places: &[u16]) -> Vec<String> {
    places.iter().map(|&place| coder.plover.contexts[usize::from(place)].name.clone()).collect()
}

/// A word as a context is known by it; empty in the names of persons and places, and of those that
/// are called by what they are not about: "the Daily Market", "General Motors".
fn form<'a>(coder: &Coder<'a>, at: usize, lemma: bool) -> Cow<'a, str> {
    let word = coder.arguments.article.word(at);
    let form = if lemma { word.lemma.as_str() } else { word.lower.as_str() };
    if word.upos == Upos::Propn
        && let Some(entity) = coder.arguments.entities.at(at)
    {
        let called = |sector: &&str| matches!(*sector, "JRN" | "BUS" | "PTY");
        let named = match coder.arguments.entities.get(entity).kind {
            EntityKind::Organisation => {
                let sectors = coder.said_of(entity);
                let name = &coder.arguments.entities.get(entity).name;
                sectors.iter().any(called) && !sectors.contains(&"IGO")
                    || sectors.contains(&"REB") && !is_listed(coder, name)
            }
            EntityKind::Person | EntityKind::Place | EntityKind::Work => true,
            _ => false,
        };
        if named {
            return Cow::Borrowed("");
        }
    }
    if form.chars().any(char::is_uppercase) {
        Cow::Owned(form.to_lowercase())
    } else {
        Cow::Borrowed(form)
    }
}

/// Whether a name as a whole shows a context: `Islamic State`; the words of `Irish Republican Army`
/// tell of no army of a state.
fn is_listed(coder: &Coder<'_>, name: &str) -> bool {
    let lower = name.to_lowercase().replace('-', " - ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (length, shown) = coder.plover.contexts_at(|at| words.get(at).copied());
    length == words.len() && !shown.is_empty()
}

/// The contexts of an event, by their names in the order of the codebook: those of its sentence,
/// and those that its type and participants bring with them.
pub(super) fn of_event(
    coder: &Coder<'_>,
    coding: Coding,
    of_sentence: &[u16],
    parts: &[Argument],
) -> Vec<String> {
    let kind = coder.plover.kind(coding.kind).name.as_str();
    let mode = coder.plover.mode(coding).unwrap_or_default();
    let side = |role: ParticipantRole| -> Vec<EntityId> {
        let of_role = parts.iter().filter(|one| one.role == role);
        of_role.filter_map(|one| counted::entity_of(coder.arguments, one.head)).collect()
    };
    let sides = [side(ParticipantRole::Actor), side(ParticipantRole::Recipient)];
    let [actors, recipients] = &sides;
    let has = |side: &[EntityId], sectors: &[&str]| {
        let mut all = side.iter().flat_map(|one| coder.said_of(*one));
        all.any(|sector| sectors.contains(sector))
    };
    let mut brought: Vec<&str> = Vec::new();
    for (sector, context) in OF_SECTORS {
        if sides.iter().any(|side| has(side, &[sector])) {
            brought.push(context);
        }
    }
    let force = kind == "ASSAULT" || kind == "COERCE" && mode == "arrest";
    if force && has(actors, &FORCES) && has(recipients, &UNARMED) && !abroad(coder, &sides) {
        brought.push("repression");
    }
    if kind == "COERCE" && (mode == "censor" || has(recipients, &FREE)) {
        brought.push("rights_freedoms");
    }
    match mode {
        "suicide-attack" => brought.push("terrorism"),
        // Who has aircraft with bombs is an army.
        "aerial" if !has(actors, &["REB"]) => brought.push("military"),
        "cyber" => brought.push("cyber"),
        "misinformation" => brought.push("misinformation"),
        "resign" if has(actors, &["GOV"]) => brought.push("executive"),
        _ => {}
    }
    // What states say to each other of no other matter is diplomacy.
    if BETWEEN_STATES.contains(&kind)
        && of_sentence.is_empty()
        && brought.is_empty()
        && states(coder, &sides)
    {
        brought.push("diplomatic");
    }
    let contexts = coder.plover.contexts.iter().enumerate();
    contexts
        .filter(|(place, context)| {
            of_sentence.contains(&(*place as u16)) || brought.contains(&context.name.as_str())
        })
        .map(|(_, context)| context.name.clone())
        .collect()
}

/// Whether the sides are of two countries.
fn abroad(coder: &Coder<'_>, sides: &[Vec<EntityId>; 2]) -> bool {
    let country = |side: &[EntityId]| {
        side.iter().find_map(|one| coder.places.get(*one).country.as_deref().map(str::to_owned))
    };
    matches!((country(&sides[0]), country(&sides[1])), (Some(a), Some(b)) if a != b)
}

/// Whether those who take part are the governments of two countries or more.
fn states(coder: &Coder<'_>, sides: &[Vec<EntityId>; 2]) -> bool {
    let governs = |one: &&EntityId| {
        let sectors = coder.said_of(**one);
        sectors.contains(&"GOV") || sectors.contains(&"IGO")
    };
    let mut governing = sides.iter().flatten().filter(governs).map(|one| {
        let country = coder.places.get(*one).country.as_deref();
        country.unwrap_or(if coder.said_of(*one).contains(&"IGO") { "IGO" } else { "" })
    });
    let first = governing.next();
    first.is_some_and(|first| governing.any(|other| other != first && !other.is_empty()))
}
