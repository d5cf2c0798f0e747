//! Tables that fit the picture.

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use super::look::{Look, Shade};

/// A column: its heading, and its least and greatest width in percent of the picture.
pub(super) struct Column {
    pub(super) heading: &'static str,
    pub(super) least: u16,
    pub(super) greatest: u16,
}

/// Draws rows under headings, in lines no wider than the picture. Columns that are empty in every
/// row are left out.
pub(super) fn draw(columns: &[Column], rows: &[Vec<(Shade, String)>], look: Look) -> String {
    let shown: Vec<usize> = (0..columns.len())
        .filter(|&column| rows.iter().any(|row| !row[column].1.is_empty()))
        .collect();
    let width = u16::try_from(look.width).unwrap_or(u16::MAX);
    let part = |percent: u16| Width::Fixed((u32::from(width) * u32::from(percent) / 100) as u16);
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    if look.colours {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_header(shown.iter().map(|&column| Shade::Faint.cell(columns[column].heading)));
    for row in rows {
        table.add_row(shown.iter().map(|&column| row[column].0.cell(&row[column].1)));
    }
    table.set_constraints(shown.iter().map(|&column| ColumnConstraint::Boundaries {
        lower: part(columns[column].least),
        upper: part(columns[column].greatest),
    }));
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
