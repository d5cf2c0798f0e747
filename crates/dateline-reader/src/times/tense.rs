//! Whether the words around a time speak of what was or of what will be.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos, Word};

use crate::article::Article;
use crate::lexicon;

/// Which way from the publication a time lies, by the verb that it goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// `arrested three men on Tuesday`
    Past,
    /// `will meet on Friday`, `go to the polls on Nov. 5`
    Future,
    /// No verb shows it.
    Open,
}

static PLANNING_VERBS: &str = include_str!("../../lexicons/times/planning.txt");

static PLANNING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(PLANNING_VERBS).map(|[verb]| verb).collect());

/// How far a verb is looked for, in words.
const REACH: usize = 40;

/// Which way a time lies: by the verb that it hangs from in the tree, else by the verbs nearest to
/// it in its sentence.
pub(crate) fn heading(article: &Article<'_>, time: &Range<usize>) -> Heading {
    match governed(article, time) {
        Some(found) => found,
        None => nearby(article, time),
    }
}

/// By the verb that the time depends on. A time that depends on a noun (`the Nov. 9 deadline`) lies
/// either way, whatever the verb. `None` where the tree has no verb above it.
fn governed(article: &Article<'_>, time: &Range<usize>) -> Option<Heading> {
    let top =
        time.clone().find(|&at| article.word(at).head.is_none_or(|head| !time.contains(&head)))?;
    let mut above = article.word(top).head?;
    // "attacked the town on Oct. 7": a phrase with "on" or "in" may hang from the noun beside it
    // though it goes with the verb.
    let of_noun = match article.word(top).relation {
        Relation::Compound | Relation::Amod => true,
        Relation::Nmod => !article
            .parse
            .related(top, Relation::Case)
            .any(|case| matches!(article.word(case).lower.as_str(), "on" | "in")),
        _ => false,
    };
    if of_noun && article.word(above).upos != Upos::Verb {
        return Some(Heading::Open);
    }
    let mut infinitive = false;
    for _ in 0..CLIMB {
        let word = article.word(above);
        match word.upos {
            Upos::Verb | Upos::Aux => match clause_heading(article, above) {
                Clause::Shows(Heading::Past)
                    if infinitive && PLANNING.contains(word.lemma.as_str()) =>
                {
                    return Some(Heading::Future);
                }
                Clause::Shows(Heading::Open) if infinitive => return Some(Heading::Future),
                Clause::Shows(found) => return Some(found),
                Clause::Infinitive => infinitive = true,
                Clause::Participle => {}
            },
            // "is due on Friday", "was in town on Friday": the copula has the tense.
            _ => {
                if is_expectation(word) {
                    return Some(Heading::Future);
                }
                if article.parse.first_related(above, Relation::Cop).is_some() {
                    let Clause::Shows(found) = clause_heading(article, above) else { return None };
                    return Some(found);
                }
            }
        }
        above = word.head?;
    }
    None
}

/// How far the tree is climbed for a verb.
const CLIMB: usize = 6;

/// What the verb of a clause shows.
enum Clause {
    Shows(Heading),
    /// `to meet`: the verb above decides.
    Infinitive,
    /// `arriving`: the verb above decides.
    Participle,
}

fn clause_heading(article: &Article<'_>, verb: usize) -> Clause {
    let auxiliaries = article
        .parse
        .related(verb, Relation::Aux)
        .chain(article.parse.related(verb, Relation::Cop));
    let mut to_infinitive =
        article.parse.related(verb, Relation::Mark).any(|mark| article.word(mark).lower == "to");
    let mut passive_present = false;
    for auxiliary in auxiliaries {
        let word = article.word(auxiliary);
        match (word.xpos, word.lemma.as_str()) {
            ("MD", _) => {
                let sure = !matches!(word.lower.as_str(), "could" | "might");
                return Clause::Shows(if sure { Heading::Future } else { Heading::Open });
            }
            ("TO", _) => to_infinitive = true,
            ("VBD", _) | (_, "have") => return Clause::Shows(Heading::Past),
            ("VBZ" | "VBP", _) => passive_present = true,
            _ => {}
        }
    }
    let word = article.word(verb);
    let expected = is_expectation(word) || PLANNING.contains(word.lemma.as_str());
    match word.xpos {
        _ if to_infinitive => Clause::Infinitive,
        "VBD" => Clause::Shows(Heading::Past),
        "VBN" if passive_present && expected => Clause::Shows(Heading::Future),
        _ if passive_present => Clause::Shows(Heading::Open),
        "VBN" => Clause::Shows(Heading::Past),
        "VBZ" | "VBP" => Clause::Shows(match word.lemma.as_str() {
            "be" | "have" | "say" | "do" | "show" => Heading::Open,
            _ => Heading::Future,
        }),
        "VB" => Clause::Infinitive,
        _ => Clause::Participle,
    }
}

/// By the nearest verb before the time (`said Tuesday that the talks will resume`: past), else the
/// first one behind it (`On Friday the panel will meet`).
fn nearby(article: &Article<'_>, time: &Range<usize>) -> Heading {
    let sentence = article.parse.sentence_around(time.start);
    let before = sentence.start.max(time.start.saturating_sub(REACH))..time.start;
    let behind = time.end.min(sentence.end)..sentence.end.min(time.end + REACH);
    match before_time(article, before) {
        Heading::Open => behind
            .take_while(|&at| !matches!(article.form(at), ";" | "\u{2014}" | "--"))
            .filter(|&at| !matches!(article.word(at).xpos, "VBZ" | "VBP"))
            .find_map(|at| verb_heading(article, at).filter(|found| *found != Heading::Open))
            .unwrap_or(Heading::Open),
        found => found,
    }
}

fn before_time(article: &Article<'_>, words: Range<usize>) -> Heading {
    let mut infinitive = false;
    for at in words.rev() {
        let word = article.word(at);
        if matches!(word.lower.as_str(), ";" | "\u{2014}" | "--") {
            break;
        }
        if is_expectation(word) {
            return Heading::Future;
        }
        // "plans to meet on Friday" looks ahead, "went to see her on Friday" does not: the verb
        // that the infinitive hangs from decides.
        if word.xpos == "VB" && at > 0 && article.word(at - 1).lower == "to" {
            infinitive = true;
            continue;
        }
        match verb_heading(article, at) {
            Some(Heading::Future) => return Heading::Future,
            Some(Heading::Past) if infinitive && PLANNING.contains(word.lemma.as_str()) => {
                return Heading::Future;
            }
            Some(Heading::Past) => return Heading::Past,
            Some(Heading::Open) if infinitive => return Heading::Future,
            Some(Heading::Open) => return Heading::Open,
            None => {}
        }
    }
    if infinitive { Heading::Future } else { Heading::Open }
}

/// `due`, `scheduled`, `slated`: what comes is expected.
fn is_expectation(word: &Word) -> bool {
    matches!(word.lower.as_str(), "due" | "scheduled" | "slated" | "upcoming" | "expected")
}

/// What a verb shows; `None` for other words and for forms without tense.
fn verb_heading(article: &Article<'_>, at: usize) -> Option<Heading> {
    let word = article.word(at);
    match word.lower.as_str() {
        "will" | "'ll" | "\u{2019}ll" | "wo" | "shall" | "would" => return Some(Heading::Future),
        _ => {}
    }
    match word.xpos {
        "MD" => Some(if matches!(word.lower.as_str(), "can" | "may" | "must" | "should") {
            Heading::Future
        } else {
            Heading::Open
        }),
        "VBD" => Some(Heading::Past),
        "VBN" => participle_heading(article, at),
        // A present tense with a date tells of what is arranged: "the strike begins on Friday".
        "VBZ" | "VBP" => Some(match word.lemma.as_str() {
            "be" | "have" | "say" | "do" | "show" => Heading::Open,
            _ => Heading::Future,
        }),
        _ => None,
    }
}

/// `has met` is past; `is expected`, `is to be held` look ahead; a bare participle (`the letter sent
/// on Tuesday`) is past.
fn participle_heading(article: &Article<'_>, at: usize) -> Option<Heading> {
    let expected = matches!(
        article.word(at).lower.as_str(),
        "expected" | "set" | "scheduled" | "planned" | "slated" | "due"
    );
    let sentence = article.parse.sentence_around(at);
    let auxiliary = (sentence.start.max(at.saturating_sub(4))..at)
        .rev()
        .map(|before| article.word(before).lower.as_str())
        .find(|before| {
            matches!(
                *before,
                "is" | "are"
                    | "'s"
                    | "be"
                    | "been"
                    | "was"
                    | "were"
                    | "has"
                    | "have"
                    | "had"
                    | "will"
            )
        });
    match auxiliary {
        Some("is" | "are" | "'s") => Some(if expected { Heading::Future } else { Heading::Open }),
        // "to be held", "will be held": the words before decide.
        Some("be" | "will") => None,
        _ => Some(Heading::Past),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<1>(PLANNING_VERBS);
    }
}
