//! Sentences, when their events are and in which order: the table `data/order.txt`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;

use dateline_record::{Event, OrderEnd, OrderRelation, Record};

use reading::read;

const TABLE: &str = include_str!("data/order.txt");

/// The event whose trigger is this word, `word#2` for its second occurrence.
fn event<'r>(record: &'r Record, trigger: &str) -> Option<&'r Event> {
    let (word, number) = trigger.split_once('#').unwrap_or((trigger, "1"));
    let words = |event: &&Event| {
        let length = (event.trigger.end - event.trigger.start) as usize;
        let text = record.report.text.chars();
        text.skip(event.trigger.start as usize).take(length).collect::<String>() == word
    };
    record.events.iter().filter(words).nth(number.parse::<usize>().unwrap() - 1)
}

/// What a record says of a claim of the table, in the table's words.
fn answer(record: &Record, claim: &str) -> String {
    let words: Vec<&str> = claim.split_whitespace().collect();
    let [subject, relation, object, rest @ ..] = words.as_slice() else {
        panic!("a claim of three words or four, not {claim:?}")
    };
    let Some(one) = event(record, subject) else { return format!("no event {subject}") };
    if *relation == "=" {
        let Some(when) = one.when else { return format!("{subject} = none") };
        let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
        let days = if when.earliest == when.latest {
            day(when.earliest)
        } else {
            format!("{}..{}", day(when.earliest), day(when.latest))
        };
        let basis = serde_json::to_value(when.basis).unwrap();
        let basis = if rest.is_empty() { "" } else { basis.as_str().unwrap() };
        return format!("{subject} = {days} {basis}").trim_end().to_owned();
    }
    let end = if *object == "report" {
        OrderEnd::Report
    } else {
        match event(record, object) {
            Some(other) => OrderEnd::Event(other.id),
            None => return format!("no event {object}"),
        }
    };
    let told = record.order.iter().find_map(|link| {
        if link.from == one.id && link.to == end {
            return Some(link.relation);
        }
        let turned = OrderEnd::Event(link.from) == end && link.to == OrderEnd::Event(one.id);
        turned.then(|| link.relation.inverse())
    });
    match told {
        Some(told) => format!("{subject} {} {object}", name(told)),
        None => format!("no order of {subject} and {object}"),
    }
}

fn name(relation: OrderRelation) -> String {
    serde_json::to_value(relation).unwrap().as_str().unwrap().to_owned()
}

/// The parser is not always right, so a few may go wrong; the list of those is what to look at.
#[test]
fn events_have_the_times_and_the_order_that_the_table_says() {
    let (mut all, mut wrong) = (0, Vec::new());
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, claims) =
            line.split_once(" | ").unwrap_or_else(|| panic!("a claim in {line:?}"));
        let record = read(text);
        for claim in claims.split(" | ") {
            all += 1;
            let answer = answer(&record, claim);
            if answer != claim {
                wrong.push(format!("{text}\n    should be {claim}, is {answer}"));
            }
        }
    }
    assert!(all >= 90, "only {all} claims");
    assert!(wrong.len() * 100 <= all * 8, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
