//! The command line, as its users meet it.

#![allow(clippy::unwrap_used, reason = "a test that cannot run shall fail")]

mod actors;
mod codebook;
mod event_data;
mod explain;
mod match_names;
mod parse;
mod program;
mod read_files;
mod read_lines;
mod support;
mod timeml;
