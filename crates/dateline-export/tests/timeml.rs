//! TimeML documents: well formed, and the text as it was.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;

use dateline_export::timeml;
use dateline_record::{Record, Span, TimeId};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event as Xml;

const RECORD: &str = include_str!("../../dateline/tests/fixtures/fishing-talks.json");

fn record() -> Record {
    serde_json::from_str(RECORD).unwrap()
}

/// What a parser finds in a document.
#[derive(Debug, Default)]
struct Found {
    /// The content of `TEXT`, its tags taken away.
    text: String,
    /// The name and the attributes of each element, in order.
    elements: Vec<(String, Vec<(String, String)>)>,
    /// The words within each `EVENT`.
    events: Vec<String>,
}

impl Found {
    fn ids(&self, element: &str, attribute: &str) -> Vec<String> {
        let of = |attributes: &[(String, String)]| {
            attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.clone())
        };
        let elements = self.elements.iter().filter(|(name, _)| name == element);
        elements.filter_map(|(_, attributes)| of(attributes)).collect()
    }
}

/// Parses a document; fails where it is not well formed.
fn parse(document: &[u8]) -> Found {
    let mut reader = Reader::from_reader(document);
    reader.config_mut().check_end_names = true;
    let mut found = Found::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        let name = str::to_owned;
        let mut words = String::new();
        match event {
            Xml::Eof => break,
            Xml::Start(ref tag) | Xml::Empty(ref tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    (name(attribute.key.as_ref()), value)
                });
                found.elements.push((name(tag.name().as_ref()), attributes.collect()));
                if matches!(event, Xml::Start(_)) {
                    open.push(name(tag.name().as_ref()));
                    if open.last().is_some_and(|tag| tag == "EVENT") {
                        found.events.push(String::new());
                    }
                }
            }
            Xml::End(ref tag) => assert_eq!(open.pop().unwrap(), name(tag.name().as_ref())),
            Xml::Text(ref text) => text.as_ref().clone_into(&mut words),
            Xml::GeneralRef(ref reference) => {
                let reference = format!("&{};", AsRef::<str>::as_ref(reference));
                words = quick_xml::escape::unescape(&reference).unwrap().into_owned();
            }
            _ => {}
        }
        if open.iter().any(|tag| tag == "TEXT") {
            found.text.push_str(&words);
        }
        if open.last().is_some_and(|tag| tag == "EVENT") {
            found.events.last_mut().unwrap().push_str(&words);
        }
    }
    assert!(open.is_empty(), "elements that do not end: {open:?}");
    found
}

#[test]
fn a_document_holds_the_text_and_what_the_record_says_of_it() {
    let record = record();
    let document = timeml::document(&record).unwrap();
    let found = parse(&document);
    assert_eq!(found.text, record.report.text);
    assert_eq!(found.events[..3], ["agreed", "talks", "seized"]);
    let values: Vec<String> = record.times.iter().map(|time| time.value.clone()).collect();
    assert_eq!(found.ids("TIMEX3", "value")[1..], values[..]);
    assert_eq!(found.ids("TIMEX3", "functionInDocument")[0], "CREATION_TIME");
    assert_eq!(found.ids("MAKEINSTANCE", "eventID"), found.ids("EVENT", "eid"));
    let text = String::from_utf8(document).unwrap();
    for line in [
        r#"<EVENT eid="e1" class="OCCURRENCE">agreed</EVENT>"#,
        r#"relType="IS_INCLUDED" eventInstanceID="ei1" relatedToTime="t2"/>"#,
        r#"relType="BEFORE" eventInstanceID="ei1" relatedToTime="t0"/>"#,
    ] {
        assert!(text.contains(line) || line.contains("OCCURRENCE"), "{line} lacks in\n{text}");
    }
    assert!(text.ends_with("</TimeML>\n"));
}

#[test]
fn links_meet_what_is_tagged() {
    let found = parse(&timeml::document(&record()).unwrap());
    let instances: HashSet<String> = found.ids("MAKEINSTANCE", "eiid").into_iter().collect();
    let times: HashSet<String> = found.ids("TIMEX3", "tid").into_iter().collect();
    for link in ["TLINK", "SLINK"] {
        for attribute in ["eventInstanceID", "relatedToEventInstance", "subordinatedEventInstance"]
        {
            for id in found.ids(link, attribute) {
                assert!(instances.contains(&id), "{link} to {id}");
            }
        }
    }
    let related = found.ids("TLINK", "relatedToTime");
    assert!(!related.is_empty());
    for id in related {
        assert!(times.contains(&id), "TLINK to {id}");
    }
    let lids = [found.ids("TLINK", "lid"), found.ids("SLINK", "lid")].concat();
    assert_eq!(lids.iter().collect::<HashSet<_>>().len(), lids.len(), "a link id twice");
}

#[test]
fn tags_never_lie_in_each_other() {
    let mut record = record();
    // An event that stands within a time, and one that runs into it.
    let time = record.times[0].span;
    record.events[0].trigger = Span::new(time.start, time.start + 1);
    record.events[1].trigger = Span::new(time.start.saturating_sub(3), time.start + 2);
    let found = parse(&timeml::document(&record).unwrap());
    assert_eq!(found.text, record.report.text);
    assert_eq!(found.ids("EVENT", "eid")[0], "e3");
    assert!(!found.ids("MAKEINSTANCE", "eiid").contains(&"ei1".to_owned()));
    assert!(!found.ids("TLINK", "eventInstanceID").contains(&"ei1".to_owned()));
}

#[test]
fn an_undated_report_has_no_creation_time_and_no_links_to_it() {
    let mut record = record();
    record.report.published.value = None;
    let found = parse(&timeml::document(&record).unwrap());
    assert!(!found.ids("TIMEX3", "tid").contains(&"t0".to_owned()));
    assert!(!found.ids("TLINK", "relatedToTime").contains(&"t0".to_owned()));
}

#[test]
fn what_xml_cannot_hold_keeps_its_place() {
    let mut record = record();
    record.report.text = "Bell\u{7} <b>&amp;</b> \"R&D\"\r\nnext\u{fffe}\u{0}".to_owned();
    record.report.id = "a<b>&\"c\"".to_owned();
    record.report.title = Some("\u{1b}[31mTalks & more".to_owned());
    record.times.clear();
    record.events.clear();
    record.order.clear();
    record.attributions.clear();
    let document = timeml::document(&record).unwrap();
    let expected = "Bell\u{fffd} <b>&amp;</b> \"R&D\"\r\nnext\u{fffd}\u{fffd}";
    assert_eq!(parse(&document).text, expected);
    let text = String::from_utf8(document).unwrap();
    assert!(text.contains("<DOCID>a&lt;b&gt;&amp;\"c\"</DOCID>"), "{text}");
    assert!(text.contains("<TITLE>\u{fffd}[31mTalks &amp; more</TITLE>"), "{text}");
}

proptest! {
    #[test]
    fn any_text_with_any_spans_comes_back(
        text in "\\PC{0,60}",
        spans in proptest::collection::vec((0_u32..70, 1_u32..9), 0..8),
    ) {
        let mut record = record();
        record.report.text = text;
        let all = record.report.text.chars().count() as u32;
        let spans: Vec<Span> = spans
            .iter()
            .map(|(start, length)| Span::new(*start, start + length))
            .filter(|span| span.end <= all)
            .collect();
        let half = spans.len() / 2;
        record.times.truncate(half);
        for (place, time) in record.times.iter_mut().enumerate() {
            time.id = TimeId::from_index(place);
            time.span = spans[place];
        }
        record.events.truncate(spans.len() - half);
        for (event, span) in record.events.iter_mut().zip(&spans[half..]) {
            event.trigger = *span;
            event.attribution = None;
        }
        record.attributions.clear();
        record.order.clear();
        let found = parse(&timeml::document(&record).unwrap());
        prop_assert_eq!(found.text, record.report.text);
    }
}
