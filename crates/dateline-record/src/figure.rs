use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AttributionId, EntityId, FigureId, QuantityId, Span, TimeId};

/// What a quantity measures: of what, where, when, according to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// `f1`, `f2`, … in the order of their quantities.
    pub id: FigureId,
    /// The quantity.
    pub quantity: QuantityId,
    /// The report's words for what is measured.
    pub measures: Option<String>,
    /// Where it is measured.
    #[serde(rename = "where")]
    pub place: Option<EntityId>,
    /// The period it is measured over.
    pub time: Option<TimeId>,
    /// How it compares with another period.
    pub comparison: Option<Comparison>,
    /// What follows from the comparison for the other period: derived, not said.
    pub implied: Vec<Implied>,
    /// Who says so; null is the report's own voice.
    pub attribution: Option<AttributionId>,
}

/// How a figure compares with that of another period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// How the two are compared.
    pub kind: ComparisonKind,
    /// The ratio, the percentage, the difference or the other value; null for an extreme.
    pub value: Option<f64>,
    /// Whether the report says that it is not exact.
    pub approximate: bool,
    /// The other period.
    pub to: Option<TimeId>,
    /// The words that say it: `a near threefold`, `the highest`.
    #[serde(flatten)]
    pub span: Span,
}

/// How two figures are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ComparisonKind {
    /// `a threefold jump`
    Ratio,
    /// `up 40 percent`; below zero where it is less
    Percent,
    /// `12 more than`, `up 3 percentage points`; below zero where it is less
    Difference,
    /// Another period's own figure: `from 53 in November`
    Value,
    /// `the highest since 2017`
    Extreme,
}

/// A value that a comparison implies for the other period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Implied {
    /// The other period.
    pub time: Option<TimeId>,
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
    /// The reckoning: `196 / nearly threefold`.
    pub how: String,
}
