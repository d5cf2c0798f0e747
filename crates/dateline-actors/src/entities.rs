//! Lists in JSON lines of `FollowTheMoney` entities, as sanctions lists and registers are published.

use std::collections::BTreeMap;

use dateline_record::EntityKind;
use serde::Deserialize;

use crate::actor::{Actor, country_code};
use crate::error::ListError;
use crate::period::{Period, is_date};

/// The sectors that topics say.
const TOPICS: &str = include_str!("../lists/topics.tsv");

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: Option<String>,
    #[serde(default)]
    properties: BTreeMap<String, Vec<serde_json::Value>>,
}

impl Entity {
    /// The values of a property that are text.
    fn texts(&self, property: &str) -> impl Iterator<Item = &str> {
        self.properties.get(property).into_iter().flatten().filter_map(serde_json::Value::as_str)
    }
}

/// The entries of a list. Entities without a name, such as ownerships and sanctions, are none.
pub(crate) fn read(list: &str, bytes: &[u8]) -> Result<Vec<Actor>, ListError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut actors = Vec::new();
    for (at, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let entity: Entity = serde_json::from_slice(line).map_err(|error| ListError {
            list: list.to_owned(),
            row: at + 1,
            problem: format!(
                "expected an entity such as {{\"id\": \"a1\", \"schema\": \"Person\", \
                 \"properties\": {{\"name\": [\"Anna Petrova\"]}}}} on one line, but found other \
                 JSON ({error}); write each entity on a line of its own"
            ),
        })?;
        actors.extend(actor(&entity));
    }
    Ok(actors)
}

fn actor(entity: &Entity) -> Option<Actor> {
    let mut names = entity.caption.as_deref().into_iter().chain(entity.texts("name"));
    let name = names.next().filter(|name| !dateline_names::fold_words(name).is_empty())?;
    let mut aliases: Vec<String> = Vec::new();
    let others = names.chain(entity.texts("alias")).chain(entity.texts("abbreviation"));
    for alias in others.filter(|alias| *alias != name) {
        if !aliases.iter().any(|before| before == alias) {
            aliases.push(alias.to_owned());
        }
    }
    let mut countries = entity.texts("country").chain(entity.texts("jurisdiction"));
    let codes: Vec<String> = entity.texts("topics").map(str::to_owned).collect();
    let mut sectors: Vec<String> = Vec::new();
    for (topic, sector) in TOPICS.lines().filter_map(|line| line.split_once('\t')) {
        if codes.iter().any(|code| code == topic) && !sectors.iter().any(|one| one == sector) {
            sectors.push(sector.to_owned());
        }
    }
    let first_date = |property| entity.texts(property).find(|date| is_date(date));
    let identifiers = [("wikidata", "wikidataId"), ("lei", "leiCode"), ("imo", "imoNumber")]
        .into_iter()
        .filter_map(|(scheme, property)| {
            Some((scheme.to_owned(), entity.texts(property).next()?.to_owned()))
        })
        .collect();
    Some(Actor {
        id: entity.id.clone(),
        name: name.to_owned(),
        aliases,
        kind: kind(&entity.schema),
        country: countries.find_map(country_code).map(str::to_owned),
        sectors,
        codes,
        period: Period {
            start: first_date("incorporationDate").map(str::to_owned),
            end: first_date("dissolutionDate").map(str::to_owned),
        },
        identifiers,
    })
}

fn kind(schema: &str) -> Option<EntityKind> {
    match schema {
        "Person" => Some(EntityKind::Person),
        "Organization" | "Company" | "PublicBody" => Some(EntityKind::Organisation),
        "Vessel" | "Airplane" | "Vehicle" => Some(EntityKind::Product),
        _ => None,
    }
}
