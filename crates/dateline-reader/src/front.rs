//! What stands before the story: an agency's credit, and the dateline.

use std::ops::Range;

use dateline_gazetteer::Gazetteer;
use dateline_text::ByteSpan;

use crate::pieces::{Cursor, PieceKind, Pieces};

/// What stands before the first sentence of the story.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Front {
    /// An agency or a slug, without the marks around it: `GULF REPORT`, `Reuters`.
    pub(crate) credit: Option<String>,
    /// The words of `SEOUL, July 16 (Reuters) -`, its dash included.
    pub(crate) dateline: Option<Range<usize>>,
    /// The place of the story's first word.
    pub(crate) story: usize,
}

/// How far into the text a credit and a dateline are looked for, in bytes.
const REACH: usize = 400;

/// How many live in a place that is known by its name alone. Almost every word is the name of some
/// village.
const LEAST_POPULATION: u32 = 50_000;

/// How many pieces the place of a dateline may have: `PRISTINA, Kosovo`, `NEW YORK/BOSTON`.
const LONGEST_PLACE: usize = 10;

/// Reads letters alone, no tags: it runs before the parse, so that the story's first sentence is
/// parsed without what stands before it.
pub(crate) fn read(text: &str, words: &[ByteSpan]) -> Front {
    let pieces = Pieces::up_to(text, words, REACH);
    let mut start = pieces.cursor(0);
    let mut front = Front::default();
    if let Some((slug, behind)) = slug(start) {
        front.credit = Some(of_text(text, &pieces, slug));
        front.story = pieces.words(0..behind.at).end;
        start = behind;
    }
    let Some(found) = dateline(start) else { return front };
    let place = of_text(text, &pieces, found.place.clone());
    // "OPEC - The cartel" begins as a dateline would; an agency, a date or the map must say that
    // a place is named.
    let certain = found.agency.is_some() || found.dated || is_place(&place);
    if !certain {
        return front;
    }
    let agency = found.agency.map(|agency| of_text(text, &pieces, agency));
    let bare = found.place.is_empty() && !found.dated;
    let words = pieces.words(found.all);
    front.credit = front.credit.or(agency);
    front.story = words.end;
    front.dateline = (!bare).then_some(words);
    front
}

fn of_text(text: &str, pieces: &Pieces, range: Range<usize>) -> String {
    if range.is_empty() {
        return String::new();
    }
    let span = pieces.span(range);
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A slug in capitals before a colon: `GULF REPORT:`. Its pieces, and the place behind the colon.
fn slug(start: Cursor<'_>) -> Option<(Range<usize>, Cursor<'_>)> {
    let mut cursor = start;
    while cursor.at < start.at + 8 && is_in_capitals(cursor) {
        cursor.at += 1;
    }
    let end = cursor.at;
    let colon = end > start.at && cursor.take(":");
    // "LONDON: The" may be a dateline of some papers; one word of a place is none's credit.
    let letters: usize = (start.at..end).map(|at| start.pieces.text(at).len()).sum();
    (colon && letters > 2 && cursor.piece().is_some()).then_some((start.at..end, cursor))
}

/// Whether the piece here is letters, all of them capitals, or a mark within such names.
fn is_in_capitals(cursor: Cursor<'_>) -> bool {
    cursor.piece().is_some_and(|piece| match piece.kind {
        PieceKind::Letters => piece.all_capitals(),
        PieceKind::Digits => false,
        PieceKind::Symbol => matches!(cursor.text(), "/" | "-" | "&" | "." | "'") && piece.glued,
    })
}

/// The parts of a dateline, as pieces.
struct Parts {
    place: Range<usize>,
    agency: Option<Range<usize>>,
    dated: bool,
    all: Range<usize>,
}

/// `SEOUL, July 16 (Reuters) -`, `PRISTINA, Kosovo (AP) _`, `PARIS —`, `(Reuters) -`.
fn dateline(start: Cursor<'_>) -> Option<Parts> {
    let mut cursor = start;
    let place_end = place(&mut cursor, start);
    let before_date = cursor;
    let dated = date(&mut cursor);
    if !dated {
        cursor = before_date;
    }
    let agency = agency(&mut cursor);
    let mut dashes = 0;
    while dashes < 2 && cursor.take_any(&["-", "\u{2013}", "\u{2014}", "_"]) {
        dashes += 1;
    }
    if dashes == 0 {
        return None;
    }
    // A sentence begins: with a capital, a figure or a quotation mark.
    let begins = cursor.piece().is_some_and(|next| {
        !next.glued
            || agency.is_some()
            || dashes > 1
            || start.pieces.text(cursor.at - 1) == "\u{2014}"
    }) && (cursor.piece()?.capital()
        || cursor.at_digits()
        || matches!(cursor.text(), "\"" | "\u{201c}" | "'" | "\u{2018}" | "`" | "$" | "(" | "["));
    let named = place_end > start.at;
    let in_capitals = named && is_in_capitals(start);
    let sure = agency.is_some() || in_capitals;
    (begins && sure).then_some(Parts {
        place: start.at..place_end,
        agency,
        dated,
        all: start.at..cursor.at,
    })
}

/// The place of a dateline: a name in capitals or with capitals, and what it lies in. The cursor
/// moves past it; gives where the first name ends.
fn place(cursor: &mut Cursor<'_>, start: Cursor<'_>) -> usize {
    let mut first_end = None;
    while cursor.at < start.at + LONGEST_PLACE {
        let Some(piece) = cursor.piece() else { break };
        let mark = matches!(cursor.text(), "/" | "." | "'" | "\u{2019}");
        let hyphen = cursor.text() == "-"
            && piece.glued
            && cursor.pieces.get(cursor.at + 1).is_some_and(|next| next.glued && next.capital());
        let small = matches!(cursor.text(), "of" | "de" | "the" | "al" | "el" | "and");
        let comma = cursor.text() == "," && piece.glued;
        let name = piece.kind == PieceKind::Letters && (piece.capital() || small);
        if comma {
            first_end.get_or_insert(cursor.at);
        }
        if !(name || mark || hyphen || comma) || small && cursor.at == start.at {
            break;
        }
        // The month of the date ends the name.
        let mut ahead = *cursor;
        if comma {
            ahead.at += 1;
        }
        if date(&mut ahead) {
            break;
        }
        cursor.at += 1;
    }
    first_end.unwrap_or(cursor.at)
}

/// `, July 16`, `, 16 July 2024`; the cursor moves past it.
fn date(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.take(",");
    let Some(behind) = crate::times::date_behind(ahead) else { return false };
    *cursor = behind;
    cursor.take(",");
    true
}

/// `(Reuters)`: its pieces without the brackets; the cursor moves past them.
fn agency(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut ahead = *cursor;
    if !ahead.take("(") {
        return None;
    }
    let start = ahead.at;
    while ahead.at < start + 8 && ahead.text() != ")" && ahead.piece().is_some() {
        ahead.at += 1;
    }
    let end = ahead.at;
    let capital = ahead.pieces.get(start)?.capital();
    let closed = ahead.take(")");
    if !closed || !capital || end == start {
        return None;
    }
    *cursor = ahead;
    Some(start..end)
}

/// Whether the map knows a place of this name.
fn is_place(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or(name).trim();
    if first.is_empty() {
        return false;
    }
    let title: String = first
        .split(' ')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or(String::new(), |initial| {
                initial.to_string() + &letters.as_str().to_lowercase()
            })
        })
        .collect::<Vec<_>>()
        .join(" ");
    let gazetteer = Gazetteer::embedded();
    [first, title.as_str()].into_iter().any(|name| {
        gazetteer.country_named(name).is_some()
            || gazetteer.lookup(name).iter().any(|place| place.population >= LEAST_POPULATION)
    })
}

#[cfg(test)]
mod tests {
    use dateline_record::Report;

    use super::*;
    use crate::testing::with_article;

    #[test]
    fn credits_and_datelines() {
        for (text, credit, dateline) in [
            ("GULF REPORT: A trawler sank.", Some("GULF REPORT"), None),
            (
                "SEOUL, July 16 (Reuters) - A diplomat left.",
                Some("Reuters"),
                Some("SEOUL, July 16 (Reuters) -"),
            ),
            ("BRUSSELS (AP) \u{2014} Ministers met.", Some("AP"), Some("BRUSSELS (AP) \u{2014}")),
            ("PARIS \u{2014} Ministers met.", None, Some("PARIS \u{2014}")),
            ("PRISTINA, Kosovo (AP) _ Ministers met.", Some("AP"), Some("PRISTINA, Kosovo (AP) _")),
            (
                "BEIJING, Sept. 3, 2021 (Xinhua) -- Ministers met.",
                Some("Xinhua"),
                Some("BEIJING, Sept. 3, 2021 (Xinhua) --"),
            ),
            (
                "NEW YORK/BOSTON (Reuters) - Ministers met.",
                Some("Reuters"),
                Some("NEW YORK/BOSTON (Reuters) -"),
            ),
            ("KYIV, Ukraine \u{2014} \"We met,\" he said.", None, Some("KYIV, Ukraine \u{2014}")),
            ("(Reuters) - Ministers met.", Some("Reuters"), None),
            ("EXCLUSIVE: Ministers met.", Some("EXCLUSIVE"), None),
            ("OPEC \u{2014} the cartel \u{2014} met.", None, None),
            ("The minister (a Green) - met.", None, None),
            ("US-led forces met.", None, None),
            ("A man died.", None, None),
            ("NATO - The alliance met.", None, None),
            ("", None, None),
            (":", None, None),
            ("(((((((((", None, None),
            ("A", None, None),
        ] {
            let report = Report { text: text.to_owned(), ..Report::default() };
            with_article(&report, |article| {
                let front = read(text, &article.word_spans());
                let words = front.dateline.map(|words| article.surface(words));
                assert_eq!((front.credit.as_deref(), words), (credit, dateline), "in {text:?}");
            });
        }
    }
}
