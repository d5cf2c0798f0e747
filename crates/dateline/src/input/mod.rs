//! Where reports come from: files, folders, standard input, and lines of JSON.

mod files;
mod lines;
mod published;

pub(crate) use files::{expand, open, text_of};
pub(crate) use lines::{Line, Lines, report_on};
pub(crate) use published::check_published;

use crate::failure::Failure;

/// A report that could not be had, with the id that the caller gave it, if that could be read.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) id: Option<String>,
    pub(crate) failure: Failure,
}
