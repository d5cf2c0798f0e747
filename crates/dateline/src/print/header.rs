//! The head of the picture: title, publisher, date of publication, and how much was found.

use dateline_record::{Published, PublishedBasis};

use super::dates;
use super::look::{Look, Shade};
use super::reading::{Reading, printable};

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let report = &reading.record.report;
    let title = report.title.as_deref().unwrap_or(&report.id);
    let mut out = look.wrap("", Shade::Strong, &printable(title));

    let publisher = report.publisher.as_deref().or(report.credit.as_deref()).map(printable);
    let filed =
        report.dateline.as_ref().and_then(|line| line.place).map(|place| reading.name(place));
    let parts = [
        publisher,
        Some(published(&report.published)),
        filed.map(|place| format!("filed from {place}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    out.push_str(&look.wrap("", Shade::Plain, &parts.join(" · ")));
    out.push_str(&look.wrap("", Shade::Faint, &counts(reading)));
    out
}

fn published(published: &Published) -> String {
    let days = dates::stretch(published.earliest, published.latest);
    let Some(when) = days.or_else(|| published.value.as_deref().map(printable)) else {
        return "not known when published (give --published)".to_owned();
    };
    let how = match published.basis {
        PublishedBasis::Given => "as given".to_owned(),
        PublishedBasis::Metadata => "by its metadata".to_owned(),
        PublishedBasis::Dateline => "by its dateline".to_owned(),
        PublishedBasis::Unknown => "nobody says why".to_owned(),
        PublishedBasis::Inferred if published.why.is_empty() => "inferred".to_owned(),
        PublishedBasis::Inferred => format!("inferred: {}", printable(&published.why.join("; "))),
    };
    format!("published {when} ({how})")
}

/// `15 sentences · 22 events · 16 claims of 11 sources · 5 figures`
fn counts(reading: &Reading<'_>) -> String {
    let record = reading.record;
    let mut sources: Vec<String> =
        record.attributions.iter().map(|attribution| reading.sources(attribution)).collect();
    sources.sort_unstable();
    sources.dedup();
    let claims = count(record.attributions.len(), "claim");
    let mut parts = vec![
        count(record.sentences.len(), "sentence"),
        count(record.events.len(), "event"),
        if sources.is_empty() {
            claims
        } else {
            format!("{claims} of {}", count(sources.len(), "source"))
        },
    ];
    if !record.figures.is_empty() {
        parts.push(count(record.figures.len(), "figure"));
    }
    parts.join(" · ")
}

/// `1 event`, `3 events`, `no events`
pub(super) fn count(number: usize, thing: &str) -> String {
    match number {
        0 => format!("no {thing}s"),
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}
