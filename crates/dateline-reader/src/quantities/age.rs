//! Ages: `43-year-old`, `12 years old`, `aged 7`, `Ri, 52, is`, `aged between 5 and 12`.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_language::Upos;
use dateline_record::QuantityKind;

use super::amount::{Amount, Form};
use super::context::Context;
use super::unit::{self, Unit};
use crate::lexicon;
use crate::pieces::{Cursor, PieceKind};

static PEOPLE: &str = include_str!("../../lexicons/quantities/aged-people.txt");

static AGED: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(PEOPLE).map(|[people]| people).collect());

/// The unit of an age and the place behind it.
pub(super) fn age<'p>(
    context: &Context<'_>,
    start: Cursor<'p>,
    number: usize,
    behind: Cursor<'p>,
    amount: &Amount,
) -> Option<(Unit, Cursor<'p>)> {
    let years =
        |code| Unit { kind: QuantityKind::Age, code: Some(code), among: Vec::new(), factor: 1.0 };
    let mut cursor = behind;
    cursor.take_hyphen();
    let length = match cursor.text() {
        "year" | "years" | "yr" | "yrs" => Some("year"),
        "month" | "months" => Some("month"),
        "week" | "weeks" => Some("week"),
        "day" | "days" => Some("day"),
        _ => None,
    };
    if let Some(length) = length {
        cursor.at += 1;
        cursor.take_hyphen();
        let old = cursor.take_any(&["old", "olds"]) || cursor.take_all(&["of", "age"]);
        return old.then(|| (years(length), cursor));
    }
    if cursor.take_any(&["yo", "y.o"]) || cursor.take_all(&["y", "/", "o"]) {
        return Some((years("year"), cursor));
    }
    let most = amount.high.or(amount.low);
    let plausible = most.is_some_and(|most| (0.0..=120.0).contains(&most) && most.fract() == 0.0);
    if !plausible || amount.is_vague() || amount.form == Form::Fraction {
        return None;
    }
    let before = |back| start.pieces.text_before(start.at, back);
    let aged = matches!(before(1), "aged")
        || before(1) == "age" && matches!(before(2), "of" | "at" | "," | "to" | "by")
        || before(1) == "of" && before(2) == "age" && matches!(before(3), "the" | "an");
    if aged {
        return Some((years("year"), behind));
    }
    // "children under 5": a bound of years, where nothing is counted behind it.
    let hedged = number > start.at;
    let minors = AGED.contains(before(1));
    let next = start.pieces.words(behind.at.saturating_sub(1)..behind.at).end;
    let noun = context.article.parse.words().get(next).is_some_and(|word| {
        matches!(word.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num | Upos::Sym)
    });
    if hedged && minors && !noun && matches!(start.text(), "under" | "over" | "above" | "below") {
        return Some((years("year"), behind));
    }
    // "Ri, 52, is": between commas, or a comma and the end, behind a name or a person.
    let closed = matches!(behind.text(), "," | "." | ";" | ")");
    let opened = matches!(before(1), "," | "(");
    if amount.form != Form::Digits
        || amount.value.is_none()
        || !start.at_digits()
        || !closed
        || !opened
    {
        return None;
    }
    let before = start.pieces.words(start.at..start.at + 1).start.checked_sub(2)?;
    let word = context.article.word(before);
    let person =
        word.upos == Upos::Propn || word.upos == Upos::Noun && unit::is_person(&word.lemma);
    // "SEOUL, 16." and "(Reuters, 52)" have no adult's age; nor has a list: "Paris, 3, 4".
    let list = behind.text() == ","
        && behind.pieces.get(behind.at + 1).is_some_and(|piece| piece.kind == PieceKind::Digits);
    (person && !list).then(|| (years("year"), behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<1>(PEOPLE);
    }
}
