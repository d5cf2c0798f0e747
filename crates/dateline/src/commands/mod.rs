//! The commands, one a module.

pub(crate) mod parse;
pub(crate) mod read;
