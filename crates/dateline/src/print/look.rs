//! How the picture looks: its width, its colours, and what they mean.

use anstyle::{AnsiColor, Style};
use comfy_table::{Attribute, Cell, Color};
use textwrap::WordSeparator;
use textwrap::core::display_width;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// In how few columns words are wrapped, however narrow the picture is.
const LEAST_ROOM: usize = 16;

/// How wide the picture may be, and whether it is in colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Whether ANSI colours are wanted. Nothing is said by colour alone.
    pub(crate) colours: bool,
    /// Whether to show every event, or only those worth a line.
    pub(crate) all_events: bool,
    /// Whether to say which entries of lists are linked, and why.
    pub(crate) why: bool,
}

/// What a stretch of the picture is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shade {
    /// What is neither here nor there.
    Plain,
    /// A heading, a title, the word for what was done.
    Strong,
    /// Less important: labels, counts, units.
    Faint,
    /// A source with a name or an office.
    NamedVoice,
    /// A source nobody can tell.
    UnnamedVoice,
    /// Told as a fact.
    Certain,
    /// Told as likely, or as something that may be.
    Unsure,
    /// Told as not so, or denied.
    Denied,
}

impl Shade {
    fn style(self) -> Style {
        let coloured = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::NamedVoice => coloured(AnsiColor::Cyan),
            Self::UnnamedVoice => coloured(AnsiColor::Magenta),
            Self::Certain => coloured(AnsiColor::Green),
            Self::Unsure => coloured(AnsiColor::Yellow),
            Self::Denied => coloured(AnsiColor::Red),
        }
    }

    /// A cell of a table in this shade.
    pub(super) fn cell(self, words: &str) -> Cell {
        let cell = Cell::new(words);
        match self {
            Self::Plain => cell,
            Self::Strong => cell.add_attribute(Attribute::Bold),
            Self::Faint => cell.add_attribute(Attribute::Dim),
            Self::NamedVoice => cell.fg(Color::DarkCyan),
            Self::UnnamedVoice => cell.fg(Color::DarkMagenta),
            Self::Certain => cell.fg(Color::DarkGreen),
            Self::Unsure => cell.fg(Color::DarkYellow),
            Self::Denied => cell.fg(Color::DarkRed),
        }
    }
}

impl Look {
    /// The words in the colour of a shade.
    pub(super) fn paint(self, shade: Shade, words: &str) -> String {
        if !self.colours || shade == Shade::Plain || words.is_empty() {
            return words.to_owned();
        }
        let style = shade.style();
        format!("{style}{words}{style:#}")
    }

    /// The words, in lines no wider than the picture: the first after `first`, the others after
    /// as many blanks as `first` is wide.
    pub(super) fn wrap(self, first: &str, shade: Shade, words: &str) -> String {
        self.hang(first, &" ".repeat(display_width(first)), shade, words)
    }

    /// The words, in lines no wider than the picture: the first after `first`, the others after
    /// `rest`, which must be as wide.
    pub(super) fn hang(self, first: &str, rest: &str, shade: Shade, words: &str) -> String {
        let room = self.width.saturating_sub(display_width(first)).max(LEAST_ROOM);
        let mut out = String::new();
        // At blanks alone: what stands between them is not to be torn.
        let options = textwrap::Options::new(room).word_separator(WordSeparator::AsciiSpace);
        for (number, line) in textwrap::wrap(words, options).iter().enumerate() {
            let start = if number == 0 { first } else { rest };
            let line = format!("{start}{}", self.paint(shade, line));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The words, cut to a number of columns, with an ellipsis where something is cut off.
pub(super) fn cut(words: &str, columns: usize) -> String {
    if words.width() <= columns {
        return words.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fitting = words.chars().take_while(|character| {
        let width = character.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    });
    let mut short: String = fitting.collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The words and as many blanks as fill a number of columns.
pub(super) fn pad(words: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(display_width(words));
    format!("{words}{}", " ".repeat(blanks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_and_padded_by_the_columns_they_take() {
        let table = [
            ("Seoul", 5, "Seoul"),
            ("Seoul", 4, "Seo…"),
            ("New York", 5, "New…"),
            // Wide characters take two columns each.
            ("首都ソウル", 6, "首都…"),
            ("", 3, ""),
        ];
        for (words, columns, expected) in table {
            assert_eq!(cut(words, columns), expected);
            assert!(pad(&cut(words, columns), columns).width() == columns);
        }
    }

    #[test]
    fn plain_looks_paint_nothing() {
        let plain = Look { width: 80, colours: false, all_events: false, why: false };
        let coloured = Look { colours: true, ..plain };
        assert_eq!(plain.paint(Shade::Denied, "no"), "no");
        assert_ne!(coloured.paint(Shade::Denied, "no"), "no");
    }
}
