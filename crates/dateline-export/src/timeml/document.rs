//! The document around the text.

use std::io;

use dateline_record::Record;
use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event as Xml};

use super::{instance, links, tags};

/// Where XML goes to.
pub(super) type Out = Writer<Vec<u8>>;

/// The schema of TimeML 1.2.1.
const SCHEMA: &str = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd";

/// Writes a document.
pub(super) fn write(record: &Record, out: &mut Out) -> io::Result<()> {
    let report = &record.report;
    out.write_event(Xml::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    line(out)?;
    let root = BytesStart::new("TimeML").with_attributes([
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:noNamespaceSchemaLocation", SCHEMA),
    ]);
    out.write_event(Xml::Start(root.borrow()))?;
    paragraph(out)?;
    element(out, "DOCID", &report.id)?;
    if let Some(value) = &report.published.value {
        out.write_event(Xml::Start(BytesStart::new("DCT")))?;
        let kind = if value.contains('T') { "TIME" } else { "DATE" };
        let time = BytesStart::new("TIMEX3").with_attributes([
            ("tid", "t0"),
            ("type", kind),
            ("value", value.as_str()),
            ("temporalFunction", "false"),
            ("functionInDocument", "CREATION_TIME"),
        ]);
        out.write_event(Xml::Start(time.borrow()))?;
        text(out, value)?;
        out.write_event(Xml::End(time.to_end()))?;
        out.write_event(Xml::End(BytesStart::new("DCT").to_end()))?;
        paragraph(out)?;
    }
    if let Some(title) = &report.title {
        element(out, "TITLE", title)?;
    }
    let marks = tags::marks(record);
    out.write_event(Xml::Start(BytesStart::new("TEXT")))?;
    tags::write(record, &marks, out)?;
    out.write_event(Xml::End(BytesStart::new("TEXT").to_end()))?;
    paragraph(out)?;
    let tagged = tags::tagged_events(record, &marks);
    instance::write(record, &tagged, out)?;
    links::write(record, &tagged, out)?;
    out.write_event(Xml::End(root.to_end()))
}

/// An element with words in it, and a blank line after it.
fn element(out: &mut Out, name: &str, words: &str) -> io::Result<()> {
    out.write_event(Xml::Start(BytesStart::new(name)))?;
    text(out, words)?;
    out.write_event(Xml::End(BytesStart::new(name).to_end()))?;
    paragraph(out)
}

/// An element with attributes alone, on a line of its own.
pub(super) fn empty(out: &mut Out, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
    out.write_event(Xml::Empty(element))?;
    line(out)
}

/// Words as they stand in the report; what XML cannot hold as U+FFFD.
pub(super) fn text(out: &mut Out, words: &str) -> io::Result<()> {
    let allowed = words.replace(|character| !is_allowed(character), "\u{fffd}");
    out.write_event(Xml::Text(BytesText::from_escaped(partial_escape(allowed.as_str()))))
}

/// Whether XML 1.0 can hold a character.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn line(out: &mut Out) -> io::Result<()> {
    text(out, "\n")
}

fn paragraph(out: &mut Out) -> io::Result<()> {
    text(out, "\n\n")
}
