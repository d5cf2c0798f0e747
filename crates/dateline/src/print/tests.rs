//! Pictures of a record written by hand, at several widths, with and without colours.

use dateline_record::Record;
use textwrap::core::display_width;

use super::{Look, View};

const RECORD: &str = include_str!("../../tests/fixtures/fishing-talks.json");
const REPORT: &str = include_str!("../../../../examples/fishing-talks.txt");

fn record() -> Record {
    serde_json::from_str(RECORD).unwrap()
}

fn picture(record: &Record, width: usize, colours: bool) -> String {
    super::picture(record, View::Report, Look { width, colours, all_events: false, why: false })
}

#[test]
fn all_events_are_shown_on_request() {
    let record = record();
    let look = Look { width: 100, colours: false, all_events: true, why: false };
    assert!(super::picture(&record, View::Report, look).contains("freed"));
    assert!(!super::picture(&record, View::Report, look).contains("in passing"));
    assert!(picture(&record, 100, false).contains("in passing"));
}

/// A record of a report in which nothing was found.
fn empty() -> Record {
    let mut record = record();
    record.report.title = None;
    record.report.publisher = None;
    record.report.credit = None;
    record.report.dateline = None;
    record.report.published.earliest = None;
    record.report.published.latest = None;
    record.report.published.value = None;
    record.sentences.clear();
    record.entities.clear();
    record.times.clear();
    record.quantities.clear();
    record.attributions.clear();
    record.events.clear();
    record.figures.clear();
    record.notes.clear();
    record
}

#[test]
fn the_record_is_of_the_example_report() {
    assert_eq!(record().report.text, REPORT);
}

#[test]
fn a_wide_picture_has_tables() {
    insta::assert_snapshot!(picture(&record(), 100, false));
}

#[test]
fn a_narrow_picture_has_lists() {
    insta::assert_snapshot!(picture(&record(), 60, false));
}

#[test]
fn colours_say_who_vouches_and_how_sure_it_is() {
    let wide = picture(&record(), 100, true);
    let narrow = picture(&record(), 60, true);
    insta::assert_snapshot!("coloured_100", wide.replace('\u{1b}', "␛"));
    insta::assert_snapshot!("coloured_60", narrow.replace('\u{1b}', "␛"));
}

#[test]
fn the_view_of_sources_says_who_says_what_and_how_sure() {
    for width in [100, 60] {
        let look = Look { width, colours: false, all_events: false, why: false };
        let drawn = super::picture(&record(), View::Sources, look);
        for line in drawn.lines() {
            assert!(display_width(line) <= width, "{width} columns: {line:?}");
        }
        insta::assert_snapshot!(format!("sources_{width}"), drawn);
    }
    let look = Look { width: 80, colours: true, all_events: false, why: false };
    let nobody = super::picture(&empty(), View::Sources, look);
    assert!(nobody.contains("the report names no source"), "{nobody}");
}

#[test]
fn a_report_without_events_has_a_picture() {
    insta::assert_snapshot!(picture(&empty(), 80, false));
}

#[test]
fn no_line_is_wider_than_the_picture_and_colours_change_no_letter() {
    for width in [40, 60, 75, 76, 80, 95, 96, 100, 120, 200] {
        let plain = picture(&record(), width, false);
        for line in plain.lines() {
            assert!(display_width(line) <= width, "{width} columns: {line:?}");
            assert!(!line.contains('\u{1b}'), "{line:?}");
        }
        let coloured = picture(&record(), width, true);
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&stripped), letters(&plain), "{width} columns");
    }
}

#[test]
fn broken_references_are_survived() {
    let mut record = record();
    record.entities.truncate(2);
    record.times.clear();
    record.quantities.clear();
    record.report.text.truncate(100);
    // An attribution that is its own parent.
    let first = record.attributions[0].id;
    record.attributions[0].parent = Some(first);
    assert!(!picture(&record, 100, true).is_empty());
}
