//! The time expressions of a text, with what stands around each, before it is known which day each
//! means.

use std::ops::Range;

use dateline_language::{NameKind, Relation, Upos};

use super::expression::{Choice, Expression, Meaning, Named, Phrase, Recurrence};
use super::{grammar, words};
use crate::article::Article;
use crate::pieces::{PieceKind, Pieces};

/// An expression with the words that say it.
pub(super) struct Found {
    pub(super) words: Range<usize>,
    pub(super) expression: Expression,
    pub(super) comparison: Comparison,
    pub(super) begins_sentence: bool,
    /// Whether the words before it look back: `since March`, `back in March`.
    pub(super) looks_back: bool,
    /// Whether it is the end of a stretch: `until Nov. 9`, `by mid-November`, `payable Dec. 1`.
    pub(super) is_end: bool,
}

/// Whether something may be compared with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    No,
    /// A figure stands shortly before it: `$2 million a year earlier`.
    OfFigure,
    /// The word before it says so: `from a year earlier`.
    Said,
}

/// The time expressions of a text, in its order.
pub(super) fn find(article: &Article<'_>, pieces: &Pieces) -> Vec<Found> {
    let mut found = in_pieces(pieces);
    leave_out_persons(article, &mut found);
    leave_out_conjunctions(article, &mut found);
    found.retain(|found| !is_newspaper(article, found));
    join_sets(article, &mut found);
    found
}

/// "The party daily Pravda", "the weekly said": a paper by how often it comes.
fn is_newspaper(article: &Article<'_>, found: &Found) -> bool {
    let at = found.words.start;
    if found.words.len() != 1
        || !matches!(found.expression.meaning, Meaning::Set(Recurrence::Word(_)))
    {
        return false;
    }
    let word = article.word(at);
    let sentence = article.parse.sentence_around(at);
    let name_behind =
        at + 1 < sentence.end && article.word(at + 1).upos == Upos::Propn && word.upos != Upos::Adv;
    let subject = matches!(word.relation, Relation::Nsubj) && matches!(word.upos, Upos::Noun);
    // "Women's Wear Daily"
    let in_name = at > sentence.start && article.form(at).starts_with(char::is_uppercase);
    name_behind || subject || in_name
}

/// "The report noted that Thursday's launch failed": the word before the day joins the clauses and
/// does not choose the day.
fn leave_out_conjunctions(article: &Article<'_>, found: &mut [Found]) {
    for found in found {
        let first = article.word(found.words.start);
        if first.lower != "that" || first.upos != Upos::Sconj {
            continue;
        }
        let (Meaning::Period(phrase) | Meaning::TimeOfDay { day: Some(phrase), .. }) =
            &mut found.expression.meaning
        else {
            continue;
        };
        if !matches!(phrase.named, Named::Unit(_)) && phrase.choice == Choice::FromNarrative(0) {
            phrase.choice = Choice::ByTense;
            found.words.start += 1;
        }
    }
}

/// "Every Saturday and Sunday": what is joined to a day that comes again comes again.
fn join_sets(article: &Article<'_>, found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, here) = found.split_at_mut(at);
        let (Some(before), Some(here)) = (before.last(), here.first_mut()) else { continue };
        let Meaning::Set(Recurrence::Weekday(_, None)) = before.expression.meaning else {
            continue;
        };
        let joined = before.words.end + 1 == here.words.start
            && matches!(article.word(before.words.end).lower.as_str(), "and" | "or" | ",");
        let Meaning::Period(phrase) = &here.expression.meaning else { continue };
        let Named::Weekday(weekday) = phrase.named else { continue };
        if joined && *phrase == Phrase::of(phrase.named) {
            here.expression.meaning = Meaning::Set(Recurrence::Weekday(weekday, None));
        }
    }
}

/// "June Carter", "Jan Novak": a month that is part of a person's name is no time. Where the name
/// was not found, the tree may still have joined its words.
fn leave_out_persons(article: &Article<'_>, found: &mut Vec<Found>) {
    let mut names = article.parse.names().iter().peekable();
    found.retain(|found| {
        while names.next_if(|name| name.words.end <= found.words.start).is_some() {}
        // "the Sunday Mirror and Sunday Mail"
        let paper = is_weekday_alone(found)
            && names.peek().is_some_and(|name| {
                name.kind == NameKind::Organisation && name.words.start == found.words.start
            });
        if paper && names.peek().is_some_and(|name| name.words.len() > 1) {
            return false;
        }
        if !is_month_alone(found) {
            return true;
        }
        let named = names.peek().is_some_and(|name| {
            name.kind == NameKind::Person
                && name.words.contains(&found.words.start)
                && name.words.len() > 1
        });
        let joined = article.parse.related(found.words.start, Relation::Flat).next().is_some();
        !named && !joined
    });
}

fn is_weekday_alone(found: &Found) -> bool {
    let Meaning::Period(phrase) = &found.expression.meaning else { return false };
    matches!(phrase.named, Named::Weekday(_)) && *phrase == Phrase::of(phrase.named)
}

fn is_month_alone(found: &Found) -> bool {
    let Meaning::Period(phrase) = &found.expression.meaning else { return false };
    let alone = Phrase::of(phrase.named);
    found.words.len() == 1 && *phrase == alone && matches!(phrase.named, Named::Month(_))
}

/// The first piece of an expression: "a third-quarter loss" has the article of its noun before it.
fn first_of(pieces: &Pieces, found: Range<usize>) -> usize {
    let compound = found.len() > 3 && pieces.text(found.end - 2) == "-";
    let noun_follows = pieces.get(found.end).is_some_and(|next| {
        next.kind == PieceKind::Letters && !next.glued && !next.after_blank_line
    });
    let article = grammar::DETERMINERS.contains(&pieces.text(found.start));
    found.start + usize::from(compound && noun_follows && article)
}

/// Whether the words are a title, in quotation marks and with capitals: `"60 Minutes"`, `"This
/// Week"`.
fn is_title(pieces: &Pieces, found: Range<usize>) -> bool {
    let quote = |at: Option<usize>| {
        at.is_some_and(|at| matches!(pieces.text(at), "\"" | "'" | "`" | "\u{201c}" | "\u{2018}"))
    };
    let closed = match pieces.text(found.end) {
        "," | "." => quote_closes(pieces, found.end + 1),
        // "\"This Week With Ann Lee\""
        _ => {
            quote_closes(pieces, found.end)
                || pieces.get(found.end).is_some_and(crate::pieces::Piece::capital)
        }
    };
    found.len() > 1
        && words::unit(pieces.text(found.end - 1)).is_some()
        && pieces.get(found.end - 1).is_some_and(|last| last.capital() && !last.all_capitals())
        && quote(found.start.checked_sub(1))
        && closed
}

fn quote_closes(pieces: &Pieces, at: usize) -> bool {
    matches!(pieces.text(at), "\"" | "'" | "\u{201d}" | "\u{2019}")
}

/// How far before a time a figure is looked for that is given for it.
const REACH_OF_FIGURE: usize = 7;

/// The expressions of a text, from left to right, none overlapping another.
fn in_pieces(pieces: &Pieces) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match grammar::expression(pieces.cursor(at)) {
            Some((expression, end)) => {
                let before = pieces.text_before(at, 1);
                if is_title(pieces, at..end) {
                    at = end;
                    continue;
                }
                found.push(Found {
                    words: pieces.words(first_of(pieces, at..end)..end),
                    expression,
                    comparison: comparison(pieces, at),
                    looks_back: before == "since"
                        || before == "in" && pieces.text_before(at, 2) == "back",
                    is_end: matches!(
                        before,
                        "by" | "until"
                            | "till"
                            | "through"
                            | "to"
                            | "before"
                            | "payable"
                            | "effective"
                    ),
                    begins_sentence: at == 0 || matches!(before, "." | "?" | "!" | "\""),
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn comparison(pieces: &Pieces, at: usize) -> Comparison {
    if matches!(pieces.text_before(at, 1), "from" | "than" | "with" | "to") {
        return Comparison::Said;
    }
    let reach = at.saturating_sub(REACH_OF_FIGURE)..at;
    let mut before = reach.filter_map(|at| pieces.get(at));
    if before.any(|piece| piece.kind == PieceKind::Digits) {
        Comparison::OfFigure
    } else {
        Comparison::No
    }
}
