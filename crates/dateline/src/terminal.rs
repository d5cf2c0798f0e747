//! What standard output is: a terminal so many columns wide, or a file or pipe.

use std::io::{self, IsTerminal};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use terminal_size::{Width, terminal_size};

use crate::print::Look;

/// How wide a picture is where it goes into a file or a pipe.
const PIPE_WIDTH: usize = 100;
/// How wide a picture is at most, unless asked: longer lines are hard to read.
const COMFORTABLE_WIDTH: usize = 140;
/// The bounds of what may be asked for.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=400;

/// When to print in colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal that shows colours, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Makes this the choice for everything that is printed.
    pub(crate) fn apply(self) {
        let choice = match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// How a picture on standard output shall look. `width`, `all_events` and `why` are the caller's wish.
pub(crate) fn look(width: Option<usize>, all_events: bool, why: bool) -> Look {
    let stdout = io::stdout();
    let own_width = || match terminal_size() {
        Some((Width(columns), _)) if stdout.is_terminal() => {
            usize::from(columns).min(COMFORTABLE_WIDTH)
        }
        _ => PIPE_WIDTH,
    };
    Look {
        width: width.unwrap_or_else(own_width).clamp(*WIDTHS.start(), *WIDTHS.end()),
        colours: AutoStream::choice(&stdout) != ColorChoice::Never,
        all_events,
        why,
    }
}
