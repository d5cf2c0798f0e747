//! What tests of sentences have in common: one reader, and one day of publication.

use std::sync::LazyLock;

use dateline_reader::Reader;
use dateline_record::{Record, Report};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().expect("the embedded model"));

/// The record of a text that was published on Wednesday, 5 March 2025.
pub(crate) fn read(text: &str) -> Record {
    let report = Report {
        text: text.to_owned(),
        published: Some("2025-03-05".to_owned()),
        ..Report::default()
    };
    READER.read(&report).expect("a text with words")
}
