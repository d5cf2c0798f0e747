//! The record in other people's formats.
//!
//! Everything here reads a [`dateline_record::Record`] and nothing else, so that any record can be
//! written, whoever made it.

mod auxiliary;
mod coded;
mod own;
mod table;

pub mod cameo;
pub mod plover;
pub mod polecat;
pub mod timeml;
