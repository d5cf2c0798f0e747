//! The bar that shows how far a long run is.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;

/// A bar on standard error where somebody sees it and several reports are read; otherwise one that
/// is never drawn. Nor is one drawn over records that go to the same terminal.
pub(crate) fn bar(
    files: &[Result<PathBuf, Failure>],
    has_lines: impl Fn(&Path) -> bool,
) -> ProgressBar {
    let any_lines = files.iter().flatten().any(|file| has_lines(file));
    let (bar, template) = if any_lines {
        (ProgressBar::no_length(), "{spinner} {pos} reports, {per_sec}")
    } else {
        let bar = ProgressBar::new(files.len() as u64);
        (bar, "{bar:30} {pos} of {len} reports, {eta} left")
    };
    let seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
    if !seen || (files.len() < 2 && !any_lines) {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
