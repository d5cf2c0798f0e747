use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Span, TimeId};

/// A time expression, read as TimeML's TIMEX3 has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// `t1`, `t2`, … in the order of the text.
    pub id: TimeId,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// The TIMEX3 value: `2023-11`, `P9Y`, `2024-W35`, `PAST_REF`, `2024-09-21T15:00`.
    pub value: String,
    /// The TIMEX3 modifier: `APPROX`, `START`, `MORE_THAN` …
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// The same in the Extended Date/Time Format (ISO 8601-2), where it can be said there.
    pub edtf: Option<String>,
    /// The first day it can mean; null where it is open or is no day.
    #[schemars(with = "Option<String>")]
    pub earliest: Option<Date>,
    /// The last day it can mean.
    #[schemars(with = "Option<String>")]
    pub latest: Option<Date>,
}

/// The TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or longer: `Tuesday`, `last year`.
    Date,
    /// Within a day: `Monday morning`.
    Time,
    /// How long: `nine years`.
    Duration,
    /// How often: `every Friday`.
    Set,
}
