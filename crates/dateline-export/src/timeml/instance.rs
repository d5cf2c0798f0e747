//! MAKEINSTANCE: tense, aspect, polarity and part of speech of each event.

use std::io;

use dateline_record::{Aspect, PartOfSpeech, Polarity, Record, VerbTense};

use super::document::{Out, empty};

/// Writes an instance of each event that has a tag.
pub(super) fn write(record: &Record, tagged: &[bool], out: &mut Out) -> io::Result<()> {
    for (place, event) in record.events.iter().enumerate().filter(|(place, _)| tagged[*place]) {
        let (event_id, instance) = (format!("e{}", place + 1), format!("ei{}", place + 1));
        let grammar = &event.grammar;
        let mut attributes = vec![
            ("eventID", event_id.as_str()),
            ("eiid", instance.as_str()),
            ("tense", tense(grammar.tense)),
            ("aspect", aspect(grammar.aspect)),
            ("polarity", polarity(event.factuality.polarity)),
            ("pos", part_of_speech(grammar.pos)),
        ];
        if let Some(modal) = &grammar.modal {
            attributes.push(("modality", modal));
        }
        empty(out, "MAKEINSTANCE", &attributes)?;
    }
    Ok(())
}

fn tense(tense: VerbTense) -> &'static str {
    match tense {
        VerbTense::Past => "PAST",
        VerbTense::Present => "PRESENT",
        VerbTense::Future => "FUTURE",
        VerbTense::Infinitive => "INFINITIVE",
        VerbTense::PresentParticiple => "PRESPART",
        VerbTense::PastParticiple => "PASTPART",
        VerbTense::None => "NONE",
    }
}

fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::None => "NONE",
        Aspect::Progressive => "PROGRESSIVE",
        Aspect::Perfective => "PERFECTIVE",
        Aspect::PerfectiveProgressive => "PERFECTIVE_PROGRESSIVE",
    }
}

/// TimeML knows no open polarity: what is not denied is positive.
fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Negative => "NEG",
        Polarity::Positive | Polarity::Open => "POS",
    }
}

fn part_of_speech(pos: PartOfSpeech) -> &'static str {
    match pos {
        PartOfSpeech::Verb => "VERB",
        PartOfSpeech::Noun => "NOUN",
        PartOfSpeech::Adjective => "ADJECTIVE",
    }
}
