use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{QuantityId, Span};

/// A number with what it counts or the unit it is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// `q1`, `q2`, … in the order of the text.
    pub id: QuantityId,
    /// The words of the number, its unit and its hedge.
    #[serde(flatten)]
    pub span: Span,
    /// What sort of number it is.
    #[serde(default)]
    pub kind: QuantityKind,
    /// The number; null where only bounds are known (`dozens`), or where it is too large to be held.
    pub value: Option<f64>,
    /// The least it can be; null where nothing bounds it.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// `person`, `percent`, `percentage point`, `basis point`, an ISO 4217 currency (`USD`), a UCUM
    /// unit (`km`), `year`, `month`, `week` or `day` (of age) or null. A unit that the text does not
    /// settle (crowns, degrees) is null, and `unit_among` says what it may be.
    pub unit: Option<String>,
    /// The units that the words may stand for, where the text does not show which: `CZK`, `SEK` …
    /// for crowns. Left out of JSON where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unit_among: Vec<String>,
    /// The words for what is counted: `North Korean defectors`.
    pub counted: Option<String>,
    /// Whether the report says that it is not exact (`around`, `nearly`, `some`).
    pub approximate: bool,
    /// The numbers of a score, a vote or dimensions, in their order: 3 and 1 of `won 3-1`. Left out
    /// of JSON where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<f64>,
}

/// What sort of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuantityKind {
    /// How many: `196 defectors`, `dozens`, and numbers without any noun.
    #[default]
    Count,
    /// A part of what is counted: `two thirds of the voters`, `one in five`.
    Fraction,
    /// `40 percent`, `3 percentage points`, `25 basis points`: the unit tells which.
    Percent,
    /// An amount of money: `$3bn`.
    Money,
    /// An amount in a unit: `17 km`, `20 degrees`, `10 by 12 metres`.
    Measure,
    /// How old somebody or something is: `43-year-old`.
    Age,
    /// So many times: `threefold`, `doubled`, `twice as many`.
    Ratio,
    /// Which in an order, not how many: `the third attack`. It counts nothing.
    Ordinal,
    /// A score or a vote, in `parts`: `3-1`, `52 to 48`.
    Score,
}
