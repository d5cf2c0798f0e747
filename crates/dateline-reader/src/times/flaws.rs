//! Notes on what looks like a date and is none.

use dateline_record::Note;

use super::found::Found;
use super::grammar::{self, Flaw};
use crate::article::Article;
use crate::pieces::Pieces;

/// The notes of a text, in its order.
pub(super) fn notes(article: &Article<'_>, pieces: &Pieces, found: &[Found]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut found = found.iter().peekable();
    let mut at = 0;
    while at < pieces.len() {
        let Some((flaw, end)) = grammar::flawed_date(pieces.cursor(at)) else {
            at += 1;
            continue;
        };
        let words = pieces.words(at..end);
        while found.next_if(|found| found.words.end <= words.start).is_some() {}
        let kept = found.peek().filter(|found| found.words.start < words.end);
        at = end;
        // "June 30-July 2": what was read as a whole has no flaw.
        if kept.is_some_and(|kept| kept.words.start <= words.start && kept.words.end >= words.end) {
            continue;
        }
        let said = article.surface(words.clone());
        let why = match flaw {
            Flaw::NoSuchDay => "is no day of the calendar",
            Flaw::OutOfRange => "lies beyond the years that are read",
            Flaw::WithoutMarks => "may be a date without its marks or a number",
        };
        let rest = kept.map_or("left without a time".to_owned(), |kept| {
            format!("only \u{201c}{}\u{201d} is read", article.surface(kept.words.clone()))
        });
        let span = article.span(words);
        notes.push(Note {
            code: if flaw == Flaw::WithoutMarks { "time-unclear" } else { "time-impossible" }
                .to_owned(),
            message: format!("\u{201c}{said}\u{201d} {why}: {rest}"),
            start: Some(span.start),
            end: Some(span.end),
        });
    }
    notes
}
