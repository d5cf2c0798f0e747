//! Tables of sentences with who takes part, what events leave in numbers, and which are one.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;

use dateline_record::{Event, ParticipantRole, Record, Span};

use reading::read;

/// The rows of a table, each with whether the reader is known not to get it right.
fn rows(table: &'static str) -> impl Iterator<Item = (bool, [&'static str; 4])> {
    table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let columns: Vec<&str> = line.trim_start_matches('~').split(" | ").collect();
        (line.starts_with('~'), columns.try_into().unwrap_or_else(|_| panic!("columns: {line:?}")))
    })
}

fn surface(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

/// The events with this trigger, in the order of the text.
fn named<'r>(record: &'r Record, text: &str, trigger: &str) -> Vec<&'r Event> {
    record.events.iter().filter(|event| surface(text, event.trigger) == trigger).collect()
}

/// Every row that is not marked must hold; one that is marked must not, so that the mark goes when
/// the reader learns it.
fn check(table: &'static str, holds: impl Fn(&[&'static str; 4]) -> Result<(), String>) {
    let mut wrong = Vec::new();
    for (marked, row) in rows(table) {
        match (holds(&row), marked) {
            (Err(found), false) => wrong.push(format!("{row:?}: {found}")),
            (Ok(()), true) => wrong.push(format!("{row:?}: holds now; take the mark away")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn those_who_take_part_are_told_by_the_clause() {
    check(include_str!("data/participants.txt"), |[text, trigger, role, words]| {
        let role: ParticipantRole = serde_json::from_str(&format!("{role:?}")).unwrap();
        let record = read(text);
        let events = named(&record, text, trigger);
        let event = events.first().ok_or("no such event")?;
        let found: Vec<String> = event
            .participants
            .iter()
            .filter(|one| one.role == role)
            .map(|one| surface(text, one.span))
            .collect();
        let right =
            if *words == "-" { found.is_empty() } else { found.iter().any(|one| one == words) };
        if right { Ok(()) } else { Err(format!("{found:?}")) }
    });
}

#[test]
fn numbers_of_people_and_weapons_go_with_their_events() {
    check(include_str!("data/attributes.txt"), |[text, trigger, what, words]| {
        let record = read(text);
        let events = named(&record, text, trigger);
        let told = &events.first().ok_or("no such event")?.attributes;
        let numbers = match *what {
            "dead" => &told.dead,
            "injured" => &told.injured,
            "arrested" => &told.arrested,
            "displaced" => &told.displaced,
            "crowd" => &told.crowd,
            "weapon" => {
                let found = told.weapon.map_or("-".to_owned(), |span| surface(text, span));
                return if found == *words { Ok(()) } else { Err(found) };
            }
            _ => return Err("no such attribute".to_owned()),
        };
        let found: Vec<String> =
            numbers.iter().map(|id| surface(text, record.quantities[id.index()].span)).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join("; ") };
        if found == *words { Ok(()) } else { Err(found) }
    });
}

#[test]
fn a_later_mention_is_the_same_event_or_another() {
    check(include_str!("data/sameness.txt"), |[text, first, later, same]| {
        let record = read(text);
        let before = *named(&record, text, first).first().ok_or("no first event")?;
        let after = *named(&record, text, later).last().ok_or("no later event")?;
        let found = if after.same_as == Some(before.id) { "same" } else { "other" };
        if found == *same { Ok(()) } else { Err(format!("{:?}", after.same_as)) }
    });
}
