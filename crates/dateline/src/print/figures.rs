//! The figures: how many, of what, where, when, compared with what, according to whom.

use dateline_record::{Comparison, ComparisonKind, Figure};

use super::look::{Look, Shade};
use super::reading::{Reading, Voice, printable};
use super::table::{self, Column};

/// From how many columns on the table fits; a narrower picture has a list.
const TABLE_WIDTH: usize = 76;

const COLUMNS: [Column; 5] = [
    Column { heading: "how many", least: 8, greatest: 20 },
    Column { heading: "of what, where", least: 14, greatest: 30 },
    Column { heading: "when", least: 8, greatest: 13 },
    Column { heading: "compared", least: 10, greatest: 26 },
    Column { heading: "according to", least: 12, greatest: 20 },
];

/// A figure in the words of its picture.
struct Line {
    number: String,
    measures: String,
    when: String,
    compared: String,
    voice: Voice,
}

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let lines = reading.record.figures.iter().map(|figure| line(reading, figure));
    if reading.record.figures.is_empty() {
        String::new()
    } else if look.width >= TABLE_WIDTH {
        table::draw(&COLUMNS, &lines.map(row).collect::<Vec<_>>(), look)
    } else {
        lines.map(|line| item(&line, look)).collect()
    }
}

fn line(reading: &Reading<'_>, figure: &Figure) -> Line {
    let quantity = reading.record.quantities.get(figure.quantity.index());
    let measures = figure.measures.as_deref().map(printable);
    let place = figure.place.map(|place| reading.name(place));
    let comparison = figure.comparison.as_ref().map(|comparison| compared(reading, comparison));
    let implied = figure.implied.iter().map(|implied| {
        let period = implied.time.map(|time| format!(" in {}", reading.time(time)));
        let range = range(implied.low, implied.high);
        format!("so {range}{}: {}", period.unwrap_or_default(), printable(&implied.how))
    });
    Line {
        number: quantity.map(|quantity| reading.words(quantity.span)).unwrap_or_default(),
        measures: measures.into_iter().chain(place).collect::<Vec<_>>().join(", "),
        when: figure.time.map(|time| reading.time(time)).unwrap_or_default(),
        compared: comparison.into_iter().chain(implied).collect::<Vec<_>>().join("; "),
        voice: reading.short_voice(figure.attribution),
    }
}

fn row(line: Line) -> Vec<(Shade, String)> {
    let Line { number, measures, when, compared, voice } = line;
    vec![
        (Shade::Strong, number),
        (Shade::Plain, measures),
        (Shade::Plain, when),
        (Shade::Plain, compared),
        (voice.shade, voice.words),
    ]
}

/// A figure in a narrow picture.
fn item(line: &Line, look: Look) -> String {
    let Line { number, measures, when, compared, voice } = line;
    let told = [measures, when, compared].into_iter().filter(|part| !part.is_empty());
    let told: Vec<&str> = told.map(String::as_str).collect();
    let mut out = look.wrap("  ", Shade::Strong, number);
    out.push_str(&look.wrap("    ", Shade::Plain, &told.join(" · ")));
    out.push_str(&look.wrap("    ", voice.shade, &voice.words));
    out
}

/// `about 2 times 2023`, `up 40 percent on 2022`, `the most since 2017`
fn compared(reading: &Reading<'_>, comparison: &Comparison) -> String {
    let about = if comparison.approximate { "about " } else { "" };
    let other = comparison.to.map_or_else(|| "before".to_owned(), |time| reading.time(time));
    let value = comparison.value.map(number).unwrap_or_default();
    match comparison.kind {
        ComparisonKind::Ratio => format!("{about}{value} times {other}"),
        ComparisonKind::Percent => format!("{about}{value} percent against {other}"),
        ComparisonKind::Difference => format!("{about}{value} against {other}"),
        ComparisonKind::Value => format!("against {about}{value} in {other}"),
        ComparisonKind::Extreme => format!("an extreme since {other}"),
    }
}

fn range(low: f64, high: f64) -> String {
    let (low, high) = (number(low), number(high));
    if low == high { low } else { format!("{low}–{high}") }
}

/// A number with commas between its thousands.
fn number(value: f64) -> String {
    let plain = format!("{value}");
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(a, b)| (a, Some(b)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(rest) = rest {
        grouped.push('.');
        grouped.push_str(rest);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_commas() {
        let table = [
            (0.0, "0"),
            (46.0, "46"),
            (1_200_000.0, "1,200,000"),
            (-1234.5, "−1,234.5"),
            (100_000.25, "100,000.25"),
        ];
        for (value, expected) in table {
            assert_eq!(number(value), expected);
        }
    }
}
