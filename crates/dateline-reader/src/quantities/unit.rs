//! What amounts are in: measures and percent, beside money.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_record::QuantityKind;

use super::context::Context;
use super::currency;
use crate::lexicon;
use crate::phrases::Phrases;
use crate::pieces::Cursor;

static MEASURES: &str = include_str!("../../lexicons/quantities/measures.txt");
static DIVIDED: &str = include_str!("../../lexicons/quantities/divided-units.txt");
static PERSON_NOUNS: &str = include_str!("../../lexicons/person-nouns.txt");
static SPORTS: &str = include_str!("../../lexicons/quantities/distance-sports.txt");
static TEMPERATURE: &str = include_str!("../../lexicons/quantities/temperature-cues.txt");

/// A unit, and how many of it the word stands for (a cent is 0.01 of a dollar).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub(super) kind: QuantityKind,
    /// Its name in the record; `None` where the text does not settle it.
    pub(super) code: Option<&'static str>,
    /// What it may be, where it is not settled.
    pub(super) among: Vec<&'static str>,
    pub(super) factor: f64,
}

/// A unit of measure in the lexicon: its code, and whether it is of letters.
type Measure = (&'static str, bool);

static MEASURE_WORDS: LazyLock<Phrases<Measure>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<3>(MEASURES).map(|[words, code, form]| (words, (code, form == "letters"))),
    )
});

static PERSONS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<3>(PERSON_NOUNS).map(|[noun, ..]| noun).collect());

static SPORT_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(SPORTS).map(|[word]| word).collect());

static TEMPERATURE_CUES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(TEMPERATURE).map(|[word]| word).collect());

/// The sign of a currency; the cursor moves past it.
pub(super) fn take_sign(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    currency::take_sign(cursor)
}

/// The unit or currency that words name, whatever they may be besides; the cursor moves past them.
pub(super) fn take_any_words(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    currency::take_any_name(cursor).or_else(|| Some(MEASURE_WORDS.take(cursor)?.0))
}

/// Whether a word behind `400m` shows that it is a length.
pub(super) fn is_length_sport(word: &str) -> bool {
    SPORT_WORDS.contains(word)
}

/// The unit of measure behind a number; the cursor moves past it.
pub(super) fn take_measure(
    context: &Context<'_>,
    number: usize,
    cursor: &mut Cursor<'_>,
) -> Option<Unit> {
    let mut ahead = *cursor;
    ahead.take_hyphen();
    if !ahead.goes_on() {
        return None;
    }
    let bracket = take_bracket(&mut ahead);
    let mut behind = ahead;
    let (code, letters) = MEASURE_WORDS.take(&mut behind)?;
    // "24 m212", "scp-173m": letters that go on in digits are a code.
    let runs_on = letters && behind.glued() && (behind.at_digits() || behind.text() == "/");
    // "12 m 2 dm" has no square metres.
    let power = Cursor { at: behind.at - 1, ..behind };
    let (code, letters) = if power.at > ahead.at && power.at_digits() && !power.glued() {
        behind = ahead;
        MEASURE_WORDS.take_up_to(&mut behind, power.at - ahead.at)?
    } else {
        (code, letters)
    };
    // "5 m" of letters alone is a unit only at the figures or where it can be nothing else.
    let glued = ahead.glued() || ahead.at > cursor.at;
    let long = ahead.text().chars().count() > 1 || !ahead.text().starts_with(char::is_alphabetic);
    let quoted = matches!(ahead.text(), "\"" | "\u{2033}") && !closes_inches(behind);
    if runs_on || letters && !glued && !long && !is_capital_free(ahead, behind) || quoted {
        return None;
    }
    if bracket && !behind.take_any(&[")", "]", "}", ">"]) {
        return None;
    }
    // "2 in the house", "3 in. of rain"
    *cursor = behind;
    Some(measured(context, number, code))
}

/// `5 m` with a space, before a mark or the end: "It is 5 m x 4 m."
fn is_capital_free(unit: Cursor<'_>, behind: Cursor<'_>) -> bool {
    let small = unit.piece().is_some_and(|piece| !piece.capital());
    let apart = behind
        .piece()
        .is_none_or(|piece| !piece.glued || behind.text() == "." || behind.text() == ",");
    small && apart
}

/// Whether an inch sign is none that closes a quotation: `10" long`.
fn closes_inches(behind: Cursor<'_>) -> bool {
    matches!(
        behind.text(),
        "long" | "wide" | "thick" | "tall" | "high" | "deep" | "x" | "by" | "in"
    )
}

/// `20 (kg)`
fn take_bracket(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if !ahead.take_any(&["(", "[", "{", "<"]) {
        return false;
    }
    let mut unit = ahead;
    let closed =
        MEASURE_WORDS.take(&mut unit).is_some() && matches!(unit.text(), ")" | "]" | "}" | ">");
    if closed {
        *cursor = ahead;
    }
    closed
}

fn measured(context: &Context<'_>, number: usize, code: &'static str) -> Unit {
    let kind = match code {
        "percent" | "percentage point" | "basis point" => QuantityKind::Percent,
        _ => QuantityKind::Measure,
    };
    let mut among: Vec<&'static str> = code.split(',').collect();
    // Bare degrees of heat are of Celsius or Fahrenheit, as the reader knows and the text may not.
    if code == "deg" && context.has_near(number, &TEMPERATURE_CUES) {
        among = vec!["Cel", "[degF]"];
    }
    let code = if let [one] = among[..] { Some(one) } else { None };
    if code.is_some() {
        among.clear();
    }
    Unit { kind, code, among, factor: 1.0 }
}

/// How many of a smaller unit make one of a larger: 12 inches make a foot.
pub(super) fn parts(larger: Option<&str>, smaller: Option<&str>) -> Option<f64> {
    lexicon::rows::<3>(DIVIDED)
        .find(|[one, other, _]| larger == Some(one) && smaller == Some(other))
        .and_then(|[.., parts]| parts.parse().ok())
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
        lexicon::assert_sound::<3>(MEASURES);
        for [words, _, form] in lexicon::rows::<3>(MEASURES) {
            assert!(matches!(form, "word" | "letters"), "{words}");
        }
        for [.., parts] in lexicon::rows::<3>(DIVIDED) {
            assert!(parts.parse::<f64>().is_ok());
        }
        for list in [SPORTS, TEMPERATURE] {
            lexicon::assert_sound::<1>(list);
        }
    }
}
