use dateline_record::{ParticipantRole as Role, Record, Report};

use super::ParticipantWeights;
use crate::Reader;

#[test]
fn rows_are_read_and_what_is_no_row_is_refused() {
    assert!(ParticipantWeights::read("# a comment\nrole=actor\t10\t\t-5\n").is_some());
    assert!(ParticipantWeights::read("role=actor\t10\t20\n").is_none());
    assert!(ParticipantWeights::read("role=actor\tten\t20\t30\n").is_none());
}

#[test]
fn the_embedded_weights_are_read_and_believe_the_tree() {
    let rows = include_str!("../../../models/event-participants.tsv");
    let weights = ParticipantWeights::read(rows).expect("rows of weights");
    let [actor, recipient, _] = weights.probabilities(|take| take("role=actor"));
    assert!(actor > recipient, "{actor} {recipient}");
    let [actor, recipient, _] = weights.probabilities(|take| take("role=recipient"));
    assert!(recipient > actor, "{actor} {recipient}");
}

/// The words of those who have a part in the coded event of a lemma, each cut to its last word.
fn with_part(record: &Record, lemma: &str, role: Role) -> Vec<String> {
    let letters: Vec<char> = record.report.text.chars().collect();
    let coded =
        record.events.iter().filter(|event| event.lemma == lemma && event.codes.plover.is_some());
    coded
        .flat_map(|event| &event.participants)
        .filter(|one| one.role == role)
        .map(|one| {
            let words: String =
                letters[one.span.start as usize..one.span.end as usize].iter().collect();
            words.rsplit(' ').next().unwrap_or_default().to_owned()
        })
        .collect()
}

/// A sentence, the event, and the last words of its actors, recipients and themes.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str], &'a [&'a str]);

const CASES: &[Case<'_>] = &[
    ("Rebels shelled the harbour town on Friday.", "shell", &["Rebels"], &["town"], &[]),
    ("Norway condemned the raid.", "condemn", &["Norway"], &["raid"], &[]),
    ("The coast guard arrested four smugglers.", "arrest", &["guard"], &["smugglers"], &[]),
    ("Four smugglers were arrested by the coast guard.", "arrest", &["guard"], &["smugglers"], &[]),
    ("Chile thanked Peru for its help.", "thank", &["Chile"], &["Peru"], &[]),
    ("Ghana expelled two Belgian diplomats.", "expel", &["Ghana"], &["diplomats"], &[]),
    ("Students protested against the rector.", "protest", &["Students"], &["rector"], &[]),
    ("Canada has sanctioned Belarus.", "sanction", &["Canada"], &["Belarus"], &[]),
    (
        "Kenya has withdrawn its soldiers from Somalia.",
        "withdraw",
        &["Kenya"],
        &["Somalia"],
        &["soldiers"],
    ),
    ("The militia freed nine fishermen.", "free", &["militia"], &["fishermen"], &[]),
    ("Finland and Estonia signed a treaty.", "sign", &["Finland", "Estonia"], &[], &["treaty"]),
    ("The army accused the rebels of burning the depot.", "accuse", &["army"], &["rebels"], &[]),
    (
        "Hungary rejected the proposal of the commission.",
        "reject",
        &["Hungary"],
        &["commission"],
        &[],
    ),
    ("Police fired at the miners.", "fire", &["Police"], &["miners"], &[]),
    ("The union praised the minister.", "praise", &["union"], &["minister"], &[]),
    ("Turkey threatened to attack Syria.", "threaten", &["Turkey"], &["Syria"], &[]),
    ("Denmark sent blankets to the refugees.", "send", &["Denmark"], &["refugees"], &["blankets"]),
    ("Gunmen ambushed a convoy in the north.", "ambush", &["Gunmen"], &["convoy"], &[]),
    ("The court jailed the editor.", "jail", &["court"], &["editor"], &[]),
    ("Egypt accepted a truce.", "accept", &["Egypt"], &[], &["truce"]),
];

#[test]
fn who_acts_and_whom_it_is_aimed_at() {
    let reader = Reader::new().expect("the embedded model");
    let mut wrong = Vec::new();
    for &(text, lemma, actors, recipients, themes) in CASES {
        let report = Report { text: text.to_owned(), ..Report::default() };
        let record = reader.read(&report).expect("a text with words");
        for (role, expected) in
            [(Role::Actor, actors), (Role::Recipient, recipients), (Role::Theme, themes)]
        {
            let found = with_part(&record, lemma, role);
            if found != expected {
                wrong.push(format!("{text} {role:?}: {found:?}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
