//! What the reader says of why an event is as it is.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline_codebook::Codebook;
use dateline_reader::{Explanation, Influence, Reader, Route, Verdict};
use dateline_record::{Record, Report, Span};

/// A text read, with what the reader says of each of its events.
struct Told {
    record: Record,
    reasons: Vec<Explanation>,
}

impl Told {
    fn of(reader: &Reader, text: &str) -> Self {
        let report = Report {
            text: text.to_owned(),
            published: Some("2025-03-12".to_owned()),
            ..Report::default()
        };
        let record = reader.read(&report).unwrap();
        Self { record, reasons: reader.explain(&report).unwrap() }
    }

    fn words(&self, span: Span) -> String {
        let length = (span.end - span.start) as usize;
        self.record.report.text.chars().skip(span.start as usize).take(length).collect()
    }

    fn why(&self, trigger: &str) -> &Explanation {
        let event = self.record.events.iter().find(|event| self.words(event.trigger) == trigger);
        let event = event.unwrap_or_else(|| panic!("no event {trigger:?}"));
        &self.reasons[event.id.index()]
    }

    /// `Subject:Rebels`, for each participant.
    fn routes(&self, trigger: &str) -> String {
        let name = |route: &Route| match route {
            Route::Phrase { preposition } => preposition.clone(),
            Route::OfInnerEvent { .. } => "OfInnerEvent".to_owned(),
            other => format!("{other:?}"),
        };
        let participants = self.why(trigger).participants.iter();
        let found =
            participants.map(|one| format!("{}:{}", name(&one.route), self.words(one.span)));
        found.collect::<Vec<_>>().join(", ")
    }
}

#[test]
fn every_event_has_an_explanation_with_its_own_codes_and_participants() {
    let reader = Reader::new().unwrap();
    let text = "Rebels who fled the town threatened to shell the port on Tuesday, police said. \
                Kenya will meet with Ethiopia in June. Aid was not sent to the province.";
    let told = Told::of(&reader, text);
    assert_eq!(told.reasons.len(), told.record.events.len());
    for (event, why) in told.record.events.iter().zip(&told.reasons) {
        assert_eq!(event.id, why.event);
        let spans: Vec<Span> = why.participants.iter().map(|one| one.span).collect();
        assert_eq!(spans, event.participants.iter().map(|one| one.span).collect::<Vec<_>>());
        let codes: Vec<Option<String>> =
            why.codes.iter().map(|reason| reason.code.clone()).collect();
        let plover = event.codes.plover.as_ref().map(|code| match &code.mode {
            Some(mode) => format!("{}.{mode}", code.event),
            None => code.event.clone(),
        });
        assert_eq!(codes, [plover, event.codes.core.clone(), event.codes.cameo.clone()]);
        assert_eq!(event.place.is_some(), why.place.is_some());
        for reason in &why.codes {
            assert_eq!(reason.code.is_some(), reason.verdict == Verdict::Fits);
        }
        // CAMEO's code goes with PLOVER's type, and has no pattern of its own to show.
        for reason in &why.codes[..2] {
            assert_eq!(reason.code.is_some(), reason.pattern.is_some() && reason.line.is_some());
        }
    }
}

#[test]
fn participants_are_told_by_how_they_were_found() {
    let reader = Reader::new().unwrap();
    for (text, trigger, expected) in [
        ("Rebels shelled the port.", "shelled", "Subject:Rebels, Object:the port"),
        (
            "The sailors were seized by customs officers.",
            "seized",
            "Agent:customs officers, PassiveSubject:The sailors",
        ),
        ("The envoy decided to resign.", "resign", "SharedSubject:The envoy"),
        ("Kenya met with Peru.", "met", "Subject:Kenya, with:Peru"),
        (
            "Kenya and Peru signed a treaty.",
            "signed",
            "Subject:Kenya, Object:a treaty, Joined:Peru",
        ),
        (
            "Rebels threatened to shell the convoy.",
            "threatened",
            "Subject:Rebels, OfInnerEvent:the convoy",
        ),
    ] {
        assert_eq!(Told::of(&reader, text).routes(trigger), expected, "{text}");
    }
}

#[test]
fn a_code_is_told_by_its_pattern_and_what_became_of_it() {
    let reader = Reader::new().unwrap();
    let told = Told::of(&reader, "Kenya will meet with Peru in June.");
    let meeting = &told.why("meet").codes[0];
    assert_eq!(meeting.code.as_deref(), Some("AGREE"));
    assert_eq!(meeting.before.as_deref(), Some("CONSULT"));

    let told = Told::of(&reader, "Rebels threatened to shell the port.");
    let threat = told.why("threatened").codes[0].clone();
    assert_eq!(threat.filled.iter().map(|&span| told.words(span)).collect::<Vec<_>>(), ["shell"]);
    assert!(threat.pattern.unwrap().starts_with("threaten"));
    let threatened = told.why("threatened").event;
    assert_eq!(told.why("shell").codes[0].verdict, Verdict::Within { event: threatened });

    let told = Told::of(&reader, "If the rebels withdraw, the army will stay.");
    assert_eq!(told.why("withdraw").codes[0].verdict, Verdict::Hypothetical);
    let told = Told::of(&reader, "The choir sang on Monday.");
    assert_eq!(told.why("sang").codes[0].verdict, Verdict::Unknown);
}

#[test]
fn the_words_that_make_an_event_uncertain_are_named() {
    let reader = Reader::new().unwrap();
    for (text, trigger, word, influence) in [
        ("The army did not shell the town.", "shell", "not", "negation"),
        ("No one was arrested after the vote.", "arrested", "one", "negation"),
        ("Rebels could attack the port.", "attack", "could", "modal"),
        ("If the rebels leave, talks will follow.", "leave", "If", "condition"),
        ("The rebels failed to capture the bridge.", "capture", "failed", "governor -2.5"),
        ("The group planned to attack the embassy.", "attack", "planned", "governor 1"),
        ("There was no attack on the port.", "attack", "no", "qualifier"),
        ("The army nearly shelled its own camp.", "shelled", "nearly", "nearly"),
        ("Rebels came close to capturing the bridge.", "capturing", "came", "governor -2.2"),
    ] {
        let told = Told::of(&reader, text);
        let name = |influence: Influence| match influence {
            Influence::Negation => "negation".to_owned(),
            Influence::Modal => "modal".to_owned(),
            Influence::Condition => "condition".to_owned(),
            Influence::Question => "question".to_owned(),
            Influence::Order => "order".to_owned(),
            Influence::Qualifier => "qualifier".to_owned(),
            Influence::Nearly => "nearly".to_owned(),
            Influence::Governor { makes } => format!("governor {makes}"),
        };
        let influences = told.why(trigger).influences.iter();
        let found: Vec<(String, String)> =
            influences.map(|one| (told.words(one.span), name(one.influence))).collect();
        assert_eq!(found, [(word.to_owned(), influence.to_owned())], "{text}");
    }
    let plain = Told::of(&reader, "Rebels shelled the port, police said.");
    assert!(plain.why("shelled").influences.is_empty(), "who says so weakens nothing");
}

#[test]
fn a_text_without_words_has_nothing_to_explain() {
    let reader = Reader::new().unwrap();
    assert!(reader.explain(&Report::default()).is_err());
}

/// A codebook of raids, with a pattern for nothing that says more of a noun than its light verb does.
const RAIDS: &str = "\
codebook raids
type RAID
  means Somebody is attacked.
  verb launch attack, attack *
  noun attack
type CAMPAIGN
  means Somebody woos voters.
  verb canvass
nothing
  noun heart attack
";

#[test]
fn a_users_codebook_is_explained_as_the_programs_are() {
    let reader = Reader::new().unwrap().with_codebooks(vec![Codebook::parse(RAIDS).unwrap()]);
    for (text, trigger, code, line, verdict) in [
        ("Rebels attacked a convoy.", "attacked", Some("RAID"), Some(4), Verdict::Fits),
        ("The mayor suffered a heart attack.", "attack", None, Some(10), Verdict::Nothing),
        ("The senator canvassed in Lima.", "canvassed", Some("CAMPAIGN"), Some(8), Verdict::Fits),
        ("The choir sang on Monday.", "sang", None, None, Verdict::Unknown),
    ] {
        let told = Told::of(&reader, text);
        let reasons = &told.why(trigger).codes;
        let names: Vec<&str> = reasons.iter().map(|reason| reason.codebook.as_str()).collect();
        assert_eq!(names, ["plover", "core", "cameo", "raids"]);
        let own = &reasons[3];
        assert_eq!((own.code.as_deref(), own.line), (code, line), "{text}");
        assert_eq!(own.verdict, verdict, "{text}");
    }
}

#[test]
fn what_speaks_for_a_plover_type_and_against_it_is_told() {
    let reader = Reader::new().unwrap();
    let told = Told::of(&reader, "Rebels shelled the port on Tuesday.");
    let plover = &told.why("shelled").codes[0];
    let weighed = plover.weighed.as_ref().unwrap();
    assert_eq!(weighed.likeliest[0].0, "ASSAULT");
    assert!(weighed.likeliest[0].1 > weighed.likeliest[1].1 && weighed.none < 0.5);
    assert!(!weighed.reasons.is_empty());
    assert!(plover.asked.unwrap() <= weighed.likeliest[0].1);
    // Nothing is asked of what has no event's probability, as the codebook of CAMEO.
    assert!(told.why("shelled").codes[2].weighed.is_none());
}
