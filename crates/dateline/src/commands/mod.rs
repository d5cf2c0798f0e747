//! The commands, one a module.

pub(crate) mod about;
pub(crate) mod check_actors;
pub(crate) mod codebook;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod gazetteer;
pub(crate) mod man;
pub(crate) mod match_names;
pub(crate) mod parse;
pub(crate) mod read;
pub(crate) mod schema;
