//! Whether the words around a time speak of what was or of what will be.

use std::ops::Range;

use dateline_language::Word;

use crate::article::Article;

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

/// How far a verb is looked for, in words.
const REACH: usize = 40;

/// Which way a time lies. The nearest verb before it in its sentence decides (`said Tuesday that
/// the talks will resume`: past), else the first one behind it (`On Friday the panel will meet`).
pub(crate) fn heading(article: &Article<'_>, time: &Range<usize>) -> Heading {
    let sentence = article.parse.sentence_around(time.start);
    let before = sentence.start.max(time.start.saturating_sub(REACH))..time.start;
    let behind = time.end.min(sentence.end)..sentence.end.min(time.end + REACH);
    match before_time(article, before) {
        Heading::Open => behind
            .take_while(|&at| !matches!(article.form(at), ";" | "\u{2014}" | "--"))
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
    matches!(word.lower.as_str(), "due" | "scheduled" | "slated" | "upcoming")
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
