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
    /// The number; null where only bounds are known (`dozens`).
    pub value: Option<f64>,
    /// The least it can be; null where nothing bounds it.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// `person`, `percent`, an ISO 4217 currency (`USD`), a UCUM unit (`km`), `year` (of age) or
    /// null.
    pub unit: Option<String>,
    /// The words for what is counted: `North Korean defectors`.
    pub counted: Option<String>,
    /// Whether the report says that it is not exact (`around`, `nearly`, `some`).
    pub approximate: bool,
}
