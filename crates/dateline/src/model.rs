//! The language model: the program's own, or one that the user has trained.

use std::path::Path;

use anyhow::Result;
use dateline_language::Model;

use crate::failure::Failure;

/// The model of a file, or the program's own.
pub(crate) fn chosen(file: Option<&Path>) -> Result<Model> {
    let Some(file) = file else { return Ok(Model::embedded()?) };
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::new("model", format!("cannot read the model {}: {error}", file.display()))
    })?;
    let refused = |error| Failure::new("model", format!("{}: {error}", file.display()));
    Ok(Model::load(bytes).map_err(refused)?)
}
