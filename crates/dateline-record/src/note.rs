use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the reader could not do, said plainly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// A short fixed name to look for: `time-impossible`.
    pub code: String,
    /// What happened and what follows, in words.
    pub message: String,
    /// Where it concerns a stretch of the text: code points.
    pub start: Option<u32>,
    /// Its end.
    pub end: Option<u32>,
}
