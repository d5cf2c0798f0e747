//! The dated events in the order of time, drawn along a line.

use std::fmt::Write as _;

use dateline_record::Event;
use jiff::civil::Date;

use super::dates;
use super::events::main_events;
use super::look::{Look, Shade, cut, pad};
use super::reading::Reading;

/// A point of the line: a day, a mark, and the words beside it.
struct Point {
    earliest: Date,
    latest: Date,
    mark: &'static str,
    shade: Shade,
    words: String,
}

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let mut points: Vec<Point> =
        main_events(reading, look).filter_map(|event| point(reading, event)).collect();
    if points.is_empty() {
        return String::new();
    }
    let published = &reading.record.report.published;
    if let (Some(earliest), Some(latest)) = (published.earliest, published.latest) {
        let words = "published".to_owned();
        points.push(Point { earliest, latest, mark: "◆", shade: Shade::Faint, words });
    }
    points.sort_by_key(|point| (point.earliest, point.latest));
    let label = |point: &Point| {
        dates::stretch(Some(point.earliest), Some(point.latest)).unwrap_or_default()
    };
    let widest = points.iter().map(|point| label(point).chars().count()).max().unwrap_or(0);
    let room = look.width.saturating_sub(widest + 8).max(16);
    let mut out = String::new();
    let mut last_label = String::new();
    for point in &points {
        let label = label(point);
        let shown = if label == last_label { String::new() } else { label.clone() };
        let line = look.paint(Shade::Faint, "─");
        let mark = format!("{line}{}{line}", look.paint(point.shade, point.mark));
        let shade = if point.mark == "◆" { Shade::Faint } else { Shade::Plain };
        let words = look.paint(shade, &cut(&point.words, room));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {} {mark} {words}", pad(&shown, widest));
        last_label = label;
    }
    out
}

/// An event that the report gives days for.
fn point(reading: &Reading<'_>, event: &Event) -> Option<Point> {
    let when = event.when?;
    let (earliest, latest) = (when.earliest?, when.latest?);
    let sureness = reading.sureness(event);
    let words = reading.words(event.evidence);
    Some(Point { earliest, latest, mark: sureness.mark, shade: sureness.shade, words })
}
