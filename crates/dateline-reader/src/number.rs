//! Numbers in digits and words: `2,024`, `3.5 million`, `$3bn`, `twenty-four`, `a hundred and six`.

use std::sync::LazyLock;

use crate::lexicon;
use crate::pieces::{Cursor, PieceKind};

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// The first piece after it.
    pub(crate) end: usize,
    /// Whether it is written in digits, with or without a scale in words.
    pub(crate) digits: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Unit,
    Teen,
    Ten,
    Scale,
    Letter,
    Group,
    Ordinal,
    Part,
}

static LEXICON: &str = include_str!("../lexicons/numbers.txt");

static WORDS: LazyLock<lexicon::Table<(Class, f64)>> = LazyLock::new(|| {
    lexicon::rows::<3>(LEXICON)
        .filter_map(|[word, class, value]| Some((word, (class_named(class)?, value.parse().ok()?))))
        .collect()
});

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "unit" => Class::Unit,
        "teen" => Class::Teen,
        "ten" => Class::Ten,
        "scale" => Class::Scale,
        "letter" => Class::Letter,
        "group" => Class::Group,
        "ordinal" => Class::Ordinal,
        "part" => Class::Part,
        _ => return None,
    })
}

fn word(text: &str, class: Class) -> Option<f64> {
    WORDS.get(text).filter(|(found, _)| *found == class).map(|(_, value)| *value)
}

/// The cardinal number that begins at a piece, the longest there is: `twenty-four`, `2.5 million`,
/// `a hundred`, `two and a half`, `half a million`, `a dozen`, `5 1/2`.
pub(crate) fn cardinal(start: Cursor<'_>) -> Option<Number> {
    if !start.goes_on() {
        return None;
    }
    let number = if start.at_digits() { in_digits(start)? } else { in_words(start)? };
    Some(and_a_half(start, number))
}

/// The ordinal number that begins at a piece: `third`, `21st`, `twenty-first`.
pub(crate) fn ordinal(start: Cursor<'_>) -> Option<Number> {
    let mut cursor = start;
    if !cursor.goes_on() {
        return None;
    }
    if cursor.at_digits() {
        let value: f64 = cursor.text().parse().ok()?;
        cursor.at += 1;
        let suffix = cursor.glued() && cursor.take_any(&["st", "nd", "rd", "th"]);
        return suffix.then_some(Number { value, end: cursor.at, digits: true });
    }
    let text = cursor.text();
    if let Some(value) = word(text, Class::Ordinal) {
        return Some(Number { value, end: start.at + 1, digits: false });
    }
    let tens = word(text, Class::Ten)?;
    cursor.at += 1;
    cursor.take_hyphen();
    let units = word(cursor.text(), Class::Ordinal).filter(|&units| units < 10.0)?;
    Some(Number { value: tens + units, end: cursor.at + 1, digits: false })
}

/// The lower number of a fraction at a piece, and whether it is a plural: the 3 of `two thirds`.
pub(crate) fn fraction_part(text: &str) -> Option<(f64, bool)> {
    match text {
        "half" => return Some((2.0, false)),
        "quarter" => return Some((4.0, false)),
        _ => {}
    }
    let singular = |text| word(text, Class::Ordinal).filter(|part| *part > 2.0);
    if let Some(part) = singular(text) {
        return Some((part, false));
    }
    let plural = word(text, Class::Part).or_else(|| singular(text.strip_suffix('s')?))?;
    Some((plural, true))
}

/// The ordinal at a piece in words, in the singular or the plural: `fifth`, `twenty-firsts`. Gives its
/// value, whether it is a plural, and the piece behind.
pub(crate) fn ordinals(start: Cursor<'_>) -> Option<(f64, bool, usize)> {
    let last = |cursor: Cursor<'_>| {
        let text = cursor.text();
        let value = word(text, Class::Ordinal)
            .map(|value| (value, false))
            .or_else(|| Some((word(text.strip_suffix('s')?, Class::Ordinal)?, true)));
        value.filter(|_| cursor.goes_on())
    };
    if let Some((value, plural)) = last(start) {
        return Some((value, plural, start.at + 1));
    }
    let whole = cardinal(start).filter(|whole| !whole.digits)?;
    let mut cursor = Cursor { at: whole.end, ..start };
    let _ = cursor.take_hyphen() || cursor.take("and");
    let (value, plural) = last(cursor)?;
    let value = if value >= 100.0 {
        whole.value * value
    } else if whole.value >= 20.0 && whole.value % 10.0 == 0.0 {
        whole.value + value
    } else {
        return None;
    };
    value.is_finite().then_some((value, plural, cursor.at + 1))
}

/// The ten that ends a number in words, with no `and` before it: the 30 of `one hundred thirty`.
pub(crate) fn last_ten(start: Cursor<'_>, end: usize) -> Option<f64> {
    let before = start.pieces.text_before(end, 2);
    (end > start.at && before != "and").then(|| word(start.pieces.text(end - 1), Class::Ten))?
}

/// The factor of a scale at a piece, in a word or glued to digits: `million`, `3bn`.
pub(crate) fn scale(cursor: Cursor<'_>) -> Option<f64> {
    let text = cursor.text();
    word(text, Class::Scale)
        .or_else(|| word(text, Class::Group))
        .or_else(|| word(text, Class::Letter).filter(|_| cursor.glued()))
}

fn in_digits(start: Cursor<'_>) -> Option<Number> {
    let mut value: f64 = start.text().replace(',', "").parse().ok()?;
    let mut cursor = start;
    cursor.at += 1;
    if let Some(fraction) = fraction_in_digits(&mut cursor) {
        value += fraction;
    } else if let Some((numerator, denominator)) = slash_fraction(start) {
        return Some(Number { value: numerator / denominator, end: start.at + 3, digits: true });
    }
    loop {
        let mut ahead = cursor;
        ahead.take_hyphen();
        let Some(factor) = scale(ahead).filter(|_| ahead.goes_on()) else { break };
        value *= factor;
        cursor.at = ahead.at + 1;
    }
    value.is_finite().then_some(Number { value, end: cursor.at, digits: true })
}

/// The factor of a scale of two letters or more apart from its digits: `10 bn`.
pub(crate) fn letters(cursor: Cursor<'_>) -> Option<f64> {
    word(cursor.text(), Class::Letter).filter(|_| cursor.text().len() > 1)
}

/// `1/2` after `5`, or a character such as `½`; the cursor moves past it.
pub(crate) fn fraction_in_digits(cursor: &mut Cursor<'_>) -> Option<f64> {
    let vulgar = match cursor.text() {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        "⅓" => Some(1.0 / 3.0),
        "⅔" => Some(2.0 / 3.0),
        _ => None,
    };
    if vulgar.is_some() {
        cursor.at += 1;
        return vulgar;
    }
    let mut ahead = *cursor;
    ahead.take_hyphen();
    let (numerator, denominator) = slash_fraction(ahead)?;
    if numerator >= denominator || ahead.glued() && ahead.at == cursor.at {
        return None;
    }
    cursor.at = ahead.at + 3;
    Some(numerator / denominator)
}

/// The numbers of `3/4`, where the lower is one that fractions have.
pub(crate) fn slash_fraction(cursor: Cursor<'_>) -> Option<(f64, f64)> {
    let mut ahead = cursor;
    let numerator = ahead.take_digits(1..2)?;
    if !(ahead.glued() && ahead.take("/") && ahead.glued()) {
        return None;
    }
    let denominator = ahead.take_digits(1..3)?;
    let another = ahead.glued() && ahead.text() == "/";
    (matches!(denominator, 2..=6 | 8 | 10 | 16 | 32) && numerator < denominator && !another)
        .then_some((f64::from(numerator), f64::from(denominator)))
}

/// A number in words: below a thousand, then scales, each smaller than the one before it.
fn in_words(start: Cursor<'_>) -> Option<Number> {
    let mut cursor = start;
    let mut total = 0.0;
    let mut least_scale = f64::INFINITY;
    let mut read_any = false;
    loop {
        let mut ahead = cursor;
        if read_any {
            let joined = ahead.take("and");
            let hyphen = !joined && ahead.take_hyphen();
            if joined && least_scale.is_infinite() || !(joined || hyphen || ahead.goes_on()) {
                break;
            }
        }
        let Some(mut part) = below_hundred(&mut ahead, !read_any) else { break };
        let mut factor = 1.0_f64;
        loop {
            let mut scaled = ahead;
            scaled.take_hyphen();
            let Some(next) = scale(scaled).filter(|_| scaled.goes_on()) else { break };
            // A number beyond all bounds is none, however long its row of scales.
            if next < 1000.0 && factor >= 1000.0 || !factor.is_finite() {
                break;
            }
            factor *= next;
            ahead.at = scaled.at + 1;
            // "two hundred and six thousand": what follows "hundred" is multiplied with it.
            if next < 1000.0 && next > 12.0 {
                let mut rest = ahead;
                rest.take("and");
                rest.take_hyphen();
                let merged = below_hundred(&mut rest, false).filter(|_| {
                    // "three hundred and two dozen": the dozens stand beside the hundreds.
                    word(rest.text(), Class::Group).is_none()
                });
                if let Some(below) = merged {
                    part = part * factor + below;
                    factor = 1.0;
                    ahead = rest;
                }
            }
        }
        if factor >= least_scale || read_any && factor < 10.0 && part >= least_scale {
            break;
        }
        // "five six" are two numbers, "five thousand six" is one.
        if read_any && least_scale < 10.0 {
            break;
        }
        total += part * factor;
        least_scale = factor;
        read_any = true;
        cursor = ahead;
    }
    (read_any && total.is_finite()).then_some(Number {
        value: total,
        end: cursor.at,
        digits: false,
    })
}

/// `one` to `ninety-nine`; at the beginning also `a` and `half a` before a scale. The cursor moves
/// past it.
fn below_hundred(cursor: &mut Cursor<'_>, first: bool) -> Option<f64> {
    if first && let Some(value) = article_before_scale(cursor) {
        return Some(value);
    }
    if first && is_scale_alone(*cursor) {
        return Some(1.0);
    }
    let text = cursor.text();
    if let Some(value) = word(text, Class::Unit).or_else(|| word(text, Class::Teen)) {
        cursor.at += 1;
        return Some(value);
    }
    let tens = word(text, Class::Ten)?;
    cursor.at += 1;
    let mut ahead = *cursor;
    if !ahead.take_hyphen() {
        // Newswire that is set in tokens has "twenty - two".
        let apart = ahead.text() == "-" && !ahead.glued();
        let next = Cursor { at: ahead.at + 1, ..ahead };
        ahead.at += usize::from(apart && !next.glued());
    }
    if let Some(units) = word(ahead.text(), Class::Unit).filter(|&units| units > 0.0)
        && ahead.goes_on()
    {
        cursor.at = ahead.at + 1;
        return Some(tens + units);
    }
    Some(tens)
}

/// Whether `hundred` or `thousand` begins a number without an article: `the hundred thousand dollars`,
/// but not the end of `several hundred thousand`.
fn is_scale_alone(cursor: Cursor<'_>) -> bool {
    let next = word(cursor.pieces.text(cursor.at + 1), Class::Scale);
    let before = cursor.at.checked_sub(1).and_then(|before| cursor.pieces.get(before));
    let opened = before.is_none_or(|piece| piece.kind == PieceKind::Symbol)
        || cursor.pieces.text_before(cursor.at, 1) == "the";
    opened
        && word(cursor.text(), Class::Scale)
            .is_some_and(|scale| scale <= 1000.0 && next.is_some_and(|next| next > scale))
}

/// The factor before the scale of `a million`, `half a million`, `quarter of a million`. `A few
/// hundred` is no number and is left to vague amounts.
fn article_before_scale(cursor: &mut Cursor<'_>) -> Option<f64> {
    let mut ahead = *cursor;
    let part = if ahead.take("half") {
        0.5
    } else if ahead.take("quarter") || ahead.take_all(&["a", "quarter"]) {
        0.25
    } else {
        1.0
    };
    if part < 1.0 {
        ahead.take_hyphen();
        let _ = ahead.take_all(&["of", "a"]);
    }
    let article = ahead.take_any(&["a", "an"]);
    if !article && part >= 1.0 {
        return None;
    }
    ahead.take_hyphen();
    let scaled = word(ahead.text(), Class::Scale).or_else(|| word(ahead.text(), Class::Group));
    scaled.filter(|_| ahead.goes_on())?;
    cursor.at = ahead.at;
    Some(part)
}

/// `two and a half`, `two-and-a-half million`.
pub(crate) fn and_a_half(start: Cursor<'_>, number: Number) -> Number {
    let mut cursor = Cursor { at: number.end, ..start };
    cursor.take_hyphen();
    if !cursor.take("and") {
        return number;
    }
    cursor.take_hyphen();
    if !cursor.take_any(&["a", "one"]) {
        return number;
    }
    cursor.take_hyphen();
    let part = match cursor.text() {
        "half" => 0.5,
        "quarter" => 0.25,
        "third" => 1.0 / 3.0,
        other => {
            // "three and a fifth", but not "three and a fifth man".
            let Some(lower) = word(other, Class::Ordinal).filter(|lower| *lower > 3.0) else {
                return number;
            };
            let next = Cursor { at: cursor.at + 1, ..cursor };
            if next.piece().is_some_and(|piece| piece.kind == PieceKind::Letters) {
                return number;
            }
            1.0 / lower
        }
    };
    cursor.at += 1;
    let mut scaled = cursor;
    scaled.take_hyphen();
    // "a million and a half": the half is of the million; "two and a half million": all of it is;
    // "a billion and a half million": each of its own.
    let million = number.value >= 1e6 && number.value % 1e6 == 0.0;
    let largest = if million { 1000_f64.powf((number.value.log10() / 3.0).floor()) } else { 1.0 };
    let value = match scale(scaled).filter(|_| scaled.goes_on()) {
        Some(factor) => {
            cursor.at = scaled.at + 1;
            let whole = if number.value < factor { number.value * factor } else { number.value };
            whole + part * factor
        }
        None => number.value + part * largest,
    };
    Number { value, end: cursor.at, digits: number.digits }
}

/// Whether a piece is a number word or digits.
pub(crate) fn begins_number(cursor: Cursor<'_>) -> bool {
    cursor.piece().is_some_and(|piece| match piece.kind {
        PieceKind::Digits => true,
        PieceKind::Letters => WORDS.contains_key(cursor.text()),
        PieceKind::Symbol => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<3>(LEXICON);
        assert!(lexicon::rows::<3>(LEXICON).all(|[_, class, value]| {
            class_named(class).is_some() && value.parse::<f64>().is_ok()
        }));
    }

    #[test]
    fn cardinals() {
        for (text, value, rest) in [
            ("2,024 people", 2024.0, "people"),
            ("3.5 million", 3.5e6, ""),
            ("3bn in aid", 3e9, "in"),
            ("twenty-four", 24.0, ""),
            ("twenty four hours", 24.0, "hours"),
            ("a hundred thirty million dollars", 130e6, "dollars"),
            ("two hundred and six thousand", 206e3, ""),
            ("one hundred and sixty", 160.0, ""),
            ("three thousand two hundred and five", 3205.0, ""),
            ("two and a half years", 2.5, "years"),
            ("two-and-a-half years", 2.5, "years"),
            ("one and a half million", 1.5e6, ""),
            ("half a million", 0.5e6, ""),
            ("half a dozen", 6.0, ""),
            ("two dozen", 24.0, ""),
            ("5 1/2 hours", 5.5, "hours"),
            ("3/4 of", 0.75, "of"),
            ("9/11", 9.0, "/"),
            ("ten and eleven", 10.0, "and"),
            ("five six", 5.0, "six"),
            ("2½ miles", 2.5, "miles"),
            ("a million million", 1e12, ""),
            ("nineteen ninety", 19.0, "ninety"),
            ("three hundred and two dozen", 324.0, ""),
            ("one hundred and three and two thirds", 103.0, "and"),
            ("forty - two crates", 42.0, "crates"),
        ] {
            testing::with_pieces(text, |pieces| {
                let number =
                    cardinal(pieces.cursor(0)).unwrap_or_else(|| panic!("no number in {text:?}"));
                assert!((number.value - value).abs() < 1e-6, "{text:?} gave {number:?}");
                assert_eq!(pieces.text(number.end), rest, "after {text:?}");
            });
        }
    }

    #[test]
    fn no_cardinals() {
        for text in ["", "a man", "half the men", "and two", "first", ".", "hundreds of"] {
            testing::with_pieces(text, |pieces| {
                assert_eq!(cardinal(pieces.cursor(0)), None, "{text:?}");
            });
        }
    }

    #[test]
    fn ordinals() {
        for (text, value) in [
            ("third", Some(3.0)),
            ("21st", Some(21.0)),
            ("twenty-first", Some(21.0)),
            ("three", None),
        ] {
            testing::with_pieces(text, |pieces| {
                assert_eq!(ordinal(pieces.cursor(0)).map(|number| number.value), value, "{text:?}");
            });
        }
    }

    #[test]
    fn a_number_beyond_all_bounds_is_none() {
        let text = format!("{} people", "9".repeat(400));
        testing::with_pieces(&text, |pieces| assert_eq!(cardinal(pieces.cursor(0)), None));
        let text = "a million ".repeat(10_000);
        testing::with_pieces(&text, |pieces| {
            assert!(cardinal(pieces.cursor(0)).is_none_or(|number| number.value.is_finite()));
        });
    }
}
