//! `dateline codebook check`: is a codebook in order, and are its examples coded as it says?

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use dateline_codebook::{Codebook, Coding, Example, Mode, TriggerClass, TypeId};
use dateline_reader::{CodedAs, CodedEvent, Reader};
use dateline_record::{Report, Span};

use super::table;
use crate::failure::{DONE, INCOMPLETE, warn};
use crate::{codebooks, model};

/// Checks each of these codebooks.
pub(super) fn run(files: &[PathBuf], model: Option<&Path>) -> Result<ExitCode> {
    let reader = Reader::with_model(model::chosen(model)?);
    let mut status = DONE;
    for file in files {
        if !check(file, &reader)? {
            status = ExitCode::from(INCOMPLETE);
        }
    }
    Ok(status)
}

/// Whether all is well with a codebook; what is not is told.
fn check(file: &Path, reader: &Reader) -> Result<bool> {
    let text = match codebooks::text(file) {
        Ok(text) => text,
        Err(failure) => {
            warn(&failure);
            return Ok(false);
        }
    };
    let examined = Codebook::examine(&text);
    codebooks::tell(file, &text, &examined.problems);
    if !examined.is_sound() {
        let errors = examined
            .problems
            .iter()
            .filter(|one| one.severity == dateline_codebook::Severity::Error)
            .count();
        warn(&codebooks::refused(file, errors));
        return Ok(false);
    }
    let codebook = examined.codebook;
    let tested = Tested::new(&codebook, &reader.clone().with_codebooks(vec![codebook.clone()]));
    io::stdout().lock().write_all(tested.shown(file).as_bytes())?;
    Ok(tested.failures.is_empty())
}

/// A codebook with how its sentences were coded.
struct Tested<'c> {
    codebook: &'c Codebook,
    /// A row for each type and mode.
    rows: Vec<Row>,
    /// What is said of each sentence that was not coded as it should be.
    failures: Vec<String>,
}

#[derive(Default)]
struct Row {
    name: String,
    patterns: usize,
    /// Right ones, and all.
    examples: (usize, usize),
    counters: (usize, usize),
}

impl<'c> Tested<'c> {
    fn new(codebook: &'c Codebook, reader: &Reader) -> Self {
        let mut tested = Self { codebook, rows: Vec::new(), failures: Vec::new() };
        for (at, kind) in codebook.types.iter().enumerate() {
            let id = TypeId(at as u16);
            tested.test(reader, (id, None), &kind.examples, &kind.counters);
            for (place, mode) in kind.modes.iter().enumerate() {
                let Mode { examples, counters, .. } = mode;
                tested.test(reader, (id, Some(place as u16)), examples, counters);
            }
        }
        for rule in codebook.rules() {
            let Some((kind, mode)) = rule.stands_for else { continue };
            let name = codebook.name_of(kind, mode);
            if let Some(row) = tested.rows.iter_mut().find(|row| row.name == name) {
                row.patterns += 1;
            }
        }
        tested
    }

    fn test(
        &mut self,
        reader: &Reader,
        wanted: (TypeId, Option<u16>),
        examples: &[Example],
        counters: &[Example],
    ) {
        let mut row = Row { name: self.codebook.name_of(wanted.0, wanted.1), ..Row::default() };
        for (list, right, is_example) in
            [(examples, &mut row.examples, true), (counters, &mut row.counters, false)]
        {
            for example in list {
                let events = events_at(reader, example);
                let is_coded = events.iter().any(|event| match event.outcome {
                    CodedAs::Type(coding) => is(coding, wanted),
                    _ => false,
                });
                right.1 += 1;
                if is_coded == is_example {
                    right.0 += 1;
                } else {
                    self.failures.push(self.failure(example, wanted, is_example, &events));
                }
            }
        }
        self.rows.push(row);
    }

    /// What is said of a sentence that was not coded as it should be.
    fn failure(
        &self,
        example: &Example,
        wanted: (TypeId, Option<u16>),
        is_example: bool,
        events: &[CodedEvent],
    ) -> String {
        let (start, end) = example.trigger;
        let text = &example.text;
        let mut said = format!(
            "line {}: {}*{}*{}\n",
            example.line,
            &text[..start],
            &text[start..end],
            &text[end..]
        );
        let name = self.codebook.name_of(wanted.0, wanted.1);
        let not = if is_example { "" } else { "not " };
        // Writing to a string cannot fail.
        let _ = writeln!(said, "  expected: {not}{name}");
        if events.is_empty() {
            let trigger = &text[start..end];
            let _ =
                writeln!(said, "  found:    no event at {trigger:?}: it is read as no predicate");
        }
        for event in events {
            let _ = writeln!(said, "  found:    {}", self.found(event));
        }
        said
    }

    /// What was made of an event, and why.
    fn found(&self, event: &CodedEvent) -> String {
        let class = match event.class {
            TriggerClass::Verb => "verb",
            TriggerClass::Noun => "noun",
            TriggerClass::Adjective => "adjective",
        };
        let CodedEvent { lemma, around, .. } = event;
        let around = if around.is_empty() {
            "nothing goes with it".to_owned()
        } else {
            format!("with it go: {}", around.join("; "))
        };
        match &event.outcome {
            CodedAs::Type(coding) => self.by(*coding),
            CodedAs::Nothing(rule) => {
                let rule = self.codebook.rule_at(*rule);
                format!("nothing, by {:?} in line {}, under nothing", rule.written, rule.line)
            }
            CodedAs::Unknown => {
                format!("nothing: no pattern has the trigger {lemma}, read as a {class}; {around}")
            }
            CodedAs::Unfit => {
                format!("nothing: no pattern of the {class} {lemma} fits; {around}")
            }
            CodedAs::Within(outer, coding) => {
                format!("{}, but taken in by the pattern that codes {outer:?}", self.by(*coding))
            }
            CodedAs::Hypothetical(coding) => format!(
                "{}, but only a condition, a question or an order, which a codebook with future or \
                 negated does not code",
                self.by(*coding)
            ),
        }
    }

    /// A code, with the pattern that won and what came next.
    fn by(&self, coding: Coding) -> String {
        let mut said = self.codebook.code_name(coding);
        let Some(rule) = self.codebook.rule(coding) else { return said };
        let _ = write!(said, ", by {:?} in line {}", rule.written, rule.line);
        if rule.stands_for.is_some_and(|(kind, _)| kind != coding.kind) {
            let moved = rule
                .stands_for
                .map_or_else(String::new, |(kind, mode)| self.codebook.name_of(kind, mode));
            let _ = write!(said, ", for {moved} that is to come or refused");
        }
        if let Some((kind, mode)) = coding.runner_up {
            let _ = write!(said, "; next would be {}", self.codebook.name_of(kind, mode));
        }
        said
    }

    fn shown(&self, file: &Path) -> String {
        let share = |(right, all): (usize, usize)| match all {
            0 => "-".to_owned(),
            _ => format!("{right} of {all}"),
        };
        let rows = self.rows.iter().map(|row| {
            vec![
                row.name.clone(),
                row.patterns.to_string(),
                share(row.examples),
                share(row.counters),
            ]
        });
        let mut out = table(
            &["type", "patterns", "examples right", "counter-examples right"],
            rows.collect(),
        );
        for failure in &self.failures {
            let _ = write!(out, "\n{}, {failure}", file.display());
        }
        let all: usize = self.rows.iter().map(|row| row.examples.1 + row.counters.1).sum();
        let types = self.codebook.types.len();
        let _ = write!(
            out,
            "\n{}: {}, {}; ",
            self.codebook.name,
            counted(types, "type"),
            counted(self.codebook.patterns(), "pattern"),
        );
        let _ = match (all, self.failures.len()) {
            (0, _) => writeln!(out, "no example to be tested by"),
            (_, 0) => writeln!(out, "all {} coded right", counted(all, "example")),
            (_, wrong) => writeln!(out, "{wrong} of {} coded wrong", counted(all, "example")),
        };
        out
    }
}

fn counted(number: usize, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}

fn is(coding: Coding, (kind, mode): (TypeId, Option<u16>)) -> bool {
    coding.kind == kind && (mode.is_none() || coding.mode == mode)
}

/// The events that the marked words of a sentence name.
fn events_at(reader: &Reader, example: &Example) -> Vec<CodedEvent> {
    let points = |bytes: usize| example.text[..bytes].chars().count() as u32;
    let marked = Span::new(points(example.trigger.0), points(example.trigger.1));
    let report = Report { text: example.text.clone(), ..Report::default() };
    let mut events = reader.coded_events(&report);
    events.retain(|event| event.words.iter().any(|word| word.overlaps(marked)));
    events
}
