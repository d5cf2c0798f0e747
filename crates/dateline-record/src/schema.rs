use schemars::{Schema, schema_for};

use crate::Record;

/// The JSON Schema of a [`Record`].
///
/// ```
/// let schema = dateline_record::json_schema();
/// assert_eq!(schema.get("title").and_then(|title| title.as_str()), Some("Record"));
/// ```
pub fn json_schema() -> Schema {
    schema_for!(Record)
}
