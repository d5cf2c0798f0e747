//! Who and where: people with their offices, organisations, groups and places.

use dateline_record::{Entity, EntityKind, MentionForm};

use super::claims::office;
use super::header::count;
use super::look::{Look, Shade, pad};
use super::reading::{Reading, printable};

/// The columns that the word for the kind takes.
const KIND_WIDTH: usize = 15;
/// How many of a kind are shown.
const MOST: usize = 12;

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let kinds = [
        ("people", EntityKind::Person),
        ("organisations", EntityKind::Organisation),
        ("groups", EntityKind::Group),
        ("places", EntityKind::Place),
        ("laws", EntityKind::Law),
        ("happenings", EntityKind::Happening),
        ("works", EntityKind::Work),
    ];
    let mut out: String =
        kinds.into_iter().map(|(label, kind)| draw_kind(reading, label, kind, look)).collect();
    if look.why {
        out.push_str(&links(reading, look));
    }
    out
}

/// `linked  Kenya: KEN in dateline (geonames 192950, iso2 KE, iso3 KEN): “Kenya” is a name of …`
fn links(reading: &Reading<'_>, look: Look) -> String {
    let mut out = String::new();
    for entity in &reading.record.entities {
        for link in &entity.links {
            let identifiers: Vec<String> =
                link.identifiers.iter().map(|(scheme, id)| format!("{scheme} {id}")).collect();
            let identifiers = match &identifiers[..] {
                [] => String::new(),
                some => format!(" ({})", some.join(", ")),
            };
            let words = format!(
                "{}: {} in {}{identifiers}: {}",
                reading.name(entity.id),
                link.id,
                link.list,
                link.why
            );
            let label = look.paint(Shade::Faint, &format!("  {}", pad("linked", KIND_WIDTH)));
            out.push_str(&look.wrap(&label, Shade::Plain, &printable(&words)));
        }
    }
    out
}

fn draw_kind(reading: &Reading<'_>, label: &str, kind: EntityKind, look: Look) -> String {
    let worth =
        |entity: &&Entity| entity.kind == kind && (is_named(entity) || !entity.roles.is_empty());
    let entities: Vec<&Entity> = reading.record.entities.iter().filter(worth).collect();
    let mut names: Vec<String> =
        entities.iter().take(MOST).map(|one| describe(reading, one)).collect();
    if entities.len() > MOST {
        names.push(format!("and {}", count(entities.len() - MOST, "other")));
    }
    if names.is_empty() {
        return String::new();
    }
    let label = look.paint(Shade::Faint, &format!("  {}", pad(label, KIND_WIDTH)));
    look.wrap(&label, Shade::Plain, &names.join("; "))
}

/// `Leila Mansouri, Fisheries Minister, Tunisia`, `Rome (ITA)`
fn describe(reading: &Reading<'_>, entity: &Entity) -> String {
    let name = reading.name(entity.id);
    if let Some(office) = office(reading, entity) {
        return format!("{name}, {office}");
    }
    match entity.country.as_deref().map(printable) {
        Some(country) => format!("{name} ({country})"),
        None => name,
    }
}

fn is_named(entity: &Entity) -> bool {
    entity.mentions.iter().any(|mention| mention.form == MentionForm::Name)
}
