//! Lists in CSV.

use std::collections::{BTreeMap, HashMap};

use dateline_record::EntityKind;

use crate::actor::{Actor, country_code};
use crate::error::ListError;
use crate::period::{Period, is_date};

/// The columns that are known besides those for identifiers.
const COLUMNS: [&str; 9] =
    ["id", "name", "aliases", "kind", "country", "sectors", "codes", "start", "end"];
/// The columns for identifiers; others have this prefix.
const IDENTIFIERS: [&str; 6] = ["wikidata", "geonames", "iso2", "iso3", "lei", "imo"];
const IDENTIFIER_PREFIX: &str = "identifier.";

/// What a column holds.
enum Column {
    Known(&'static str),
    Identifier(String),
}

/// The entries of a CSV, whose first row names its columns.
pub(crate) fn read(list: &str, bytes: &[u8]) -> Result<Vec<Actor>, ListError> {
    let refuse = |row: usize, problem: String| ListError { list: list.to_owned(), row, problem };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).trim(csv::Trim::All).from_reader(bytes);
    let mut columns: Vec<Column> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut actors = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let number = at + 1;
        let row = row.map_err(|error| refuse(number, in_words(&error)))?;
        if at == 0 {
            columns = header(&row).map_err(|problem| refuse(number, problem))?;
            continue;
        }
        let actor = actor(&row, &columns).map_err(|problem| refuse(number, problem))?;
        // An actor may have an entry for each period.
        let key = format!("{}\n{:?}", actor.id, actor.period);
        if let Some(before) = seen.insert(key, number) {
            let problem = format!(
                "expected another id or another period than that of row {before}, but found {} \
                 again; give each entry an id of its own",
                actor.id
            );
            return Err(refuse(number, problem));
        }
        actors.push(actor);
    }
    if columns.is_empty() {
        let problem = "expected a header row such as id,name,aliases,kind,country, but found \
                       nothing; begin with that row";
        return Err(refuse(1, problem.to_owned()));
    }
    Ok(actors)
}

fn in_words(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            "expected UTF-8, but found other bytes; save the file as UTF-8".to_owned()
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!(
            "expected {expected_len} columns, as the header row has, but found {len}; put a value \
             that holds commas into double quotes"
        ),
        _ => format!("expected a row of CSV, but found something else: {error}"),
    }
}

fn header(row: &csv::StringRecord) -> Result<Vec<Column>, String> {
    let columns: Vec<Column> = row
        .iter()
        .map(|name| {
            let lower = name.to_lowercase();
            if let Some(known) = COLUMNS.into_iter().find(|known| *known == lower) {
                return Ok(Column::Known(known));
            }
            let scheme = lower.strip_prefix(IDENTIFIER_PREFIX).filter(|scheme| !scheme.is_empty());
            if IDENTIFIERS.contains(&lower.as_str()) {
                return Ok(Column::Identifier(lower));
            }
            scheme.map(|scheme| Column::Identifier(scheme.to_owned())).ok_or_else(|| {
                format!(
                    "expected the columns {} or {}, but found {name}; name a column for another \
                     identifier {IDENTIFIER_PREFIX}{name}, or leave it out",
                    COLUMNS.join(", "),
                    IDENTIFIERS.join(", "),
                )
            })
        })
        .collect::<Result<_, String>>()?;
    for wanted in ["id", "name"] {
        let is_wanted = |column: &&Column| matches!(column, Column::Known(name) if *name == wanted);
        let found = columns.iter().filter(is_wanted).count();
        if found != 1 {
            return Err(format!(
                "expected one column {wanted}, but found {found}; name the columns in the first row"
            ));
        }
    }
    Ok(columns)
}

fn actor(row: &csv::StringRecord, columns: &[Column]) -> Result<Actor, String> {
    let mut actor = Actor::default();
    let mut identifiers = BTreeMap::new();
    for (value, column) in row.iter().zip(columns).filter(|(value, _)| !value.is_empty()) {
        match column {
            Column::Identifier(scheme) => {
                identifiers.insert(scheme.clone(), value.to_owned());
            }
            Column::Known(name) => match *name {
                "id" => value.clone_into(&mut actor.id),
                "name" => value.clone_into(&mut actor.name),
                "aliases" => actor.aliases = several(value),
                "kind" => actor.kind = Some(kind(value)?),
                "country" => actor.country = Some(country(value)?),
                "sectors" => actor.sectors = sectors(value)?,
                "codes" => actor.codes = several(value),
                "start" => actor.period.start = Some(date(value)?),
                _ => actor.period.end = Some(date(value)?),
            },
        }
    }
    actor.identifiers = identifiers;
    for (name, value) in [("id", &actor.id), ("name", &actor.name)] {
        if value.is_empty() {
            return Err(format!(
                "expected a value in the column {name}, but found none; fill it in"
            ));
        }
    }
    if dateline_names::fold_words(&actor.name).is_empty() {
        return Err(format!(
            "expected a name with letters, but found {}; write it out",
            actor.name
        ));
    }
    check_order(&actor.period)?;
    Ok(actor)
}

/// Values divided by semicolons.
fn several(value: &str) -> Vec<String> {
    value.split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

fn kind(value: &str) -> Result<EntityKind, String> {
    let named = serde_json::Value::String(value.to_lowercase());
    serde_json::from_value(named).map_err(|_| {
        format!(
            "expected a kind (person, organisation, place, group, work, law, happening, product, \
             other), but found {value}; write one of these, or leave it empty"
        )
    })
}

fn country(value: &str) -> Result<String, String> {
    country_code(value).map(str::to_owned).ok_or_else(|| {
        format!(
            "expected a country such as KEN, KE or Kenya, but found {value}; write its code of \
             ISO 3166-1, or leave it empty"
        )
    })
}

fn sectors(value: &str) -> Result<Vec<String>, String> {
    let sectors = several(value);
    let is_sector =
        |sector: &String| sector.len() == 3 && sector.bytes().all(|byte| byte.is_ascii_uppercase());
    match sectors.iter().find(|sector| !is_sector(sector)) {
        None => Ok(sectors),
        Some(other) => Err(format!(
            "expected sectors of three capitals such as GOV; MIL, but found {other}; divide them \
             by semicolons"
        )),
    }
}

fn date(value: &str) -> Result<String, String> {
    if is_date(value) {
        return Ok(value.to_owned());
    }
    Err(format!(
        "expected a date such as 2010, 2010-05 or 2010-05-17, but found {value}; write it so, or \
         leave it empty"
    ))
}

fn check_order(period: &Period) -> Result<(), String> {
    if let (Some(start), Some(end)) = (&period.start, &period.end) {
        let length = start.len().min(end.len());
        if end[..length] < start[..length] {
            return Err(format!(
                "expected an end after the start {start}, but found {end}; mend one of them"
            ));
        }
    }
    Ok(())
}
