//! What amounts are in: money, measures, percent.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon;
use crate::phrases::Phrases;
use crate::pieces::{Cursor, PieceKind};

static CURRENCIES: &str = include_str!("../../lexicons/quantities/currencies.txt");
static MEASURES: &str = include_str!("../../lexicons/quantities/measures.txt");
static PERSON_NOUNS: &str = include_str!("../../lexicons/person-nouns.txt");

/// A currency or a unit, and how many of it the word stands for (a cent is 0.01 of a dollar).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub(super) code: &'static str,
    pub(super) factor: f64,
}

/// Where the words of a currency stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Scaled,
}

fn currencies(place: Place) -> Phrases<Unit> {
    Phrases::new(lexicon::rows::<4>(CURRENCIES).filter_map(|[words, code, factor, stands]| {
        let found = place_named(stands)?;
        let factor = factor.parse().ok()?;
        (found == place).then_some((words, Unit { code, factor }))
    }))
}

fn place_named(name: &str) -> Option<Place> {
    Some(match name {
        "before" => Place::Before,
        "after" => Place::After,
        "scaled" => Place::Scaled,
        _ => return None,
    })
}

static BEFORE: LazyLock<Phrases<Unit>> = LazyLock::new(|| currencies(Place::Before));
static AFTER: LazyLock<Phrases<Unit>> = LazyLock::new(|| currencies(Place::After));
static SCALED: LazyLock<Phrases<Unit>> = LazyLock::new(|| currencies(Place::Scaled));

static MEASURE_WORDS: LazyLock<Phrases<(&'static str, bool)>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<3>(MEASURES).map(|[words, code, form]| (words, (code, form == "letters"))),
    )
});

static PERSONS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<3>(PERSON_NOUNS).map(|[noun, ..]| noun).collect());

/// The currency before a number; the cursor moves past it. Codes are in capitals.
pub(super) fn take_currency_before(cursor: &mut Cursor<'_>) -> Option<Unit> {
    let piece = cursor.piece()?;
    if piece.kind == PieceKind::Letters && !piece.all_capitals() {
        return None;
    }
    let mut ahead = *cursor;
    let unit = BEFORE.take(&mut ahead).filter(|_| ahead.at_digits())?;
    *cursor = ahead;
    Some(unit)
}

/// The currency or the unit behind a number; the cursor moves past it.
pub(super) fn take_behind(cursor: &mut Cursor<'_>, scaled: bool) -> Option<Unit> {
    let mut ahead = *cursor;
    ahead.take_hyphen();
    if !ahead.goes_on() {
        return None;
    }
    let found =
        AFTER.take(&mut ahead).or_else(|| if scaled { SCALED.take(&mut ahead) } else { None });
    let unit = found.or_else(|| {
        let mut measured = ahead;
        let (code, letters) = MEASURE_WORDS.take(&mut measured)?;
        // "5 m" of letters alone is a unit only at the figures or where it can be nothing else.
        let glued = ahead.glued() || ahead.at > cursor.at;
        let known = !letters || glued || ahead.text().len() > 1 || ahead.text() == "%";
        known.then(|| {
            ahead = measured;
            Unit { code, factor: 1.0 }
        })
    })?;
    *cursor = ahead;
    Some(unit)
}

/// Whether a noun, as its lemma, is one for persons.
pub(super) fn is_person(lemma: &str) -> bool {
    matches!(lemma, "people" | "person") || PERSONS.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicons_are_sound() {
        lexicon::assert_sound::<4>(CURRENCIES);
        lexicon::assert_sound::<3>(MEASURES);
        for [words, code, factor, place] in lexicon::rows::<4>(CURRENCIES) {
            assert!(code.len() == 3 && factor.parse::<f64>().is_ok(), "{words}");
            assert!(place_named(place).is_some(), "{words}");
        }
        for [words, _, form] in lexicon::rows::<3>(MEASURES) {
            assert!(matches!(form, "word" | "letters"), "{words}");
        }
    }
}
