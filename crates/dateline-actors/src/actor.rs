use std::collections::BTreeMap;
use std::path::Path;

use dateline_gazetteer::Gazetteer;
use dateline_record::EntityKind;

use crate::error::ListError;
use crate::period::Period;
use crate::{entities, rows};

/// An entry of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actor {
    /// Its id in the list.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// What sort of thing it is, where the list says so.
    pub kind: Option<EntityKind>,
    /// The country it belongs to: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER actor sectors.
    pub sectors: Vec<String>,
    /// Codes of the list's own.
    pub codes: Vec<String>,
    /// When the entry holds.
    pub(crate) period: Period,
    /// Identifiers elsewhere, by the name of their scheme: `wikidata`, `geonames`, `lei` …
    pub identifiers: BTreeMap<String, String>,
}

impl Actor {
    /// Whether the entry holds for some time alone.
    pub fn has_period(&self) -> bool {
        !self.period.is_open()
    }
}

/// A list of actors.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorList {
    /// What links call it: the name of its file.
    pub name: String,
    /// Its entries, in their order.
    pub actors: Vec<Actor>,
}

impl ActorList {
    /// The list in a file's bytes: JSON lines of `FollowTheMoney` entities where the name ends in
    /// `json`, `jsonl` or `ndjson` or the first letter is a brace, else CSV.
    ///
    /// # Errors
    /// With the number of the first row that cannot be read, and how to mend it.
    pub fn read(file: &Path, bytes: &[u8]) -> Result<Self, ListError> {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let named_json = ["json", "jsonl", "ndjson"]
            .iter()
            .any(|ending| name.to_ascii_lowercase().ends_with(&format!(".{ending}")));
        let has_brace = bytes.trim_ascii_start().starts_with(b"{");
        if named_json || has_brace {
            Self::from_entities(&name, bytes)
        } else {
            Self::from_csv(&name, bytes)
        }
    }

    /// The list in CSV with a header row.
    ///
    /// # Errors
    /// As [`ActorList::read`].
    pub fn from_csv(name: &str, bytes: &[u8]) -> Result<Self, ListError> {
        Ok(Self { name: name.to_owned(), actors: rows::read(name, bytes)? })
    }

    /// The list in JSON lines of `FollowTheMoney` entities.
    ///
    /// # Errors
    /// As [`ActorList::read`].
    pub fn from_entities(name: &str, bytes: &[u8]) -> Result<Self, ListError> {
        Ok(Self { name: name.to_owned(), actors: entities::read(name, bytes)? })
    }
}

/// The country of a code of two or three letters, or of a name: ISO 3166-1 alpha-3.
pub(crate) fn country_code(written: &str) -> Option<&'static str> {
    let gazetteer = Gazetteer::embedded();
    let upper = written.to_uppercase();
    let by_code = gazetteer.country(&upper);
    let by_short_code = || gazetteer.countries().iter().find(|country| country.alpha2 == upper);
    let found = by_code.or_else(by_short_code).or_else(|| gazetteer.country_named(written));
    found.map(|country| country.code)
}
