//! The figures of the evaluation programs, told of records: how far a threshold is right.

use std::collections::HashMap;

use dateline_codebook::Codebook;
use dateline_record::{Event, Participant, ParticipantRole, Record};

use super::corpora::{Answer, Sentence, Stretch};

/// One line of the curve.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figures {
    pub(super) false_alarms: f64,
    pub(super) quad: f64,
    pub(super) plv: f64,
    pub(super) plv_right: f64,
    pub(super) linked: f64,
    pub(super) actors: f64,
    pub(super) recipients: f64,
}

fn coded(record: &Record) -> impl Iterator<Item = &Event> {
    record.events.iter().filter(|event| event.codes.plover.is_some())
}

/// Those who act and those who are acted upon; where several act upon nobody else, they stand on both
/// sides.
fn sides(event: &Event) -> [Vec<&Participant>; 2] {
    let of = |role| event.participants.iter().filter(move |one| one.role == role);
    let actors: Vec<&Participant> = of(ParticipantRole::Actor).collect();
    let recipients: Vec<&Participant> = of(ParticipantRole::Recipient).collect();
    if recipients.is_empty() && actors.len() > 1 {
        [actors.clone(), actors]
    } else {
        [actors, recipients]
    }
}

fn overlap(one: Stretch, other: Stretch) -> bool {
    one.0 < other.1 && other.0 < one.1
}

fn links(record: &Record, people: &[&Participant], gold: &[Stretch]) -> bool {
    let mentions = |one: &Participant| {
        let entity = one.entity.map(|id| &record.entities[id.index()]);
        entity.into_iter().flat_map(|entity| entity.mentions.iter().map(|mention| mention.span))
    };
    gold.is_empty()
        || people.iter().any(|one| {
            std::iter::once(one.span)
                .chain(mentions(one))
                .any(|span| gold.iter().any(|&gold| overlap((span.start, span.end), gold)))
        })
}

/// F1 by label, of pairs of what is and what was said.
fn mean_f1(pairs: &[(String, String)], labels: &[&str]) -> f64 {
    let f1 = |label: &&str| {
        let gold = pairs.iter().filter(|(gold, _)| gold == label).count();
        let said = pairs.iter().filter(|(_, said)| said == label).count();
        let right = pairs.iter().filter(|(gold, said)| gold == label && said == label).count();
        2.0 * right as f64 / ((gold + said) as f64).max(1.0)
    };
    labels.iter().map(f1).sum::<f64>() / labels.len() as f64
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / (whole as f64).max(1.0)
}

const PLV: [&str; 15] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
];

/// The figures of all sets.
pub(super) fn figures(
    sentences: &[Sentence],
    records: &HashMap<&str, Record>,
    book: &Codebook,
) -> Figures {
    let mut figures = Figures::default();
    let (mut plv, mut quad) = (Vec::new(), Vec::new());
    let (mut linked, mut calm, mut alarms) = (0, 0, 0);
    let mut counts = [[0_usize; 3]; 2];
    for sentence in sentences {
        let Some(record) = records.get(sentence.id.as_str()) else { continue };
        match &sentence.answer {
            Answer::Links { types, source, target } => {
                let mut best: Option<(usize, &Event)> = None;
                for event in coded(record) {
                    let [actors, recipients] = sides(event);
                    let fit = usize::from(links(record, &actors, source))
                        + usize::from(links(record, &recipients, target));
                    if best.is_none_or(|(most, _)| fit > most) {
                        best = Some((fit, event));
                    }
                }
                let old = |name: &str| match name {
                    "CONCEDE" | "RETREAT" => "YIELD".to_owned(),
                    name => name.to_owned(),
                };
                let said = best
                    .and_then(|(_, event)| event.codes.plover.as_ref())
                    .map_or("NONE".to_owned(), |code| old(&code.event));
                let gold = old(&book.types[types.trailing_zeros() as usize].name);
                linked += usize::from(best.is_some_and(|(fit, _)| fit == 2));
                plv.push((gold, said));
            }
            Answer::First { quad: class, .. } => {
                let said = coded(record)
                    .next()
                    .and_then(|event| event.codes.plover.as_ref())
                    .map_or(0, |code| code.quad);
                if *class == 0 {
                    calm += 1;
                    alarms += usize::from(said != 0);
                }
                quad.push((class.to_string(), said.to_string()));
            }
            Answer::Parties { actors, recipients, mutual } => {
                let mut told: [Vec<Stretch>; 2] = Default::default();
                for event in coded(record) {
                    for (told, people) in told.iter_mut().zip(sides(event)) {
                        told.extend(people.iter().map(|one| (one.span.start, one.span.end)));
                    }
                }
                if *mutual {
                    let all = [&told[0][..], &told[1]].concat();
                    told = [all.clone(), all];
                }
                for ((told, gold), count) in
                    told.iter_mut().zip([actors, recipients]).zip(&mut counts)
                {
                    told.sort_unstable();
                    told.dedup();
                    let mut left = gold.clone();
                    for &span in told.iter() {
                        if let Some(place) = left.iter().position(|&gold| overlap(span, gold)) {
                            left.remove(place);
                            count[0] += 1;
                        }
                    }
                    count[1] += told.len();
                    count[2] += gold.len();
                }
            }
            Answer::Is { .. } | Answer::IsNot { .. } | Answer::Plain => {}
        }
    }
    figures.plv = mean_f1(&plv, &PLV);
    figures.plv_right = ratio(plv.iter().filter(|(gold, said)| gold == said).count(), plv.len());
    figures.linked = ratio(linked, plv.len());
    figures.quad = mean_f1(&quad, &["0", "1", "2", "3", "4"]);
    figures.false_alarms = ratio(alarms, calm);
    [figures.actors, figures.recipients] =
        counts.map(|[right, said, gold]| ratio(2 * right, said + gold));
    figures
}
