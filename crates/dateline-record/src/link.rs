use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An entry of a list that an entity is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The list: the name of its file, or `dateline` for what the program knows itself.
    pub list: String,
    /// The entry's id in the list.
    pub id: String,
    /// The name of the entry that matched.
    pub name: String,
    /// Its identifiers elsewhere, by their scheme: `iso3`, `geonames`, `wikidata` …
    pub identifiers: BTreeMap<String, String>,
    /// Codes of the list's own.
    pub codes: Vec<String>,
    /// How sure the link is, 0 to 1; 1 where a name is the entry's, but for capitals and accents.
    pub score: f64,
    /// What speaks for it, in words; and for which period the entry holds.
    pub why: String,
    /// The country of the entry: ISO 3166-1 alpha-3. It is the entity's country too where the report
    /// shows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The PLOVER actor sectors of the entry. They are the entity's too where the report shows none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
}
