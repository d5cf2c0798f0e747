//! The user's lists of actors.

use std::path::{Path, PathBuf};

use dateline_actors::{ActorList, Actors};

use crate::failure::Failure;

/// The lists in these files, to look names up in; `None` where there are none.
///
/// # Errors
/// Where a file cannot be opened, or a row of it cannot be read: with the row's number.
pub(crate) fn chosen(files: &[PathBuf]) -> Result<Option<Actors>, Failure> {
    if files.is_empty() {
        return Ok(None);
    }
    let lists = files.iter().map(|file| list(file)).collect::<Result<_, Failure>>()?;
    Ok(Some(Actors::new(lists)))
}

/// The list in a file.
///
/// # Errors
/// As [`chosen`].
pub(crate) fn list(file: &Path) -> Result<ActorList, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        let message = format!("cannot read the list of actors {}: {error}", file.display());
        Failure::new("actors", message)
    })?;
    ActorList::read(file, &bytes).map_err(|error| Failure::new("actors", error.to_string()))
}
