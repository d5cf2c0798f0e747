//! Why an event is as it is, in words: its sentence, code, participants, time, place, how sure it is,
//! and who says so.

use std::collections::BTreeMap;

use dateline_reader::{CodeReason, Explanation, Influence, Route, Verdict};
use dateline_record::{
    Auxiliary, Event, EventId, PublishedBasis, Record, SourceKind, Span, Stance, WhenBasis, Within,
};

use super::events;
use super::look::{Look, Shade, cut};
use super::reading::{Reading, printable};
use super::table::{self, Column};
use super::{dates, head};

/// How many columns of a sentence or a phrase are quoted.
const LONGEST_QUOTE: usize = 60;

/// The codebook whose types have auxiliary modes.
const PLOVER: &str = "plover";

const COLUMNS: [Column; 5] = [
    Column { heading: "id", least: 6, greatest: 8 },
    Column { heading: "word", least: 12, greatest: 20 },
    Column { heading: "type", least: 12, greatest: 30 },
    Column { heading: "when", least: 10, greatest: 18 },
    Column { heading: "in the words", least: 30, greatest: 50 },
];

/// The files of the user's codebooks, by the names of these.
pub(crate) type Files = BTreeMap<String, String>;

/// The events of a report, to choose from.
pub(crate) fn list(record: &Record, look: Look) -> String {
    let reading = Reading::new(record);
    let row = |event: &Event| {
        vec![
            (Shade::Strong, event.id.to_string()),
            (Shade::Plain, reading.words(event.trigger)),
            (Shade::Plain, code_of(event)),
            (Shade::Plain, events::when(&reading, event)),
            (Shade::Faint, cut(&reading.words(event.evidence), LONGEST_QUOTE)),
        ]
    };
    let rows: Vec<_> = record.events.iter().map(row).collect();
    if rows.is_empty() {
        return look.wrap("", Shade::Plain, "nothing that the reader could make out as an event");
    }
    table::draw(&COLUMNS, &rows, look)
}

/// The types of an event in a line: PLOVER's with its auxiliary modes, else that of the core codebook,
/// and those of the user's codebooks.
fn code_of(event: &Event) -> String {
    let own = match (&event.codes.plover, &event.codes.core) {
        (Some(code), _) => {
            let mode = code.mode.as_ref().map_or(String::new(), |mode| format!(".{mode}"));
            let modes = code.auxiliary.iter().map(|mode| format!(" {}", mode.as_str()));
            Some(format!("{}{mode}{}", code.event, modes.collect::<String>()))
        }
        (None, core) => core.clone(),
    };
    let all: Vec<String> = own.into_iter().chain(events::of_user(&event.codes)).collect();
    printable(&all.join(", "))
}

/// One event and why it is as it is.
pub(crate) fn event(record: &Record, why: &Explanation, files: &Files, look: Look) -> String {
    let Some(event) = record.events.get(why.event.index()) else { return String::new() };
    let page = Page { reading: Reading::new(record), look, event, why, files };
    let heading = format!("{} · {}", event.id, page.reading.words(event.trigger));
    let mut out = head(&heading, look);
    out.push_str(&page.sentence());
    for (label, lines) in [
        ("type", page.codes()),
        ("who", page.participants()),
        ("when", vec![page.when()]),
        ("where", vec![page.place()]),
        ("how sure", page.factuality()),
        ("who says so", page.attribution()),
        ("source", vec![page.source()]),
    ] {
        out.push('\n');
        out.push_str(&look.paint(Shade::Strong, label));
        out.push('\n');
        for line in lines {
            // A line that begins with blanks goes on about the one before.
            let indent = if line.starts_with(' ') { "    " } else { "  " };
            out.push_str(&look.wrap(indent, Shade::Plain, line.trim_start()));
        }
    }
    out
}

struct Page<'r> {
    reading: Reading<'r>,
    look: Look,
    event: &'r Event,
    why: &'r Explanation,
    files: &'r Files,
}

impl Page<'_> {
    fn quoted(&self, span: Span) -> String {
        format!("“{}”", cut(&self.reading.words(span), LONGEST_QUOTE))
    }

    fn other(&self, id: EventId) -> String {
        let trigger = self.reading.record.events.get(id.index()).map(|event| event.trigger);
        trigger.map_or(id.to_string(), |trigger| format!("{id} {}", self.quoted(trigger)))
    }

    /// The sentence, with the trigger between asterisks and each participant in brackets with its
    /// part.
    fn sentence(&self) -> String {
        let record = self.reading.record;
        let trigger = self.event.trigger;
        let sentence = record
            .sentences
            .iter()
            .find(|sentence| sentence.start <= trigger.start && trigger.end <= sentence.end);
        let Some(&sentence) = sentence else {
            return self.look.wrap("  ", Shade::Plain, &self.quoted(self.event.evidence));
        };
        let mut marks = vec![(trigger, Shade::Strong, "*".to_owned(), "*".to_owned())];
        for one in &self.event.participants {
            let free = marks.iter().all(|(span, ..)| !span.overlaps(one.span));
            if free && one.span.within == Within::Text && sentence.contains(one.span) {
                let close = format!(" = {}]", one.role.as_str());
                marks.push((one.span, Shade::NamedVoice, "[".to_owned(), close));
            }
        }
        marks.sort_by_key(|(span, ..)| *span);
        let piece = |start: u32, end: u32| {
            let words = self.reading.words(Span { start, end, within: Within::Text });
            (!words.is_empty()).then_some(words)
        };
        // Words are wrapped before they are coloured, since colours take no columns.
        let mut pieces: Vec<(String, Shade)> = Vec::new();
        let mut at = sentence.start;
        for (span, shade, open, close) in marks {
            pieces.extend(piece(at, span.start).map(|words| (words, Shade::Plain)));
            let words = self.reading.words(span);
            pieces.push((format!("{open}{words}{close}"), shade));
            at = span.end;
        }
        pieces.extend(piece(at, sentence.end).map(|words| (words, Shade::Plain)));
        let mut lines = String::new();
        let mut column = 0;
        for (words, shade) in pieces {
            for word in words.split(' ') {
                let wide = textwrap::core::display_width(word);
                let joins = column > 0 && !is_closing(word);
                if column > 0 && column + wide + usize::from(joins) > self.look.width {
                    lines.push('\n');
                    column = 0;
                }
                if column == 0 {
                    lines.push_str("  ");
                    column = 2;
                } else if joins {
                    lines.push(' ');
                    column += 1;
                }
                lines.push_str(&self.look.paint(shade, word));
                column += wide;
            }
        }
        lines.push('\n');
        lines
    }

    fn codes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        // Codebooks that have nothing for the same reason share a line.
        let nothing = |reason: &CodeReason| {
            let plain = reason.code.is_none() && reason.verdict != Verdict::Unsure;
            plain.then(|| self.why_no_type(reason))
        };
        for reasons in self
            .why
            .codes
            .chunk_by(|one, next| nothing(one).is_some_and(|why| nothing(next) == Some(why)))
        {
            match reasons {
                [alone] => lines.extend(self.code(alone)),
                [first, ..] => {
                    let books: Vec<_> =
                        reasons.iter().map(|reason| printable(&reason.codebook)).collect();
                    lines.push(format!(
                        "{}: no type, {}",
                        books.join(", "),
                        self.why_no_type(first)
                    ));
                }
                [] => {}
            }
        }
        lines
    }

    fn code(&self, reason: &CodeReason) -> Vec<String> {
        let book = &reason.codebook;
        let Some(code) = &reason.code else {
            let mut lines = vec![format!("{book}: no type, {}", self.why_no_type(reason))];
            if reason.verdict == Verdict::Unsure {
                lines.extend(weighed(reason));
            }
            return lines;
        };
        let mut lines = vec![format!(
            "{book}: {code} · {}",
            reason.means.as_deref().unwrap_or_default().trim_end()
        )];
        if let Some(pattern) = self.pattern(reason) {
            let filled: Vec<String> = reason.filled.iter().map(|&word| self.quoted(word)).collect();
            let filled = if filled.is_empty() {
                "by its trigger".to_owned()
            } else {
                format!("with {}", filled.join(", "))
            };
            lines.push(format!("  by {pattern}, {filled}"));
        } else if reason.weighed.is_some() {
            lines.push("  by no pattern of the codebook, but by its words and meaning".to_owned());
        }
        lines.extend(weighed(reason));
        if let Some(plover) = self.event.codes.plover.as_ref().filter(|_| reason.codebook == PLOVER)
        {
            lines.extend(plover.auxiliary.iter().map(|&mode| {
                format!("  auxiliary mode {}: {}", mode.as_str(), self.why_auxiliary(mode))
            }));
        }
        lines.extend(self.beside_plover(reason));
        if let Some(before) = &reason.before {
            let way = if self.is_negated() { "refused or ruled out" } else { "still to come" };
            lines.push(format!("  the pattern stands for {before}; what is {way} is {code}"));
        }
        if let Some(runner_up) = &reason.runner_up {
            lines.push(format!(
                "  runner-up by patterns: {runner_up}; its pattern names less of the sentence, or \
                 comes later in the codebook"
            ));
        }
        lines
    }

    /// The pattern that decided, with where it stands.
    fn pattern(&self, reason: &CodeReason) -> Option<String> {
        let (pattern, line) = (reason.pattern.as_deref()?, reason.line?);
        let pattern = cut(&printable(pattern), LONGEST_QUOTE);
        Some(match self.files.get(&reason.codebook) {
            Some(file) => format!("the pattern “{pattern}” in {}:{line}", printable(file)),
            None => format!(
                "the pattern “{pattern}” in line {line} of `dateline codebook show --source {}`",
                printable(&reason.codebook)
            ),
        })
    }

    /// How a code of CAMEO came about, with its weight.
    fn beside_plover(&self, reason: &CodeReason) -> Option<String> {
        let cameo = dateline_codebook::cameo();
        let code = reason.code.as_deref().filter(|_| reason.codebook == cameo.name)?;
        let weight = cameo.goldstein(cameo.find(code)?)?;
        let how = match &self.event.codes.plover {
            Some(plover) => format!("one of the codes that go with PLOVER's {}", plover.event),
            None => "by what its words say, though PLOVER has no type recorded".to_owned(),
        };
        Some(format!("  {how}; {weight:+.1} on Goldstein's scale"))
    }

    fn why_no_type(&self, reason: &CodeReason) -> String {
        match reason.verdict {
            Verdict::Unsure => match &reason.weighed {
                Some(weighed) => format!(
                    "for {}, the likeliest, is too unlikely to be recorded (see \
                     --min-code-confidence of dateline read)",
                    weighed.likeliest[0].0
                ),
                None => "for no type is likely enough".to_owned(),
            },
            Verdict::Nothing => match self.pattern(reason) {
                Some(pattern) => format!("by {pattern}, which stands for nothing to code"),
                None => "for a pattern says that there is nothing to code".to_owned(),
            },
            Verdict::Fits | Verdict::Unknown => {
                "for no pattern of the codebook fits these words".to_owned()
            }
            Verdict::Hypothetical => {
                "for it stands in a condition, a question or an order".to_owned()
            }
            Verdict::Within { event } => format!("for it is part of {}", self.other(event)),
        }
    }

    fn is_negated(&self) -> bool {
        self.why.influences.iter().any(|one| one.influence == Influence::Negation)
    }

    fn why_auxiliary(&self, mode: Auxiliary) -> String {
        match mode {
            Auxiliary::Historical => match self.event.when.and_then(|when| when.latest) {
                Some(day) => {
                    format!("it was over by {}, years before the report", dates::day(day))
                }
                None => "it is told as background of a time years before the report".to_owned(),
            },
            Auxiliary::Future => "it is still to come".to_owned(),
            Auxiliary::Hypothetical => "the words leave it open".to_owned(),
            Auxiliary::Negated => {
                let chain = self.event.attribution.map(|id| self.reading.chain(id));
                let denial =
                    chain.and_then(|mut chain| chain.find(|one| one.stance == Stance::Denies));
                match denial {
                    Some(denial) => format!("denied by {}", self.reading.sources(denial)),
                    None => "the words say that it did not or will not happen".to_owned(),
                }
            }
        }
    }

    fn participants(&self) -> Vec<String> {
        let lines = self.event.participants.iter().zip(&self.why.participants);
        let lines: Vec<String> = lines
            .map(|(one, why)| {
                let named = one.entity.and_then(|id| self.reading.entity(id)).map(|entity| {
                    let name = cut(&printable(&entity.name), LONGEST_QUOTE);
                    let known: Vec<&str> =
                        entity.country.iter().chain(&entity.sectors).map(String::as_str).collect();
                    let known = if known.is_empty() {
                        String::new()
                    } else {
                        format!(" ({})", known.join(" "))
                    };
                    if name == self.reading.words(one.span) {
                        known
                    } else {
                        format!(", that is {name}{known}")
                    }
                });
                format!(
                    "{}: {}{}: {}",
                    one.role.as_str(),
                    self.quoted(one.span),
                    named.unwrap_or_default(),
                    self.route(&why.route)
                )
            })
            .collect();
        if lines.is_empty() { vec!["nobody that the sentence names".to_owned()] } else { lines }
    }

    fn route(&self, route: &Route) -> String {
        match route {
            Route::Subject => "the subject".to_owned(),
            Route::SharedSubject => "the subject of another verb, which this one shares".to_owned(),
            Route::PassiveSubject => {
                "the subject of the passive verb, to whom it is done".to_owned()
            }
            Route::Agent => "the agent, after “by”".to_owned(),
            Route::Object => "the object".to_owned(),
            Route::SharedObject => "the object, told elsewhere in the sentence".to_owned(),
            Route::IndirectObject => "the indirect object".to_owned(),
            Route::Phrase { preposition } => {
                format!("the phrase with “{}”", printable(preposition))
            }
            Route::Possessor => "the possessor".to_owned(),
            Route::Modifier => "a word before the noun".to_owned(),
            Route::Antecedent => "the noun that the clause describes".to_owned(),
            Route::Joined => "joined to another by “and”".to_owned(),
            Route::OfInnerEvent { event } => {
                format!("it stands with {}, which this event speaks of", self.other(*event))
            }
            Route::WithinPhrase => "within the phrase of what the act is done to".to_owned(),
            Route::Elsewhere => {
                "by the sentence as a whole: its tree, and whom such acts are aimed at".to_owned()
            }
        }
    }

    fn when(&self) -> String {
        let Some(when) = self.event.when else {
            return "not said: no time stands with it, and none is shared or follows".to_owned();
        };
        let days = events::when(&self.reading, self.event);
        let said = when.time.and_then(|id| self.reading.record.times.get(id.index()));
        let words = said.map_or_else(String::new, |time| format!(": {}", self.quoted(time.span)));
        format!("{days}{words}, {}", basis(when.basis))
    }

    fn place(&self) -> String {
        match (self.event.place, &self.why.place) {
            (Some(place), Some((span, route))) => {
                let located =
                    self.reading.entity(place.entity).and_then(|entity| entity.place.as_ref());
                let country = located
                    .and_then(|place| place.country.as_deref())
                    .map_or(String::new(), |country| format!(" ({country})"));
                let name = self.reading.name(place.entity);
                format!("{name}{country}: {}: {}", self.quoted(*span), self.route(route))
            }
            (Some(place), None) => self.reading.name(place.entity),
            (None, _) => "not said in its clause".to_owned(),
        }
    }

    fn factuality(&self) -> Vec<String> {
        let sure = &self.event.factuality;
        let sureness = self.reading.sureness(self.event);
        let mut lines = vec![format!(
            "{}: {:+.1} on the scale from -3 (certainly not) to +3 (certainly), as the report presents it",
            sureness.words, sure.score
        )];
        for one in &self.why.influences {
            lines.push(format!("{} {}", self.quoted(one.span), influence(one.influence)));
        }
        if self.why.influences.is_empty() {
            lines.push("no word that negates, weakens or governs it".to_owned());
        }
        lines
    }

    fn attribution(&self) -> Vec<String> {
        let Some(id) = self.event.attribution else {
            return vec!["the report itself, in its own voice".to_owned()];
        };
        let scores = &self.event.factuality.sources;
        let lines = self.reading.chain(id).map(|attribution| {
            let score = scores
                .iter()
                .find(|score| score.attribution == attribution.id)
                .map_or(String::new(), |score| format!("; to them it is {:+.1}", score.score));
            let cue: Vec<String> =
                attribution.cue.iter().map(|&piece| self.quoted(piece)).collect();
            // Of one who is unnamed the name says so.
            let kind = match kind(attribution.source_kind) {
                "" => String::new(),
                kind => format!(" ({kind})"),
            };
            format!(
                "{}{kind} {} it, by {}{score}",
                self.reading.sources(attribution),
                attribution.stance.as_str(),
                cue.join(" … "),
            )
        });
        let mut lines: Vec<String> = lines.collect();
        lines.push("and the report passes it on".to_owned());
        lines
    }

    fn source(&self) -> String {
        let report = &self.reading.record.report;
        let published = &report.published;
        let day = dates::stretch(published.earliest, published.latest)
            .unwrap_or_else(|| "on a day that is not known".to_owned());
        let how = match published.basis {
            PublishedBasis::Given => "as given",
            PublishedBasis::Metadata => "by its metadata",
            PublishedBasis::Dateline => "by its dateline",
            PublishedBasis::Inferred => "inferred from its times",
            PublishedBasis::Unknown => "nothing tells",
        };
        let publisher = report.publisher.as_deref().map(printable);
        let publisher = publisher.map_or(String::new(), |name| format!("{name}, "));
        format!("{publisher}{}, published {day} ({how})", printable(&report.id))
    }
}

/// How likely the type is, and what speaks for it and against.
fn weighed(reason: &CodeReason) -> Vec<String> {
    let Some(weighed) = &reason.weighed else { return Vec::new() };
    let [(first, confidence), (second, less)] = &weighed.likeliest;
    let asked = reason
        .asked
        .map_or_else(String::new, |asked| format!("; at least {asked:.2} is asked for"));
    // What cannot be seen in two figures is not worth a word.
    let next = if *less >= 0.005 { format!(", {second} {less:.2}") } else { String::new() };
    let mut lines = vec![format!(
        "  probability: {first} {confidence:.2}{next}, no type {:.2}{asked}",
        weighed.none
    )];
    // The reasons are of the likelier of the two that come first.
    let other = if weighed.none > *less { "no type" } else { second };
    if !weighed.reasons.is_empty() {
        let reasons = printable(&weighed.reasons.join("; "));
        lines.push(format!("  for {first} rather than {other}: {reasons}"));
    }
    if !weighed.against.is_empty() {
        let against = printable(&weighed.against.join("; "));
        lines.push(format!("  for {other} rather than {first}: {against}"));
    }
    lines
}

/// Whether a word is a mark that follows the one before without a blank.
fn is_closing(word: &str) -> bool {
    word.starts_with([',', '.', ';', ':', '!', '?', '’', '”', ')', '\''])
}

fn basis(basis: WhenBasis) -> &'static str {
    match basis {
        WhenBasis::Said => "which stands with the event's own word",
        WhenBasis::Clause => "which stands in its clause",
        WhenBasis::Sentence => "which another clause of the sentence shares with it",
        WhenBasis::Mention => "which another mention of the event has",
        WhenBasis::Order => "which follows from another event's time",
        WhenBasis::Narrative => "which the sentence before has, and this one goes on from",
    }
}

fn influence(influence: Influence) -> String {
    match influence {
        Influence::Negation => "negates it".to_owned(),
        Influence::Modal => "makes it open or still to come".to_owned(),
        Influence::Condition => "makes it a condition".to_owned(),
        Influence::Question => "makes it a question".to_owned(),
        Influence::Order => "is an order to the reader".to_owned(),
        Influence::Qualifier => "qualifies it".to_owned(),
        Influence::Nearly => "says that it did not quite happen".to_owned(),
        Influence::Governor { makes } if makes <= -1.5 => "says that it did not happen".to_owned(),
        Influence::Governor { makes } if makes < 0.0 => "speaks against it".to_owned(),
        Influence::Governor { makes } if makes < 1.2 => "leaves it open".to_owned(),
        Influence::Governor { .. } => "makes it likely, no more".to_owned(),
    }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named | SourceKind::Unnamed => "",
        SourceKind::Official => "official",
        SourceKind::Spokesperson => "a spokesperson",
        SourceKind::Document => "a document",
        SourceKind::Media => "media",
        SourceKind::Poll => "a poll",
        SourceKind::Author => "the author",
    }
}
