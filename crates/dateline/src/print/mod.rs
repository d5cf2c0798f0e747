//! The record of a report as a picture for people.
//!
//! Everything here reads a [`Record`] and nothing else, so that a picture can be drawn of any
//! record, whoever made it. Colours say who vouches and how sure it is; marks and words say the
//! same without colours.

mod cast;
mod claims;
mod dates;
mod events;
pub(crate) mod explain;
mod figures;
mod header;
mod look;
mod reading;
mod sources;
mod table;
mod timeline;

#[cfg(test)]
mod tests;

use clap::ValueEnum;
use dateline_record::{Record, Span, Within};

pub(crate) use look::Look;

use look::Shade;
use reading::Reading;

/// How many columns of words an excerpt shows.
const EXCERPT: usize = 70;

/// Words on one line, fit to print, cut where they are long.
pub(crate) fn excerpt(words: &str) -> String {
    look::cut(&reading::printable(words), EXCERPT)
}

/// What a picture shows of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// All of it: what happened, who says what, figures, who and where
    #[default]
    Report,
    /// Who says what: each source with its claims, how sure it is, and through whom they came
    Sources,
}

/// The picture of a record, ending in a line end.
pub(crate) fn picture(record: &Record, view: View, look: Look) -> String {
    let reading = Reading::new(record);
    let mut out = header::draw(&reading, look);
    let sections = match view {
        View::Report => report_sections(&reading, look),
        View::Sources => source_sections(&reading, look),
    };
    for (heading, section) in sections {
        if !section.is_empty() {
            out.push('\n');
            out.push_str(&head(heading, look));
            out.push_str(&section);
        }
    }
    out
}

fn source_sections(reading: &Reading<'_>, look: Look) -> Vec<(&'static str, String)> {
    let mut said = sources::draw(reading, look);
    if said.is_empty() {
        said = look.wrap("  ", Shade::Plain, "the report names no source for anything");
    } else {
        said.push('\n');
        said.push_str(&look.wrap("  ", Shade::Faint, sources::LEGEND));
    }
    vec![
        ("Who says what", said),
        ("The report itself", sources::own_voice(reading, look)),
        ("Not made out", notes(reading, look)),
    ]
}

fn report_sections(reading: &Reading<'_>, look: Look) -> Vec<(&'static str, String)> {
    vec![
        ("What happened", events::draw(reading, look)),
        ("Who says what", claims::draw(reading, look)),
        ("Figures", figures::draw(reading, look)),
        ("Who and where", cast::draw(reading, look)),
        ("In order of time", timeline::draw(reading, look)),
        ("Not made out", notes(reading, look)),
    ]
}

/// A section's heading, with a line to the right edge.
fn head(heading: &str, look: Look) -> String {
    let line = "─".repeat(look.width.saturating_sub(heading.len() + 4));
    let start = look.paint(Shade::Faint, "──");
    let heading = look.paint(Shade::Strong, heading);
    let line = look.paint(Shade::Faint, &line);
    format!("{start} {heading} {line}\n")
}

/// What the reader could not do.
fn notes(reading: &Reading<'_>, look: Look) -> String {
    let mut out = String::new();
    for note in &reading.record.notes {
        let mut words = reading::printable(&note.message);
        if let (Some(start), Some(end)) = (note.start, note.end) {
            let span = Span { start, end, within: Within::default() };
            words = format!("“{}”: {words}", look::cut(&reading.words(span), 60));
        }
        out.push_str(&look.wrap("  · ", Shade::Plain, &words));
    }
    out
}
