//! The codes of the user's own codebooks, in formats that were made for one codebook alone.
//!
//! Such a codebook has a column at the end of a table, `codes.strikes`, and an event that it alone has
//! a type for is a row as any other.

use dateline_record::{Codes, Event};

/// The names of the columns of the user's codebooks.
pub(crate) fn columns(codebooks: &[String]) -> impl Iterator<Item = String> {
    codebooks.iter().map(|name| format!("codes.{name}"))
}

/// What a codebook of the user has for an event.
pub(crate) fn code<'r>(event: &'r Event, codebook: &str) -> Option<&'r str> {
    event.codes.others.get(codebook)?.as_deref()
}

/// The names of the user's codebooks that have a type for an event, each with the type.
pub(crate) fn all(codes: &Codes) -> impl Iterator<Item = (&str, &str)> {
    codes.others.iter().filter_map(|(name, code)| Some((name.as_str(), code.as_deref()?)))
}

/// Whether a codebook of the user has a type for an event.
pub(crate) fn is_coded(event: &Event) -> bool {
    all(&event.codes).next().is_some()
}
