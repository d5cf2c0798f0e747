//! The word lists of this stage, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_codebook::TriggerClass;
use dateline_record::ParticipantRole;

/// The entries of a lexicon: each line that is no comment, cut at blanks.
fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_whitespace().collect())
}

fn words(text: &'static str) -> HashSet<&'static str> {
    lines(text).flatten().collect()
}

/// Prepositions of where something happens.
pub(super) static WHERE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-where.txt")));

/// Nouns that name an event.
pub(super) static EVENT_NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-nouns.txt")));

/// Event nouns whose `of` names who does it.
pub(super) static NOUNS_OF_ACTOR: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-nouns-of-actor.txt")));

/// Verbs that name no event.
pub(super) static NO_TRIGGER: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-no-trigger-verbs.txt")));

/// What journalists did for a report, in the line that credits them.
pub(super) static CREDITS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-credits.txt")));

/// Verbs that only say that another begins or goes on.
pub(super) static ASPECTUAL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-aspectual-verbs.txt")));

/// Verbs that say of an event noun only that it is.
pub(super) static OCCURRENCE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-occurrence-verbs.txt")));

/// What people do together.
pub(super) static RECIPROCAL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-reciprocal.txt")));

/// Nouns for people and bodies of people.
pub(super) static PERSONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-person-nouns.txt")));

/// Nouns that say how many of somebody.
pub(super) static QUANTITIES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-quantity-nouns.txt")));

/// Nouns for what somebody says, writes or decides.
pub(super) static MESSAGES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-messages.txt")));

/// What messages do: "a letter threatening a strike".
pub(super) static MESSAGE_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-message-verbs.txt")));

/// Verbs of taking a stand on what another has said, asked or done.
pub(super) static RESPONSES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-responses.txt")));

/// Verbs that say too little to be one event wherever they come again.
pub(super) static GENERAL_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-general-verbs.txt")));

/// What people are attacked with.
pub(super) static WEAPONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-weapons.txt")));

/// What a crowd does.
pub(super) static CROWD_NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-crowd-nouns.txt")));

/// What people are counted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Dead,
    Injured,
    Arrested,
    Displaced,
    Crowd,
}

/// Where the number of people stands that a word tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toll {
    /// "killed *six*"
    Object,
    /// "*six* died"
    Subject,
    /// "*six* deaths"
    Itself,
    /// "left *six* dead"
    Left,
    /// "drew *six hundred*", of the one who draws them
    Draws,
}

/// Words that tell of numbers of people.
pub(super) static TOLLS: LazyLock<HashMap<&str, (Count, Toll)>> = LazyLock::new(|| {
    lines(include_str!("../../lexicons/event-tolls.txt"))
        .filter_map(|columns| {
            let count = match *columns.get(1)? {
                "dead" => Count::Dead,
                "injured" => Count::Injured,
                "arrested" => Count::Arrested,
                "displaced" => Count::Displaced,
                "crowd" => Count::Crowd,
                _ => return None,
            };
            let toll = match *columns.get(2)? {
                "object" => Toll::Object,
                "subject" => Toll::Subject,
                "self" => Toll::Itself,
                "left" => Toll::Left,
                "draws" => Toll::Draws,
                _ => return None,
            };
            Some((columns[0], (count, toll)))
        })
        .collect()
});

/// What words have to do with acts that are tried and do not come off; some have more than one sort.
pub(super) static ATTEMPTS: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    lines(include_str!("../../lexicons/event-attempts.txt"))
        .map(|columns| (columns[0], columns[1]))
        .collect()
});

/// Light verbs, and the part that their subject plays.
pub(super) static LIGHT: LazyLock<HashMap<&str, ParticipantRole>> = LazyLock::new(|| {
    lines(include_str!("../../lexicons/event-light-verbs.txt"))
        .filter_map(|columns| {
            let role = match *columns.get(1)? {
                "actor" => ParticipantRole::Actor,
                "recipient" => ParticipantRole::Recipient,
                _ => return None,
            };
            Some((columns[0], role))
        })
        .collect()
});

/// What the object of a verb of movement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    /// Whoever or whatever is moved.
    Any,
    /// The destination: "entered the country".
    Destination,
    /// Whoever or whatever is moved, and those may be the mover's own: "sent medics".
    Own,
}

/// Verbs and nouns of movement, and what their object is.
pub(super) static MOVEMENT: LazyLock<HashMap<&str, Moved>> = LazyLock::new(|| {
    lines(include_str!("../../lexicons/event-movement-verbs.txt"))
        .map(|columns| {
            let moved = match columns.get(1) {
                Some(&"*") => Moved::Destination,
                Some(&"=") => Moved::Own,
                _ => Moved::Any,
            };
            (columns[0], moved)
        })
        .collect()
});

/// Acts that strike at what stands after "at".
pub(super) static AIMED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-aimed.txt")));

/// Those whom somebody sends and withdraws as their own.
pub(super) static FORCES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/event-forces.txt")));

/// The verbs that the codebooks and lexicons of this stage know.
pub(super) static KNOWN_VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let mut verbs: HashSet<&str> = HashSet::new();
    verbs.extend(dateline_codebook::plover().triggers(TriggerClass::Verb));
    verbs.extend(dateline_codebook::core().triggers(TriggerClass::Verb));
    verbs.extend(PREDICATES.keys());
    verbs.extend(MOVEMENT.keys());
    verbs.extend(LIGHT.keys());
    verbs
});

/// The known verbs by their inflected forms: for where the language core gives a dictionary form
/// that there is not ("boycot" for "boycotted", "flead" for "fled").
pub(super) static VERB_OF_FORM: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for columns in lines(include_str!("../../lexicons/event-irregular-verbs.txt")) {
        for form in &columns[1..] {
            forms.insert((*form).to_owned(), columns[0]);
        }
    }
    let mut verbs: Vec<&str> = KNOWN_VERBS.iter().copied().collect();
    verbs.sort_unstable();
    for verb in verbs {
        for form in inflected(verb) {
            forms.entry(form).or_insert(verb);
        }
    }
    forms
});

/// The regular forms of a verb; of a short one also those with the last consonant doubled, whether
/// it takes them or not ("ripped").
fn inflected(verb: &str) -> Vec<String> {
    let mut stems = vec![verb.to_owned()];
    if let Some(stem) = verb.strip_suffix('e') {
        stems = vec![stem.to_owned()];
    } else if let Some(last) = verb.chars().last().filter(|last| !"aeiouwxy".contains(*last)) {
        stems.push(format!("{verb}{last}"));
    }
    let mut forms = vec![format!("{verb}s"), format!("{verb}es"), format!("{verb}ing")];
    for stem in stems {
        forms.push(format!("{stem}ed"));
        forms.push(format!("{stem}ing"));
    }
    if let Some(stem) = verb.strip_suffix('y') {
        forms.push(format!("{stem}ies"));
        forms.push(format!("{stem}ied"));
    }
    forms
}

/// Words that negate something near them.
pub(super) static NEGATIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/negations.txt")));

/// How certain a word before a noun makes its event.
pub(super) static MODIFIERS: LazyLock<HashMap<&str, f64>> = LazyLock::new(|| {
    lines(include_str!("../../lexicons/factuality-modifiers.txt"))
        .filter_map(|columns| Some((columns[0], columns.get(1)?.parse().ok()?)))
        .collect()
});

/// How certain a predicate makes what it governs: where it holds, and where it is negated.
pub(super) static PREDICATES: LazyLock<HashMap<&str, (f64, f64)>> = LazyLock::new(|| {
    lines(include_str!("../../lexicons/factuality-predicates.txt"))
        .filter_map(|columns| {
            Some((columns[0], (columns.get(1)?.parse().ok()?, columns.get(2)?.parse().ok()?)))
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_twice_and_every_line_is_read() {
        for (name, text, columns) in [
            ("nouns-of-actor", include_str!("../../lexicons/event-nouns-of-actor.txt"), 0),
            ("no-trigger", include_str!("../../lexicons/event-no-trigger-verbs.txt"), 0),
            ("aspectual", include_str!("../../lexicons/event-aspectual-verbs.txt"), 0),
            ("person-nouns", include_str!("../../lexicons/event-person-nouns.txt"), 0),
            ("event-nouns", include_str!("../../lexicons/event-nouns.txt"), 0),
            ("quantities", include_str!("../../lexicons/event-quantity-nouns.txt"), 0),
            ("messages", include_str!("../../lexicons/event-messages.txt"), 0),
            ("message-verbs", include_str!("../../lexicons/event-message-verbs.txt"), 0),
            ("weapons", include_str!("../../lexicons/event-weapons.txt"), 0),
            ("crowd-nouns", include_str!("../../lexicons/event-crowd-nouns.txt"), 0),
            ("tolls", include_str!("../../lexicons/event-tolls.txt"), 3),
            ("responses", include_str!("../../lexicons/event-responses.txt"), 0),
            ("light", include_str!("../../lexicons/event-light-verbs.txt"), 2),
            ("predicates", include_str!("../../lexicons/factuality-predicates.txt"), 3),
        ] {
            let mut seen = HashSet::new();
            for line in lines(text) {
                let keys = if columns == 0 { &line[..] } else { &line[..1] };
                for key in keys {
                    assert!(seen.insert(*key), "{name}: {key} stands twice");
                }
                assert!(columns == 0 || line.len() == columns, "{name}: {line:?}");
            }
        }
        assert_eq!(
            LIGHT.len(),
            lines(include_str!("../../lexicons/event-light-verbs.txt")).count()
        );
        assert_eq!(TOLLS.len(), lines(include_str!("../../lexicons/event-tolls.txt")).count());
        assert_eq!(
            PREDICATES.len(),
            lines(include_str!("../../lexicons/factuality-predicates.txt")).count()
        );
        assert!(PREDICATES.values().all(|(holds, not)| holds.abs() <= 3.0 && not.abs() <= 3.0));
        assert_eq!(MOVEMENT.get("enter"), Some(&Moved::Destination));
        assert_eq!(MOVEMENT.get("send"), Some(&Moved::Own));
        for (form, verb) in
            [("expelled", "expel"), ("released", "release"), ("fled", "flee"), ("denied", "deny")]
        {
            assert_eq!(VERB_OF_FORM.get(form), Some(&verb));
        }
    }
}
