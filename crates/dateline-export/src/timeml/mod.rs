//! TimeML 1.2.1: times, events and their relations, for the tools of that field.
//!
//! A document has the parts of those of TempEval-3: `DOCID`, `DCT`, `TITLE`, `TEXT` with its inline
//! `TIMEX3` and `EVENT` tags, then `MAKEINSTANCE`, `TLINK` and `SLINK`. The content of `TEXT` is the
//! report's text and nothing else.
//!
//! - A number in the record is the same number here: time `t2` is `tid="t2"`, event `v3` is `e3`, and
//!   its instance `ei3`. `t0` is the publication.
//! - An event whose word stands within a time expression has no tag, for TimeML lets tags of these
//!   two not lie in each other, and so no instance and no links.
//! - `TLINK`s are those of `order`, and one for each event with a time of its own.
//! - `SLINK`s join a saying to what is said in its sentence, and a verb to the infinitive that it
//!   governs.
//! - `anchorTimeID` is not written: the record does not tell from which time another was counted.

mod class;
mod document;
mod instance;
mod links;
mod tags;

use std::io;

use dateline_record::Record;
use quick_xml::Writer;

/// A record as a TimeML document, in UTF-8, ending in a line end.
///
/// Characters that XML 1.0 cannot hold, such as U+0007, stand there as U+FFFD, so that every
/// character keeps its place.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn document(record: &Record) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    document::write(record, &mut writer)?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}
