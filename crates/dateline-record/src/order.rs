use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{EventId, Span, TimeId};

/// How two events, or an event and a time, lie to each other.
///
/// Only what the text shows is kept, and of that what does not follow from other links: links may be
/// followed from one to the next, and never contradict each other. That an event lies in a time is
/// not said here but by its `when`; links to times say how long an event takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLink {
    /// What is put in order.
    pub from: EventId,
    /// How it lies to `to`: `from` is before, after … `to`.
    pub relation: OrderRelation,
    /// What it is put in order with.
    pub to: OrderEnd,
    /// What shows the order.
    pub basis: OrderBasis,
    /// The words that show it; null where it is no words but dates, tense or structure.
    pub evidence: Option<Span>,
}

/// How one stretch of time lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OrderRelation {
    /// It ends before the other begins.
    Before,
    /// It begins after the other ends.
    After,
    /// It lies within the other.
    During,
    /// The other lies within it.
    Includes,
    /// Both are the same stretch.
    Simultaneous,
}

impl OrderRelation {
    /// The same relation, seen from the other side.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
            Self::During => Self::Includes,
            Self::Includes => Self::During,
            Self::Simultaneous => Self::Simultaneous,
        }
    }
}

/// What shows that one event is before another.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum OrderBasis {
    /// Both mention one event: `same_as`.
    Mention,
    /// The days of the two.
    Date,
    /// A word that joins them: `after`, `until`, `later`.
    Connective,
    /// One is what is said, and its tense tells it from the saying: `said that he had left`.
    Report,
    /// One governs the other and looks forward to it: `agreed to leave`.
    Infinitive,
    /// The tense of the verb, seen from the publication or from the other verb: `had left`.
    Tense,
}

/// What an event is put in order with: an event `v2`, a time `t3`, or `report`, the publication of
/// the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderEnd {
    /// Another event.
    Event(EventId),
    /// A time expression.
    Time(TimeId),
    /// The publication of the report: the day, or the moment where that is known.
    Report,
}

impl fmt::Display for OrderEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(event) => event.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Report => f.write_str("report"),
        }
    }
}

impl FromStr for OrderEnd {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = |letter: char| {
            let number = text.strip_prefix(letter)?.parse::<u32>().ok()?;
            number.checked_sub(1).map(|index| index as usize)
        };
        if text == "report" {
            return Ok(Self::Report);
        }
        id('v')
            .map(|index| Self::Event(EventId::from_index(index)))
            .or_else(|| id('t').map(|index| Self::Time(TimeId::from_index(index))))
            .ok_or_else(|| {
                format!("expected an id such as v1 or t1, or \"report\", but found {text:?}")
            })
    }
}

impl Serialize for OrderEnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OrderEnd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for OrderEnd {
    fn schema_name() -> Cow<'static, str> {
        "OrderEnd".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^([vt][1-9][0-9]*|report)$" })
    }
}
