//! Numbers in digits, of any script and in any style: `1,234.5`, `1.234.567,89`, `12,34,567`,
//! `1 234 567`, `٣٬٠٠٠`, `1.3x10^6`.
//!
//! English has commas between thousands and a decimal point, and that reading comes first. The other
//! styles are read where nothing else can be meant: several points with groups of three digits
//! (European), groups of two with a last one of three (Indian), groups of three after a single space
//! (the style of the SI). `1,5` has a decimal comma, `1,500` has not.

use crate::pieces::{Cursor, PieceKind, Pieces};

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// Its value; infinite where it is larger than can be held.
    pub(super) value: f64,
    /// The first piece behind it.
    pub(super) end: usize,
}

/// How many marks a number may have between its digits. More make a list, not a number.
const MOST_MARKS: usize = 16;

/// The number in digits that begins here.
pub(super) fn numeral(start: Cursor<'_>) -> Option<Numeral> {
    if !start.goes_on() {
        return None;
    }
    let run = Run::read(start.pieces, start.at)?;
    let (value, end) = run.value(start.pieces)?;
    let (value, end) = spaced_groups(start.pieces, &run, end).unwrap_or((value, end));
    let (value, end) = with_exponent(start.pieces, value, end);
    Some(Numeral { value, end })
}

/// A mark between digits, in its ASCII form.
fn mark(text: &str) -> Option<char> {
    Some(match text {
        "." | "\u{66B}" | "\u{FF0E}" => '.',
        "," | "\u{66C}" | "\u{FF0C}" => ',',
        "'" | "\u{2019}" => '\'',
        _ => return None,
    })
}

/// Digits and marks that stand together without a space.
struct Run {
    /// In ASCII.
    text: String,
    /// The length of the text at the end of each piece, with the piece behind.
    ends: Vec<(usize, usize)>,
}

impl Run {
    fn read(pieces: &Pieces, start: usize) -> Option<Self> {
        let mut run = Self { text: String::new(), ends: Vec::new() };
        let mut marks = 0;
        let mut at = start;
        while let Some(piece) = pieces.get(at) {
            if at > start && !piece.glued {
                break;
            }
            let text = pieces.text(at);
            if piece.kind == PieceKind::Digits {
                run.text.push_str(text);
            } else if let Some(mark) = mark(text).filter(|mark| at > start || *mark == '.') {
                let digits_follow = pieces
                    .get(at + 1)
                    .is_some_and(|next| next.glued && next.kind == PieceKind::Digits);
                let stray = at == start && piece.glued;
                marks += 1;
                if !digits_follow || stray || marks > MOST_MARKS {
                    break;
                }
                run.text.push(mark);
            } else {
                break;
            }
            at += 1;
            run.ends.push((run.text.len(), at));
        }
        (!run.text.is_empty()).then_some(run)
    }

    /// The value of the whole run, else of its first digits, and the piece behind.
    fn value(&self, pieces: &Pieces) -> Option<(f64, usize)> {
        let (_, end) = *self.ends.last()?;
        if let Some(value) = value_of(&self.text) {
            return Some((value, end));
        }
        // "22,24,26", "192.168.1.1": the first of several numbers. Whether it is one is for others.
        let first = self.ends.iter().take_while(|(length, end)| {
            self.text[..*length].bytes().all(|byte| byte.is_ascii_digit())
                || *end == self.ends[0].1 && pieces.get(*end).is_some()
        });
        let (length, end) = *first.last()?;
        Some((value_of(&self.text[..length])?, end))
    }
}

/// The number that digits and marks are, where they are one number.
fn value_of(text: &str) -> Option<f64> {
    let mut kinds: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let count = kinds.len();
    kinds.dedup();
    let plain = |text: &str| text.parse::<f64>().ok();
    let joined = |text: &str| plain(&text.replace([',', '.', '\''], ""));
    match kinds[..] {
        [] | ['.'] if count < 2 => plain(text),
        [kind] => {
            let groups: Vec<&str> = text.split(kind).collect();
            let decimal = count == 1 && kind == ',' && matches!(groups[1].len(), 1 | 2);
            if decimal || text.starts_with("0,") {
                return plain(&text.replace(',', "."));
            }
            let address = kind == '.' && groups.len() == 4;
            let thousands = in_thousands(&groups) || kind == ',' && in_lakhs(&groups);
            if thousands && !address { joined(text) } else { None }
        }
        [kind, last] if text.matches(last).count() == 1 && last != '\'' => {
            let (whole, decimals) = text.split_once(last)?;
            let groups: Vec<&str> = whole.split(kind).collect();
            let thousands = in_thousands(&groups) || kind == ',' && in_lakhs(&groups);
            if !thousands {
                return None;
            }
            plain(&format!("{}.{decimals}", whole.replace(kind, "")))
        }
        _ => None,
    }
}

/// `1,234,567`
fn in_thousands(groups: &[&str]) -> bool {
    matches!(groups[0].len(), 1..=3)
        && !groups[0].starts_with('0')
        && groups[1..].iter().all(|group| group.len() == 3)
}

/// `12,34,567`: lakhs and crores.
fn in_lakhs(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    matches!(first.len(), 1 | 2)
        && !middle.is_empty()
        && middle.iter().all(|group| group.len() == 2)
        && last.len() == 3
}

/// `1 234 567`: groups of three digits after a single space.
fn spaced_groups(pieces: &Pieces, run: &Run, end: usize) -> Option<(f64, usize)> {
    let first = run.text.as_str();
    if run.ends.len() != 1
        || !matches!(first.len(), 1..=3)
        || first.starts_with('0')
        || !first.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let mut text = first.to_owned();
    let mut at = end;
    while let Some(piece) = pieces.get(at) {
        let single =
            matches!(pieces.gap_before(at), " " | "\u{a0}" | "\u{2007}" | "\u{2009}" | "\u{202f}");
        let group = pieces.text(at);
        let (whole, decimals) = group.split_once('.').unwrap_or((group, ""));
        if piece.kind != PieceKind::Digits || !single || whole.len() != 3 || text.len() > 30 {
            break;
        }
        text.push_str(group);
        at += 1;
        if !decimals.is_empty() {
            break;
        }
    }
    // Digits that go on in another way are of a telephone number or a list.
    let digits_follow = pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Digits);
    (at > end && !digits_follow).then(|| Some((text.parse().ok()?, at)))?
}

/// `1.3x10^6`, `1.3 × 10^6`, `2e10`, `10^12`.
fn with_exponent(pieces: &Pieces, value: f64, end: usize) -> (f64, usize) {
    let glued = |at: usize| pieces.get(at).is_some_and(|piece| piece.glued);
    let exponent = |mut at: usize| {
        let sign = match pieces.text(at) {
            "-" | "\u{2212}" if glued(at) => -1.0,
            "+" if glued(at) => 1.0,
            _ => 0.0,
        };
        at += usize::from(sign != 0.0);
        let digits = pieces.text(at);
        let fits = glued(at) && digits.bytes().all(|byte| byte.is_ascii_digit());
        // Ten thousand digits are beyond all numbers as well as ten million are.
        let number = digits.get(..digits.len().min(9))?.parse::<f64>().ok().filter(|_| fits)?;
        Some((if sign < 0.0 { -number } else { number }, at + 1))
    };
    let scientific = match pieces.text(end) {
        "e" if glued(end) => exponent(end + 1),
        "x" | "×" if pieces.text(end + 1) == "10" && pieces.text(end + 2) == "^" => {
            exponent(end + 3)
        }
        _ => None,
    };
    if let Some((power, end)) = scientific {
        return (value * 10_f64.powf(power), end);
    }
    match (pieces.text(end), exponent(end + 1)) {
        ("^", Some((power, behind))) if glued(end) => (value.powf(power), behind),
        _ => (value, end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn numerals() {
        for (text, value, rest) in [
            ("7,350 votes", 7350.0, "votes"),
            ("7.350.000 votes", 7_350_000.0, "votes"),
            ("7.350,25 euros", 7350.25, "euros"),
            ("73,50,000 rupees", 7_350_000.0, "rupees"),
            ("73,50,000.50 rupees", 7_350_000.5, "rupees"),
            ("7'350'000", 7_350_000.0, ""),
            ("7 350 000 votes", 7_350_000.0, "votes"),
            ("7\u{202f}350\u{202f}000 votes", 7_350_000.0, "votes"),
            ("12 345 6789", 12.0, "345"),
            ("7,5 percent", 7.5, "percent"),
            (".75 percent", 0.75, "percent"),
            ("٣٤٥ people", 345.0, "people"),
            ("१२,३४,५६७ people", 1_234_567.0, "people"),
            ("４２ people", 42.0, "people"),
            ("7,8,9", 7.0, ","),
            ("10.20.30.40", 10.0, "."),
            ("2.5x10^4 cells", 25_000.0, "cells"),
            ("2e3", 2000.0, ""),
            ("10^400 years", f64::INFINITY, "years"),
        ] {
            testing::with_pieces(text, |pieces| {
                let found = numeral(pieces.cursor(0)).unwrap_or_else(|| panic!("none in {text:?}"));
                assert!(
                    found.value.total_cmp(&value).is_eq() || (found.value - value).abs() < 1e-6,
                    "{text:?} gave {found:?}"
                );
                assert_eq!(pieces.text(found.end), rest, "after {text:?}");
            });
        }
    }

    #[test]
    fn no_numerals() {
        for text in ["", "three", ".", ",5", "x5"] {
            testing::with_pieces(text, |pieces| {
                assert_eq!(numeral(pieces.cursor(0)), None, "{text:?}");
            });
        }
    }
}
