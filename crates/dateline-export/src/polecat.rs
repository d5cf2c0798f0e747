//! The forty columns of POLECAT, the data set that is coded by PLOVER, with tabs between.
//!
//! A row is an event; several actors stand in one cell with `; ` between, and what is not known is
//! `None`, as in POLECAT's own files. `docs/formats.md` tells what each column holds. What the report
//! does not tell as something that was done is left out, since the format has no room to say so;
//! what happened years before has `historical` among its contexts. The user's codebooks have columns
//! after the forty.

use csv::WriterBuilder;
use dateline_record::{EntityKind, Event, ParticipantRole, Record};

use crate::auxiliary::{auxiliary, is_done};
use crate::coded::{Party, Source, country_name, mentions, on_one_line, same_codes};
use crate::own;
use crate::plover::{auxiliary_name, coder};
use crate::table::{cow, score};

/// The names of the columns that POLECAT has.
pub const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What stands for what is not known.
const NONE: &str = "None";
/// What stands between several.
const BETWEEN: &str = "; ";
/// What stands between several of one among several.
const WITHIN: &str = "|";

/// The names of the columns as a row, with one for each of the user's codebooks, by their names.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn header(codebooks: &[String]) -> csv::Result<Vec<u8>> {
    let names = COLUMNS.map(str::to_owned).into_iter().chain(own::columns(codebooks));
    written(std::iter::once(names.collect()))
}

/// The events of a record that have a PLOVER type, or one of the user's codebooks, and were done, a
/// row each, with a cell for each of these codebooks at its end.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn rows(record: &Record, codebooks: &[String]) -> csv::Result<Vec<u8>> {
    let source = Source::new(record);
    let coded = |event: &Event| event.codes.plover.is_some() || own::is_coded(event);
    let story = [
        names(record, &[EntityKind::Person]),
        names(record, &[EntityKind::Organisation]),
        names(record, &[EntityKind::Place]),
    ];
    let events = mentions(&source, |event| coded(event) && is_done(&source, event), same_codes);
    written(events.iter().filter_map(|told| {
        let event = told.first()?;
        let mut cells = row(&source, event, &story);
        cells.extend(codebooks.iter().map(|book| some(own::code(event, book).map(str::to_owned))));
        Some(cells)
    }))
}

fn row(source: &Source<'_>, event: &Event, story: &[String; 3]) -> Vec<String> {
    let report = &source.record.report;
    let code = event.codes.plover.as_ref();
    let mode = code.and_then(|code| code.mode.clone());
    let intensity = code.and_then(|code| score(&code.event, mode.as_deref()));
    let auxiliary = auxiliary(source, event);
    let auxiliary = auxiliary.iter().map(|&mode| auxiliary_name(mode).to_owned());
    let contexts = code.into_iter().flat_map(|code| code.contexts.iter().cloned());
    let published =
        report.published.earliest.filter(|_| report.published.earliest == report.published.latest);
    let mut cells = vec![
        source.event_id(event),
        some(source.days(event).first.map(|day| day.to_string())),
        some(code.map(|code| code.event.clone())),
        some(mode),
        some(intensity.map(|score| score.to_string())),
        code.map_or(NONE, |code| quad(code.quad)).to_owned(),
        joined(contexts.chain(auxiliary)),
    ];
    cells.extend(parties(&source.parties(event, ParticipantRole::Actor)));
    cells.extend(parties(&source.parties(event, ParticipantRole::Recipient)));
    cells.extend(place(source, event));
    cells.extend([some(report.publisher.clone()), some(published.map(|day| day.to_string()))]);
    cells.extend(story.iter().cloned());
    cells.extend([report.language.clone(), coder(source.record)]);
    cells
}

fn quad(quad: u8) -> &'static str {
    match quad {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => NONE,
    }
}

/// Those who play one part, in eight cells.
fn parties(parties: &[Party<'_>]) -> [String; 8] {
    let each = |cell: &dyn Fn(Party<'_>) -> Option<String>| {
        if parties.iter().all(|&party| cell(party).is_none()) {
            return NONE.to_owned();
        }
        joined(parties.iter().map(|&party| some(cell(party))))
    };
    [
        each(&|party| party.entity.map(|entity| entity.name.clone())),
        each(&|party| party.country().and_then(country_name).map(str::to_owned)),
        each(&|party| party.country().and_then(cow).map(str::to_owned)),
        each(&|party| party.sectors().first().cloned()),
        each(&|party| (!party.sectors().is_empty()).then(|| party.sectors().join(WITHIN))),
        each(&|party| party.office().map(str::to_owned)),
        each(&|party| Some(party.words.to_owned()).filter(|words| !words.is_empty())),
        each(&|party| party.wikidata().map(str::to_owned)),
    ]
}

/// Where an event happens, in ten cells.
fn place(source: &Source<'_>, event: &Event) -> Vec<String> {
    let entity = event.place.and_then(|place| source.entity(place.entity));
    let place = entity.and_then(|entity| entity.place.as_ref());
    let code = place.and_then(|place| place.country.as_deref());
    let code = code.or_else(|| entity.and_then(|entity| entity.country.as_deref()));
    let name = entity.map(|entity| entity.name.clone());
    let is_town = place.is_some_and(|place| place.feature == "P" && place.within.is_none());
    let town = || place.and_then(|place| place.within.clone());
    let mention = entity.and_then(|entity| entity.mentions.first());
    vec![
        some(name.clone()),
        some(if is_town { name } else { town() }),
        NONE.to_owned(),
        some(place.and_then(|place| place.admin1.clone())),
        some(code.and_then(country_name).map(str::to_owned)),
        some(place.map(|place| place.lat.to_string())),
        some(place.map(|place| place.lon.to_string())),
        some(place.and_then(|place| place.geonames).map(|number| number.to_string())),
        some(mention.map(|mention| source.words(mention.span).to_owned())),
        some(place.map(|place| place.feature.clone())),
    ]
}

/// The names of the entities of a kind, with `; ` between.
fn names(record: &Record, kinds: &[EntityKind]) -> String {
    use dateline_record::MentionForm::Name;
    let named = record.entities.iter().filter(|entity| {
        kinds.contains(&entity.kind) && entity.mentions.iter().any(|mention| mention.form == Name)
    });
    joined(named.map(|entity| entity.name.clone()))
}

fn joined(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { NONE.to_owned() } else { items.join(BETWEEN) }
}

fn some(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| NONE.to_owned())
}

/// Rows with quotation marks around what needs them; a cell is one line.
fn written(rows: impl Iterator<Item = Vec<String>>) -> csv::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| on_one_line(cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
