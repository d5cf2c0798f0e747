use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the report: Unicode code points from `start` up to, not including, `end`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// The number of code points before the span.
    pub start: u32,
    /// The number of code points up to the end of the span.
    pub end: u32,
    /// Whether the span counts in the text or in the title. Left out of JSON where it is the text.
    #[serde(rename = "in", default, skip_serializing_if = "Within::is_text")]
    pub within: Within,
}

/// What a [`Span`] counts in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// `report.text`
    #[default]
    Text,
    /// `report.title`
    Title,
}

impl Within {
    // serde hands over a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_text(&self) -> bool {
        *self == Self::Text
    }
}

impl Span {
    /// A span of the text.
    ///
    /// # Panics
    /// In debug builds, where `start > end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end, within: Within::Text }
    }

    /// Whether two spans share a code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.within == other.within && self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.within == other.within && self.start <= other.start && other.end <= self.end
    }
}
