//! From the text of a codebook to a codebook.

use std::collections::HashMap;

use crate::codebook::{Codebook, Context, Example, Mode, PloverName, Rule, TypeId};
use crate::declared::Declared;
use crate::frame::TriggerClass;
use crate::pattern::Pattern;
use crate::problem::{CodebookError, Fault, Problem, Problems, Severity};
use crate::source::{Statement, entries, statements, text_of};
use crate::type_set::TypeSet;
use crate::word::shown;
use crate::{RESERVED, soundness};

/// The statements, in the order in which the crate's page has them.
const STATEMENTS: [&str; 21] = [
    "codebook",
    "title",
    "version",
    "context",
    "words",
    "type",
    "quad",
    "means",
    "mode",
    "verb",
    "noun",
    "adjective",
    "future",
    "negated",
    "within",
    "goldstein",
    "plover",
    "also",
    "example",
    "counter",
    "nothing",
];

/// What the statements that follow belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Head,
    Context,
    Type,
    Mode,
    /// Patterns that stand for nothing: `meet deadline` is no meeting.
    Nothing,
    /// What follows a beginning that could not be read.
    Unknown,
}

/// A codebook with all that is wrong with it.
#[derive(Debug, Clone)]
pub struct Examined {
    /// The codebook, as far as it could be read.
    pub codebook: Codebook,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

impl Examined {
    /// Whether the codebook can be used.
    pub fn is_sound(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }
}

impl Codebook {
    /// Reads a codebook. See the crate's page for what it looks like. Takes time in proportion to
    /// the text.
    ///
    /// # Errors
    /// All lines that are no statement, that stand where they do not belong, or that name a type
    /// which the codebook does not have.
    pub fn parse(text: &str) -> Result<Self, CodebookError> {
        let mut problems = Problems::new(text);
        let (codebook, _) = read(text, &mut problems);
        errors(problems.into_list()).map_or(Ok(codebook), Err)
    }

    /// Reads a codebook of a user: the bytes of a file.
    ///
    /// # Errors
    /// Where they are no text, or [`Self::examine`] finds an error.
    pub fn load(bytes: &[u8]) -> Result<Self, CodebookError> {
        let Examined { codebook, problems } = Self::examine(text_of(bytes)?);
        errors(problems).map_or(Ok(codebook), Err)
    }

    /// Reads a codebook and looks for all that may be wrong with it: besides what [`Self::parse`]
    /// refuses, patterns that can never win or never fit, types that need each other, a name that
    /// is wanting or taken.
    pub fn examine(text: &str) -> Examined {
        let mut problems = Problems::new(text);
        let (codebook, declared) = read(text, &mut problems);
        let is_read = !problems.has_errors();
        if codebook.types.is_empty() && !problems.has_errors() {
            let fault = Fault::new(&text[..0], "expected a codebook with a type, but found none");
            problems.error(fault.mend("`dateline codebook new` writes one to start from"));
        } else {
            match declared.name {
                None => problems.error(
                    Fault::new(&text[..0], "expected a name for the codebook, but found none")
                        .mend("begin with a line such as: codebook strikes"),
                ),
                Some(name) => problems.take(check_name(name)).unwrap_or_default(),
            }
        }
        if is_read {
            soundness::check(text, &codebook, &declared, &mut problems);
        }
        Examined { codebook, problems: problems.into_list() }
    }
}

fn errors(mut problems: Vec<Problem>) -> Option<CodebookError> {
    problems.retain(|problem| problem.severity == Severity::Error);
    (!problems.is_empty()).then_some(CodebookError { problems })
}

fn check_name(name: &str) -> Result<(), Fault<'_>> {
    if RESERVED.contains(&name) {
        let message = format!("expected a name of your own, but found {name}, which is taken");
        return Err(Fault::new(name, message).mend(format!(
            "the record has {} already: call the codebook otherwise, such as my-{name}",
            RESERVED.join(", ")
        )));
    }
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(fine) && name.len() <= 100 {
        return Ok(());
    }
    let message =
        format!("expected a name of letters, digits, - and _, but found {:?}", shown(name));
    Err(Fault::new(name, message).mend("put the words that describe it after title"))
}

/// Reads what can be read, and keeps what cannot be.
fn read<'t>(text: &'t str, problems: &mut Problems<'t>) -> (Codebook, Declared<'t>) {
    let statements = statements(text, problems);
    let mut declared = Declared::read(&statements, problems);
    let codebook = Codebook { types: declared.take_types(), ..Codebook::default() };
    let mut reading = Reading {
        codebook,
        declared,
        problems,
        block: Block::Head,
        current: 0,
        seen: HashMap::new(),
    };
    for statement in &statements {
        if let Err(fault) = reading.statement(*statement) {
            reading.problems.error(fault);
        }
    }
    let Reading { mut codebook, declared, .. } = reading;
    codebook.index();
    codebook.link_parents();
    (codebook, declared)
}

/// A codebook that is being read.
struct Reading<'t, 'p> {
    codebook: Codebook,
    declared: Declared<'t>,
    problems: &'p mut Problems<'t>,
    block: Block,
    /// The type whose block it is.
    current: usize,
    /// Where each pattern was first read, by its trigger and what goes with it.
    seen: HashMap<(TriggerClass, String, String), u32>,
}

impl<'t> Reading<'t, '_> {
    fn statement(&mut self, statement: Statement<'t>) -> Result<(), Fault<'t>> {
        let Statement { line, word, rest } = statement;
        match (word, self.block) {
            ("codebook", Block::Head) => {
                if self.declared.name.replace(rest).is_some() {
                    let fault = Fault::new(rest, "expected the name of the codebook once");
                    return Err(fault.mend("one file holds one codebook"));
                }
                rest.clone_into(&mut self.codebook.name);
            }
            ("title", Block::Head) => append(&mut self.codebook.title, rest),
            ("version", Block::Head) => rest.clone_into(&mut self.codebook.version),
            ("context", _) => self.context(rest)?,
            ("words", Block::Context) => self.words(rest)?,
            ("type", _) => {
                // A second type of the same name was told beforehand.
                let found = self.declared.named(rest).ok();
                self.block = if found.is_some() { Block::Type } else { Block::Unknown };
                self.current = found.map_or(0, TypeId::index);
            }
            ("nothing", _) => self.block = Block::Nothing,
            ("mode", Block::Type | Block::Mode) => {
                self.block = Block::Unknown;
                let id = TypeId(self.current as u16);
                let modes = &mut self.codebook.types[self.current].modes;
                if self.declared.mode(id, rest) == Some(modes.len() as u16) {
                    modes.push(Mode { name: rest.to_owned(), line, ..Mode::default() });
                    self.block = Block::Mode;
                }
            }
            // Read beforehand: patterns may name classes of types that come later.
            ("quad", Block::Type) => {}
            ("means", Block::Context | Block::Type | Block::Mode) => self.means(rest),
            ("verb" | "noun" | "adjective", Block::Type | Block::Mode | Block::Nothing) => {
                self.patterns(statement);
            }
            ("future", Block::Type) => {
                self.codebook.types[self.current].future = self.declared.classes(rest)?;
            }
            ("negated", Block::Type) => {
                self.codebook.types[self.current].negated = self.declared.classes(rest)?;
            }
            ("within", Block::Mode) => self.within(rest)?,
            ("within", Block::Type) => {
                for name in rest.split_whitespace() {
                    let inner = self.declared.named(name)?;
                    self.codebook.types[self.current].within.push(inner);
                }
            }
            ("goldstein", Block::Type) => {
                self.codebook.types[self.current].goldstein = Some(tenths(rest)?);
            }
            ("plover" | "also", Block::Type) => {
                let name = PloverName { by_pattern_only: word == "also", ..plover_name(rest)? };
                self.codebook.types[self.current].plover.push(name);
            }
            ("example" | "counter", Block::Type | Block::Mode) => self.example(statement)?,
            (word, Block::Unknown) if STATEMENTS.contains(&word) => {}
            _ => return Err(misplaced(word, self.block)),
        }
        Ok(())
    }

    fn context(&mut self, name: &'t str) -> Result<(), Fault<'t>> {
        self.block = Block::Unknown;
        if name.is_empty() || !self.declared.contexts.insert(name) {
            let message = format!("expected a new name of a context, but found {name:?}");
            return Err(Fault::new(name, message));
        }
        if self.codebook.contexts.len() > usize::from(u16::MAX) {
            return Err(Fault::new(name, format!("expected at most {} contexts", u16::MAX)));
        }
        self.block = Block::Context;
        self.codebook.contexts.push(Context { name: name.to_owned(), ..Context::default() });
        Ok(())
    }

    fn words(&mut self, list: &'t str) -> Result<(), Fault<'t>> {
        let place = (self.codebook.contexts.len() - 1) as u16;
        for entry in entries(list) {
            let places = self.codebook.contexts_of.entry(entry.to_owned()).or_default();
            if places.last() == Some(&place) {
                let message = format!("expected {entry:?} once in a context");
                return Err(Fault::new(entry, message).mend("take it out here"));
            }
            places.push(place);
            let words = entry.split([' ', '-']).count() + entry.matches('-').count();
            if let Some(first) = entry.split([' ', '-']).next().filter(|_| words > 1) {
                let longest = self.codebook.longest_from.entry(first.to_owned()).or_default();
                *longest = words.max(*longest);
            }
            self.codebook.contexts[usize::from(place)].words.push(entry.to_owned());
        }
        Ok(())
    }

    fn means(&mut self, words: &str) {
        let kind = &mut self.codebook.types;
        match self.block {
            Block::Context => {
                if let Some(context) = self.codebook.contexts.last_mut() {
                    append(&mut context.means, words);
                }
            }
            Block::Mode => {
                if let Some(mode) = kind[self.current].modes.last_mut() {
                    append(&mut mode.means, words);
                }
            }
            _ => append(&mut kind[self.current].means, words),
        }
    }

    fn patterns(&mut self, statement: Statement<'t>) {
        let class = match statement.word {
            "verb" => TriggerClass::Verb,
            "noun" => TriggerClass::Noun,
            _ => TriggerClass::Adjective,
        };
        let modes = self.codebook.types.get(self.current).map_or(0, |kind| kind.modes.len());
        let mode = (self.block == Block::Mode).then(|| modes as u16 - 1);
        let stands_for =
            (self.block != Block::Nothing).then_some((TypeId(self.current as u16), mode));
        for entry in entries(statement.rest) {
            let classes = |written| self.declared.classes(written);
            let pattern = Pattern::parse(entry, class, statement.line, classes);
            let Some(pattern) = self.problems.take(pattern) else { continue };
            let twin = pattern.cut_at_hyphen();
            for pattern in twin.into_iter().chain([pattern]) {
                if let Err(fault) = self.add(pattern, entry, stands_for) {
                    self.problems.error(fault);
                    break;
                }
            }
        }
    }

    /// Adds a pattern, unless there is the same already.
    fn add(
        &mut self,
        pattern: Pattern,
        entry: &'t str,
        stands_for: Option<(TypeId, Option<u16>)>,
    ) -> Result<(), Fault<'t>> {
        let place = self.codebook.rules.len() as u32;
        let shape = format!("{:?}{:?}", pattern.elements, pattern.conditions);
        for trigger in &pattern.triggers {
            let key = (pattern.class, trigger.clone(), shape.clone());
            if let Some(first) = self.seen.insert(key, place).filter(|&first| first != place) {
                let first = &self.codebook.rules[first as usize];
                let message = format!(
                    "the pattern of {trigger:?} stands in line {} too, for {}, so that this one \
                     can never win",
                    first.pattern.line,
                    self.codebook.stands_for(first.stands_for)
                );
                return Err(Fault::new(entry, message).mend("take one of the two out"));
            }
        }
        self.codebook.rules.push(Rule { pattern, written: entry.to_owned(), stands_for });
        self.declared.rules.push(entry);
        Ok(())
    }

    fn within(&mut self, list: &'t str) -> Result<(), Fault<'t>> {
        for entry in entries(list) {
            let (kinds, name) = entry.split_once(char::is_whitespace).unwrap_or((entry, ""));
            let set = self.declared.classes(kinds)?;
            let name = name.trim();
            let mode = self.codebook.types[self.current].modes.last_mut();
            let Some(mode) = mode else { continue };
            if name.is_empty() {
                set.types().iter().for_each(|&kind| mode.within.add(kind));
                set.quads().for_each(|quad| mode.within.add_quad(quad));
                continue;
            }
            if set.types().is_empty() {
                let message =
                    format!("expected a type before the mode {name:?}, but found a class");
                return Err(Fault::new(kinds, message).mend("name the types one by one"));
            }
            for &kind in set.types() {
                let place = self.declared.mode(kind, name).ok_or_else(|| {
                    Fault::new(name, format!("expected a mode of {kinds}, but found {name:?}"))
                })?;
                mode.within_modes.push((kind, place));
            }
        }
        Ok(())
    }

    fn example(&mut self, statement: Statement<'t>) -> Result<(), Fault<'t>> {
        let example = example(statement.rest, statement.line)?;
        let kind = &mut self.codebook.types[self.current];
        let (examples, counters) = match (self.block, kind.modes.last_mut()) {
            (Block::Mode, Some(mode)) => (&mut mode.examples, &mut mode.counters),
            _ => (&mut kind.examples, &mut kind.counters),
        };
        let list = if statement.word == "example" { examples } else { counters };
        list.push(example);
        Ok(())
    }
}

fn misplaced(word: &str, block: Block) -> Fault<'_> {
    if !STATEMENTS.contains(&word) {
        let message = format!("expected a statement, but found {:?}", shown(word));
        let near = STATEMENTS
            .iter()
            .map(|known| (strsim::damerau_levenshtein(known, &word.to_lowercase()), known))
            .min()
            .filter(|&(distance, _)| distance <= 2);
        return Fault::new(word, message).mend(match near {
            Some((_, near)) => format!("did you mean {near}?"),
            None => format!("a line begins with one of {}", STATEMENTS.join(", ")),
        });
    }
    let belongs = match word {
        "codebook" | "title" | "version" => "at the head, before the first type or context",
        "words" => "under a context",
        "mode" | "quad" | "future" | "negated" | "goldstein" | "plover" | "also" => "under a type",
        "means" => "under a type, mode or context",
        "verb" | "noun" | "adjective" => "under a type or mode, or under nothing",
        _ => "under a type or mode",
    };
    let here = match block {
        Block::Head => "at the head",
        Block::Context => "under a context",
        Block::Type => "under a type",
        Block::Mode => "under a mode",
        Block::Nothing | Block::Unknown => "under nothing",
    };
    Fault::new(
        word,
        format!("expected {word} {belongs}, but it belongs here to what stands {here}"),
    )
    .mend(match (word, block) {
        ("quad" | "future" | "negated", Block::Mode) => "put it before the first mode of the type",
        _ => "move the line",
    })
}

impl Codebook {
    /// What a pattern stands for, in words.
    pub(crate) fn stands_for(&self, stands_for: Option<(TypeId, Option<u16>)>) -> String {
        stands_for.map_or_else(|| "nothing".to_owned(), |(kind, mode)| self.name_of(kind, mode))
    }

    /// Makes what is looked up while coding.
    fn index(&mut self) {
        for (place, rule) in self.rules.iter().enumerate() {
            for trigger in &rule.pattern.triggers {
                self.by_trigger.entry(trigger.clone()).or_default().push(place as u32);
            }
        }
        self.to_come = self.moved(|at| &self.types[at].future);
        self.refused = self.moved(|at| &self.types[at].negated);
    }

    /// Finds what each type is a kind of: the type with the longest name that its own begins with.
    fn link_parents(&mut self) {
        let places: HashMap<&str, u16> =
            self.types.iter().zip(0..).map(|(kind, place)| (kind.name.as_str(), place)).collect();
        let parent = |kind: &crate::EventType| {
            let mut shorter = (1..kind.name.len()).rev().filter_map(|end| kind.name.get(..end));
            shorter.find_map(|name| places.get(name)).map(|&place| TypeId(place))
        };
        let parents: Vec<Option<TypeId>> = self.types.iter().map(parent).collect();
        for (kind, parent) in self.types.iter_mut().zip(parents) {
            kind.parent = parent;
        }
    }

    /// For each type the first that takes it in.
    fn moved<'c>(&self, set: impl Fn(usize) -> &'c TypeSet) -> Vec<Option<TypeId>> {
        let mut by_quad = [None; 5];
        let mut by_type: Vec<Option<TypeId>> = vec![None; self.types.len()];
        for at in 0..self.types.len() {
            let kind = TypeId(at as u16);
            for &taken in set(at).types() {
                by_type[taken.index()].get_or_insert(kind);
            }
            for quad in set(at).quads() {
                by_quad[usize::from(quad)].get_or_insert(kind);
            }
        }
        let first = |(own, kind): (Option<TypeId>, &crate::EventType)| {
            own.into_iter().chain(by_quad[usize::from(kind.quad)]).min()
        };
        by_type.into_iter().zip(&self.types).map(first).collect()
    }
}

/// Reads a weight of Goldstein's scale, in tenths.
fn tenths(written: &str) -> Result<i8, Fault<'_>> {
    let value: Option<f64> = written.parse().ok();
    value
        .filter(|value| (-10.0..=10.0).contains(value))
        .map(|value| (value * 10.0).round() as i8)
        .ok_or_else(|| {
            let found = shown(written);
            Fault::new(
                written,
                format!("expected a weight from -10.0 to 10.0, but found {found:?}"),
            )
        })
}

/// Reads `COERCE arrest|deport in legal` or `CONCEDE with executive`.
fn plover_name(written: &str) -> Result<PloverName, Fault<'_>> {
    let wrong = || {
        let message = format!(
            "expected a type of PLOVER, modes, and contexts after in, but found {:?}",
            shown(written)
        );
        Fault::new(written, message).mend("as in: plover COERCE arrest|deport in legal")
    };
    let mut words = written.split_whitespace();
    let event = words.next().ok_or_else(wrong)?;
    let mut name = PloverName { event: event.to_owned(), ..PloverName::default() };
    let mut word = words.next();
    if let Some(modes) = word.filter(|word| !matches!(*word, "in" | "with")) {
        name.modes = modes.split('|').map(str::to_owned).collect();
        word = words.next();
    }
    name.decided_by_contexts = word == Some("in");
    name.contexts = words.map(str::to_owned).collect();
    let complete =
        word.is_none_or(|word| matches!(word, "in" | "with") && !name.contexts.is_empty());
    if complete { Ok(name) } else { Err(wrong()) }
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Reads `The guards *beat* two prisoners.`
fn example(written: &str, line: usize) -> Result<Example, Fault<'_>> {
    let pieces: Vec<&str> = written.splitn(4, '*').collect();
    let [before, trigger, after] = pieces.as_slice() else {
        let message =
            format!("expected one trigger between asterisks, but found {:?}", shown(written));
        return Err(Fault::new(written, message)
            .mend("mark the word that tells of the event: Nurses *walked* out."));
    };
    if trigger.trim().is_empty() {
        let message = "expected a word between the asterisks, but found none";
        return Err(Fault::new(written, message)
            .mend("mark the word that tells of the event: Nurses *walked* out."));
    }
    Ok(Example {
        text: format!("{before}{trigger}{after}"),
        trigger: (before.len(), before.len() + trigger.len()),
        line,
    })
}
