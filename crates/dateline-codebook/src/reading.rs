//! From the text of a codebook to a codebook.

use std::collections::HashMap;

use crate::codebook::{Codebook, Context, EventType, Example, Mode, Rule, TypeId};
use crate::error::CodebookError;
use crate::frame::TriggerClass;
use crate::pattern::Pattern;

/// What the statements that follow belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Head,
    Context,
    Type,
    Mode,
    /// Patterns that stand for nothing: `meet deadline` is no meeting.
    Nothing,
}

impl Codebook {
    /// Reads a codebook. See the crate's page for what it looks like.
    ///
    /// # Errors
    /// At the first line that is no statement, that stands where it does not belong, or that names
    /// a type which the codebook does not have.
    pub fn parse(text: &str) -> Result<Self, CodebookError> {
        let mut codebook = Self { types: declared_types(text)?, ..Self::default() };
        let mut block = Block::Head;
        let mut current = 0;
        for (at, line) in text.lines().enumerate() {
            let number = at + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let rest = rest.trim();
            let error = |problem: String| CodebookError::new(number, problem);
            match (word, block) {
                ("codebook", Block::Head) => rest.clone_into(&mut codebook.name),
                ("title", Block::Head) => rest.clone_into(&mut codebook.title),
                ("version", Block::Head) => rest.clone_into(&mut codebook.version),
                ("context", _) => {
                    block = Block::Context;
                    codebook.contexts.push(Context { name: rest.to_owned(), ..Context::default() });
                }
                ("words", Block::Context) => {
                    let place = codebook.contexts.len() - 1;
                    for entry in entries(rest) {
                        codebook.contexts[place].words.push(entry.to_owned());
                        let places = codebook.contexts_of.entry(entry.to_owned()).or_default();
                        if places.contains(&(place as u16)) {
                            return Err(error(format!("expected {entry:?} once in a context")));
                        }
                        places.push(place as u16);
                    }
                }
                ("type", _) => {
                    block = Block::Type;
                    current = codebook.named(rest).map_err(error)?.index();
                }
                ("nothing", _) => block = Block::Nothing,
                // Read beforehand: patterns may name types that come later.
                ("quad", Block::Type) | ("mode", Block::Type | Block::Mode) => {
                    if word == "mode" {
                        block = Block::Mode;
                        codebook.types[current]
                            .modes
                            .push(Mode { name: rest.to_owned(), ..Mode::default() });
                    }
                }
                ("means", _) => match block {
                    Block::Context => append(&mut last(&mut codebook.contexts).means, rest),
                    Block::Type => append(&mut codebook.types[current].means, rest),
                    Block::Mode => {
                        append(&mut last(&mut codebook.types[current].modes).means, rest);
                    }
                    Block::Head | Block::Nothing => {
                        return Err(error("expected a type before its definition".to_owned()));
                    }
                },
                ("verb" | "noun" | "adjective", Block::Type | Block::Mode | Block::Nothing) => {
                    let mode = (block == Block::Mode)
                        .then(|| codebook.types[current].modes.len() as u16 - 1);
                    let stands_for =
                        (block != Block::Nothing).then_some((TypeId(current as u16), mode));
                    let class = match word {
                        "verb" => TriggerClass::Verb,
                        "noun" => TriggerClass::Noun,
                        _ => TriggerClass::Adjective,
                    };
                    for entry in entries(rest) {
                        let pattern = Pattern::parse(entry, class, number, |classes| {
                            codebook.classes(classes)
                        })
                        .map_err(|problem| error(format!("in {entry:?}: {problem}")))?;
                        for pattern in pattern.cut_at_hyphen().into_iter().chain([pattern]) {
                            let written = entry.to_owned();
                            codebook.rules.push(Rule { pattern, written, stands_for });
                        }
                    }
                }
                ("future", Block::Type) => {
                    codebook.types[current].future = codebook.classes(rest).map_err(error)?;
                }
                ("negated", Block::Type) => {
                    codebook.types[current].negated = codebook.classes(rest).map_err(error)?;
                }
                ("within", Block::Mode) => {
                    for entry in entries(rest) {
                        let (kind, mode) = entry.split_once(' ').unwrap_or((entry, ""));
                        for id in codebook.classes(kind).map_err(error)? {
                            let place = codebook.declared_mode(text, id, mode).map_err(error)?;
                            last(&mut codebook.types[current].modes).within.push((id, place));
                        }
                    }
                }
                ("example" | "counter", Block::Type | Block::Mode) => {
                    let example = example(rest, number).map_err(error)?;
                    let kind = &mut codebook.types[current];
                    let list = match (word, block) {
                        ("example", Block::Mode) => &mut last(&mut kind.modes).examples,
                        ("example", _) => &mut kind.examples,
                        (_, Block::Mode) => &mut last(&mut kind.modes).counters,
                        _ => &mut kind.counters,
                    };
                    list.push(example);
                }
                _ => {
                    return Err(error(format!(
                        "expected a statement that belongs here, but found {word:?}"
                    )));
                }
            }
        }
        codebook.index()?;
        Ok(codebook)
    }

    fn named(&self, name: &str) -> Result<TypeId, String> {
        self.types
            .iter()
            .position(|kind| kind.name == name)
            .map(|place| TypeId(place as u16))
            .ok_or_else(|| format!("expected a type of this codebook, but found {name:?}"))
    }

    /// The types that `ASSAULT|COERCE`, `4`, `conflict` or `cooperation` stand for.
    fn classes(&self, written: &str) -> Result<Vec<TypeId>, String> {
        let mut found = Vec::new();
        for name in written.split('|') {
            let quads: &[u8] = match name {
                "1" => &[1],
                "2" => &[2],
                "3" => &[3],
                "4" => &[4],
                "cooperation" => &[1, 2],
                "conflict" => &[3, 4],
                _ => {
                    found.push(self.named(name)?);
                    continue;
                }
            };
            found.extend(
                (0..self.types.len())
                    .filter(|&place| quads.contains(&self.types[place].quad))
                    .map(|place| TypeId(place as u16)),
            );
        }
        Ok(found)
    }

    /// The place of a mode that may be declared further down.
    fn declared_mode(&self, text: &str, kind: TypeId, mode: &str) -> Result<Option<u16>, String> {
        if mode.is_empty() {
            return Ok(None);
        }
        let name = &self.types[kind.index()].name;
        let mut inside = false;
        let mut place = 0;
        for line in text.lines() {
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            match word {
                "type" => inside = rest.trim() == name,
                "mode" if inside && rest.trim() == mode => return Ok(Some(place)),
                "mode" if inside => place += 1,
                _ => {}
            }
        }
        Err(format!("expected a mode of {name}, but found {mode:?}"))
    }

    fn index(&mut self) -> Result<(), CodebookError> {
        let mut seen: HashMap<(TriggerClass, &str, String), usize> = HashMap::new();
        for (place, rule) in self.rules.iter().enumerate() {
            let pattern = &rule.pattern;
            let shape = format!("{:?}{:?}", pattern.elements, pattern.conditions);
            for trigger in &pattern.triggers {
                let key = (pattern.class, trigger.as_str(), shape.clone());
                if let Some(line) = seen.insert(key, pattern.line) {
                    let problem = format!("the pattern of {trigger:?} stands in line {line} too");
                    return Err(CodebookError::new(pattern.line, problem));
                }
                self.by_trigger.entry(trigger.clone()).or_default().push(place as u32);
            }
        }
        Ok(())
    }
}

/// The types of a codebook by name and class, before anything else of them is read.
fn declared_types(text: &str) -> Result<Vec<EventType>, CodebookError> {
    let mut types: Vec<EventType> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let error = |problem: String| CodebookError::new(at + 1, problem);
        let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let rest = rest.trim();
        if word == "type" {
            if rest.is_empty() || types.iter().any(|kind| kind.name == rest) {
                return Err(error(format!("expected a new name of a type, but found {rest:?}")));
            }
            types.push(EventType { name: rest.to_owned(), ..EventType::default() });
        } else if word == "quad" {
            let quad = rest.parse().ok().filter(|quad| (1..=4).contains(quad));
            let kind = types.last_mut();
            let (Some(quad), Some(kind)) = (quad, kind) else {
                return Err(error(format!(
                    "expected a class 1 to 4 of a type, but found {rest:?}"
                )));
            };
            kind.quad = quad;
        }
    }
    Ok(types)
}

/// The entries of a list with commas.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|entry| !entry.is_empty())
}

/// The last of a list that is not empty: the block it belongs to has been opened.
fn last<T: Default>(list: &mut Vec<T>) -> &mut T {
    if list.is_empty() {
        list.push(T::default());
    }
    let place = list.len() - 1;
    &mut list[place]
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Reads `The guards *beat* two prisoners.`
fn example(written: &str, line: usize) -> Result<Example, String> {
    let pieces: Vec<&str> = written.split('*').collect();
    let [before, trigger, after] = pieces.as_slice() else {
        return Err(format!("expected one trigger between asterisks, but found {written:?}"));
    };
    Ok(Example {
        text: format!("{before}{trigger}{after}"),
        trigger: (before.len(), before.len() + trigger.len()),
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_line() {
        for (text, line, part) in [
            ("codebook a\n\nverb attack", 3, "belongs here"),
            ("type A\n  quad 5", 2, "class 1 to 4"),
            ("type A\ntype A", 2, "new name"),
            ("type A\n  verb strike <B>", 2, "\"B\""),
            ("type A\n  verb Strike", 2, "lower case"),
            ("type A\n  example no trigger", 2, "asterisks"),
            ("type A\n  verb hit\n  verb kick, hit", 3, "line 2"),
            ("type A\n  mode m\n    within A n", 3, "\"n\""),
            ("means nothing", 1, "before its definition"),
            ("context c\n  words a, a", 2, "once"),
            ("wibble", 1, "wibble"),
        ] {
            let error = Codebook::parse(text).expect_err(text);
            assert_eq!(error.line, line, "{text:?}: {error}");
            assert!(error.to_string().contains(part), "{text:?}: {error}");
        }
    }

    #[test]
    fn nothing_is_an_empty_codebook() {
        let codebook = Codebook::parse("# only a comment\n").expect("a codebook");
        assert_eq!(codebook.patterns(), 0);
    }

    #[test]
    fn definitions_may_take_several_lines() {
        let codebook =
            Codebook::parse("type A\n  quad 1\n  means one\n  means two").expect("a codebook");
        assert_eq!(codebook.types[0].means, "one two");
    }
}
