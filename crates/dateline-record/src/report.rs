use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EntityId, Span, TimeId};

/// A report as it is handed to the reader: one line of JSON Lines input is one of these.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The caller's id. Where there is none, the record gets the SHA-256 of the text.
    #[serde(default)]
    pub id: Option<String>,
    /// The report's words. Every span of the record counts in it.
    pub text: String,
    /// The headline, kept apart from the text.
    #[serde(default)]
    pub title: Option<String>,
    /// When it was published: an ISO 8601 date or date-time, with or without zone.
    #[serde(default)]
    pub published: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Where it was found.
    #[serde(default)]
    pub url: Option<String>,
    /// The language of the text as a BCP 47 tag.
    #[serde(default)]
    pub language: Option<String>,
}

/// The report in its record: what was given, and what its first and last lines show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportEntry {
    /// The caller's id, or the SHA-256 of the text.
    pub id: String,
    /// The headline, as given.
    pub title: Option<String>,
    /// Who published it, as given.
    pub publisher: Option<String>,
    /// Where it was found, as given.
    pub url: Option<String>,
    /// The language of the text as a BCP 47 tag.
    pub language: String,
    /// An agency's credit or a slug set before the story, or null.
    pub credit: Option<String>,
    /// The line that says where and when the report was filed: `SEOUL, July 16 (Reuters) -`.
    pub dateline: Option<DatelineLine>,
    /// When the report was published, and how that is known.
    pub published: Published,
    /// The text, exactly as it was given.
    pub text: String,
    /// The SHA-256 of the text's UTF-8, in lower-case hexadecimal.
    pub sha256: String,
}

/// The place and the day named before a report's first sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DatelineLine {
    /// The place it names.
    pub place: Option<EntityId>,
    /// The day it names.
    pub time: Option<TimeId>,
    /// Where the dateline stands, its dash included.
    #[serde(flatten)]
    pub span: Span,
}

/// When a report was published, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The ISO 8601 date or date-time, as exactly as it is known: `2024-07-16`, `2024`, or null.
    pub value: Option<String>,
    /// How it is known.
    pub basis: PublishedBasis,
    /// The first day it can be.
    #[schemars(with = "Option<String>")]
    pub earliest: Option<Date>,
    /// The last day it can be.
    #[schemars(with = "Option<String>")]
    pub latest: Option<Date>,
    /// For an inferred date, the reasons, in words.
    pub why: Vec<String>,
}

/// How the day of publication is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublishedBasis {
    /// The caller gave it.
    Given,
    /// It stood in the metadata of the file.
    Metadata,
    /// The report's dateline says it.
    Dateline,
    /// It follows from what the text says.
    Inferred,
    /// Nothing shows it.
    Unknown,
}
