//! The record in other people's formats.
//!
//! Everything here reads a [`dateline_record::Record`] and nothing else, so that any record can be
//! written, whoever made it.

pub mod timeml;
