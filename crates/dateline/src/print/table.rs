//! Tables that fit the picture.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, Width};

use super::look::{Look, Shade};

/// A column: its heading, and its least and greatest width in percent of the picture.
pub(super) struct Column {
    pub(super) heading: &'static str,
    pub(super) least: u16,
    pub(super) greatest: u16,
}

/// Draws rows under headings, in lines no wider than the picture. Columns that are empty in every
/// row are left out.
pub(super) fn draw(columns: &[Column], rows: Vec<Vec<(Shade, String)>>, look: Look) -> String {
    let filled: Vec<bool> =
        (0..columns.len()).map(|column| rows.iter().any(|row| !row[column].1.is_empty())).collect();
    let keep = |cells: Vec<Cell>| -> Vec<Cell> {
        cells
            .into_iter()
            .zip(&filled)
            .filter(|(_, filled)| **filled)
            .map(|(cell, _)| cell)
            .collect()
    };
    let width = u16::try_from(look.width).unwrap_or(u16::MAX);
    let columns_of = |percent: u16| (u32::from(width) * u32::from(percent) / 100) as u16;
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    if look.colours {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let headings = columns.iter().map(|column| Shade::Faint.cell(column.heading)).collect();
    table.set_header(keep(headings));
    for row in rows {
        table.add_row(keep(row.iter().map(|(shade, words)| shade.cell(words)).collect()));
    }
    let constraints =
        columns.iter().zip(&filled).filter(|(_, filled)| **filled).map(|(column, _)| {
            ColumnConstraint::Boundaries {
                lower: Width::Percentage(column.least),
                upper: Width::Percentage(column.greatest),
            }
        });
    table.set_constraints(constraints);
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
