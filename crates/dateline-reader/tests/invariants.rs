//! What holds for the record of any text whatever.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_reader::{ReadError, Reader};
use dateline_record::{OrderEnd, OrderRelation, Record, Report, Span};
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

fn report(text: &str) -> Report {
    Report { text: text.to_owned(), published: Some("2025-03-05".to_owned()), ..Report::default() }
}

/// Reads a text and checks its record; `None` where there was nothing to read.
fn read(text: &str) -> Option<Record> {
    match READER.read(&report(text)) {
        Ok(record) => {
            check(&record, text);
            Some(record)
        }
        Err(ReadError::Empty) => None,
    }
}

fn check(record: &Record, text: &str) {
    assert_eq!(record.report.text, text, "the text is the input, unchanged");
    let length = text.chars().count() as u32;
    for span in spans(record) {
        assert!(span.start < span.end, "an empty span in {text:?}: {span:?}");
        assert!(span.end <= length, "a span beyond {text:?}: {span:?}");
    }
    check_ids(record);
    check_attribution_chains(record);
    check_values(record);
    check_order(record);
}

/// All spans of a record.
fn spans(record: &Record) -> Vec<Span> {
    let mut spans = record.sentences.clone();
    spans.extend(record.report.dateline.iter().map(|dateline| dateline.span));
    for entity in &record.entities {
        spans.extend(entity.mentions.iter().map(|mention| mention.span));
        spans.extend(entity.roles.iter().map(|role| role.span));
    }
    spans.extend(record.times.iter().map(|time| time.span));
    spans.extend(record.quantities.iter().map(|quantity| quantity.span));
    for attribution in &record.attributions {
        spans.extend(attribution.sources.iter().map(|source| source.span));
        spans.extend(attribution.cue.iter().chain(&attribution.content).copied());
    }
    spans.extend(record.order.iter().filter_map(|link| link.evidence));
    for event in &record.events {
        spans.extend([event.trigger, event.evidence]);
        spans.extend(event.participants.iter().map(|participant| participant.span));
    }
    spans
}

/// Every id is its item's place in its list, and every reference meets an item.
fn check_ids(record: &Record) {
    let in_list = |index: usize, length: usize, what: &str| {
        assert!(index < length, "{what} {index} of {length} in {:?}", record.report.text);
    };
    let entity =
        |id: dateline_record::EntityId| in_list(id.index(), record.entities.len(), "entity");
    let time = |id: dateline_record::TimeId| in_list(id.index(), record.times.len(), "time");
    let attribution = |id: dateline_record::AttributionId| {
        in_list(id.index(), record.attributions.len(), "attribution");
    };
    for (place, item) in record.entities.iter().enumerate() {
        assert_eq!(item.id.index(), place);
        assert!(!item.mentions.is_empty(), "an entity that nothing mentions: {item:?}");
        item.members.iter().copied().for_each(entity);
        for role in &item.roles {
            role.organisation.into_iter().chain(role.place).for_each(entity);
            role.attribution.into_iter().for_each(attribution);
        }
    }
    for (place, item) in record.times.iter().enumerate() {
        assert_eq!(item.id.index(), place);
    }
    for (place, item) in record.quantities.iter().enumerate() {
        assert_eq!(item.id.index(), place);
    }
    for (place, item) in record.attributions.iter().enumerate() {
        assert_eq!(item.id.index(), place);
        item.sources.iter().filter_map(|source| source.entity).for_each(entity);
        item.time.into_iter().for_each(time);
        item.parent.into_iter().for_each(attribution);
    }
    for (place, item) in record.events.iter().enumerate() {
        assert_eq!(item.id.index(), place);
        item.participants.iter().filter_map(|participant| participant.entity).for_each(entity);
        item.place.iter().map(|place| place.entity).for_each(entity);
        item.when.iter().filter_map(|when| when.time).for_each(time);
        item.attribution.into_iter().for_each(attribution);
        if let Some(same) = item.same_as {
            assert!(same < item.id, "an event that is the same as a later one: {item:?}");
        }
    }
    for link in &record.order {
        in_list(link.from.index(), record.events.len(), "event");
        match link.to {
            OrderEnd::Event(event) => in_list(event.index(), record.events.len(), "event"),
            OrderEnd::Time(id) => time(id),
            OrderEnd::Report => {}
        }
    }
    for (place, item) in record.figures.iter().enumerate() {
        assert_eq!(item.id.index(), place);
        in_list(item.quantity.index(), record.quantities.len(), "quantity");
        item.place.into_iter().for_each(entity);
        item.time.into_iter().for_each(time);
        item.attribution.into_iter().for_each(attribution);
    }
}

/// Following parents outwards always ends.
fn check_attribution_chains(record: &Record) {
    for start in &record.attributions {
        let mut seen = HashSet::from([start.id]);
        let mut next = start.parent;
        while let Some(id) = next {
            assert!(seen.insert(id), "attributions within each other: {:?}", record.attributions);
            next = record.attributions[id.index()].parent;
        }
    }
}

/// Numbers lie in their ranges and bounds in their order.
fn check_values(record: &Record) {
    for time in &record.times {
        if let (Some(earliest), Some(latest)) = (time.earliest, time.latest) {
            assert!(earliest <= latest, "bounds out of order: {time:?}");
        }
    }
    for quantity in &record.quantities {
        for number in [quantity.value, quantity.low, quantity.high].into_iter().flatten() {
            assert!(number.is_finite(), "no number: {quantity:?}");
        }
        if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            assert!(low <= high, "bounds out of order: {quantity:?}");
        }
    }
    for event in &record.events {
        assert!(event.factuality.score.abs() <= 3.0, "{event:?}");
        if let Some(plover) = &event.codes.plover {
            assert!((1..=4).contains(&plover.quad), "{event:?}");
        }
        if let Some(when) = event.when
            && let (Some(earliest), Some(latest)) = (when.earliest, when.latest)
        {
            assert!(earliest <= latest, "bounds out of order: {event:?}");
        }
    }
    for place in record.entities.iter().filter_map(|entity| entity.place.as_ref()) {
        assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0, "{place:?}");
        assert!((0.0..=1.0).contains(&place.confidence), "{place:?}");
    }
}

/// The links of order never go round in a circle, and there are no more than a few for each event.
fn check_order(record: &Record) {
    let events = record.events.len();
    assert!(record.order.len() <= 6 * events, "{} links of {events} events", record.order.len());
    // A stretch for each event and one for the publication; simultaneous ones are one.
    let mut stretch: Vec<usize> = (0..=events).collect();
    let end = |to: OrderEnd| match to {
        OrderEnd::Event(event) => Some(event.index()),
        OrderEnd::Report => Some(events),
        OrderEnd::Time(_) => None,
    };
    for link in record.order.iter().filter(|link| link.relation == OrderRelation::Simultaneous) {
        let (one, other) = (stretch[link.from.index()], stretch[end(link.to).unwrap()]);
        stretch.iter_mut().filter(|held| **held == one).for_each(|held| *held = other);
    }
    // Beginnings are even, ends odd; each point with those after it.
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); 2 * (events + 1)];
    for place in 0..=events {
        later[2 * place].push(2 * place + 1);
    }
    for link in &record.order {
        let Some(to) = end(link.to) else { continue };
        let (one, other) = (2 * stretch[link.from.index()], 2 * stretch[to]);
        let edges = match link.relation {
            OrderRelation::Before => vec![(one + 1, other)],
            OrderRelation::After => vec![(other + 1, one)],
            OrderRelation::During => vec![(other, one), (one + 1, other + 1)],
            OrderRelation::Includes => vec![(one, other), (other + 1, one + 1)],
            OrderRelation::Simultaneous => continue,
        };
        for (before, after) in edges {
            later[before].push(after);
        }
    }
    let mut earlier = vec![0; later.len()];
    later.iter().flatten().for_each(|&point| earlier[point] += 1);
    let mut free: Vec<usize> = (0..later.len()).filter(|&point| earlier[point] == 0).collect();
    let mut sorted = 0;
    while let Some(point) = free.pop() {
        sorted += 1;
        for &after in &later[point] {
            earlier[after] -= 1;
            if earlier[after] == 0 {
                free.push(after);
            }
        }
    }
    assert_eq!(sorted, later.len(), "an order that contradicts itself: {:?}", record.order);
}

/// Words and marks of news English, to be put together at random.
const PIECES: &[&str] = &[
    "the",
    "minister",
    "said",
    "Tuesday",
    "“",
    "”",
    "\"",
    "'",
    ",",
    ".",
    "\n\n",
    "\r\n",
    "in",
    "2019",
    "last year",
    "Paris",
    "North Korea",
    "he",
    "that",
    "who",
    "according to",
    "reportedly",
    "killed",
    "12",
    "percent",
    "$3.5 million",
    "nearly",
    "threefold",
    "(",
    ")",
    "-",
    "—",
    "not",
    "will",
    "and",
    "Ana Duarte",
    "of",
    "U.S.",
    "police",
    "\u{ad}",
    "😀",
    "é",
    "\u{200d}",
    "to",
    "attack",
    "was",
    "by",
    "“We",
    "from",
    "until",
    "a",
    "after",
    "before",
    "a day after",
    "had left",
    "on Monday",
    "will resign",
    "Later,",
    "third",
    "of",
    "dozens",
    "two-day",
    "Monday morning",
    ":",
    ";",
    "?",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_gives_a_sound_record(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn any_news_like_text_gives_a_sound_record(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..80)
    ) {
        read(&pieces.join(" "));
        read(&pieces.concat());
    }
}

#[test]
fn hostile_texts_give_sound_records() {
    let repeated = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    for piece in [
        "a",
        "a ",
        "A ",
        ". ",
        "\"",
        "“",
        "(",
        "said ",
        "\"said\" ",
        "the the ",
        "last ",
        "he said that ",
        "Paris, ",
        "1",
        "1 ",
        "1,",
        "and ",
        "\u{301}",
        "-",
        "- ",
        "\n",
        "\n- ",
        "\u{0}",
        "😀",
        "of ",
        "\u{200d}",
        "Mr. ",
        "U.S. ",
        "January ",
        "Monday ",
        "Monday's attack after ",
        "a day after the vote ",
        "left after they had left before ",
        "2020-",
        "https://",
        "@",
        "'s ",
        "not ",
        "John ",
        "John Reyes said. ",
        "محمد ",
        "ירושלים ",
        "\u{202e}Reyes\u{202c} ",
        "Petrоva ",
    ] {
        read(&repeated(piece, 20_000));
    }
}

/// A thousand people of one first name are told apart by their family names; a name of ten
/// thousand characters, and one of two thousand words, are names like others.
#[test]
fn names_without_end_and_without_number_are_read() {
    let family = |number: usize| {
        let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
        format!("Sor{}{}{}ov", letter(number), letter(number / 26), letter(number / 676))
    };
    let johns: Vec<String> =
        (0..1_000).map(|number| format!("John {} spoke on Monday.", family(number))).collect();
    let record = read(&johns.join(" ")).unwrap();
    let people = record.entities.iter().filter(|entity| entity.name.starts_with("John Sor"));
    assert!(people.count() > 900);

    for name in [
        format!("Kar{}ov", "a".repeat(10_000)),
        "Karov ".repeat(2_000),
        format!("Kar{}ov", "\u{301}".repeat(10_000)),
        format!("Karоv{}", "а".repeat(10_000)),
    ] {
        read(&format!("On Monday {name} spoke in Nairobi.")).unwrap();
    }
}

/// Text that runs from right to left, alone and between English words, with marks of direction.
#[test]
fn texts_from_right_to_left_are_read() {
    for text in [
        "قال الوزير إن المحادثات ستستمر في نيروبي يوم الاثنين.",
        "השר אמר כי השיחות יימשכו.",
        "The minister, \u{2067}محمد حسن\u{2069}, said talks would go on in Nairobi.",
        "“השיחות יימשכו,” Ana Duarte said in Nairobi on Monday.",
    ] {
        let record = read(text).unwrap();
        assert!(!record.sentences.is_empty(), "{text}");
        assert!(record.notes.iter().all(|note| note.code != "look-alike-letters"), "{text}");
    }
}

/// A name in which letters of another alphabet stand for Latin ones is the name that it looks like;
/// the record says so, and the text stays as it was.
#[test]
fn names_in_disguise_are_the_names_they_look_like() {
    let text = "Anna Petrova met officials in Nairobi on Monday. Аnnа Pеtrоvа said the talks in \
                Mоmbasa went well.";
    let record = read(text).unwrap();
    let anna = record.entities.iter().find(|entity| entity.name == "Anna Petrova").unwrap();
    assert_eq!(anna.mentions.iter().filter(|mention| mention.span.start > 40).count(), 1);
    assert!(record.entities.iter().all(|entity| entity.name != "Pеtrоvа"));
    let mombasa = record.entities.iter().find(|entity| entity.name == "Mombasa").unwrap();
    assert_eq!(mombasa.country.as_deref(), Some("KEN"));
    let letters: Vec<char> = text.chars().collect();
    let noted: Vec<String> = record
        .notes
        .iter()
        .filter(|note| note.code == "look-alike-letters")
        .map(|note| {
            letters[note.start.unwrap() as usize..note.end.unwrap() as usize].iter().collect()
        })
        .collect();
    assert_eq!(noted, ["Аnnа Pеtrоvа", "Mоmbasa"]);
}

#[test]
fn nothing_to_read_is_an_error() {
    for text in ["", " ", "\n\n\t", "\u{a0}"] {
        assert_eq!(READER.read(&report(text)), Err(ReadError::Empty), "{text:?}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_on_any_thread() {
    let text = "LISBON, March 5 - The port union ended its walkout on Tuesday, its chairwoman Ana \
                Duarte said. About 400 dockers had stopped work, double last year's number. \
                “We have won,” she told reporters. The minister denied that he had given in.";
    let alone = serde_json::to_string(&read(text)).unwrap();
    let threads: Vec<_> = (0..4)
        .map(|_| std::thread::spawn(move || serde_json::to_string(&read(text)).unwrap()))
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), alone);
    }
}
