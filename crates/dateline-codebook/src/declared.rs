//! What a codebook declares, read before anything refers to it: patterns may name types that come
//! later.

use std::collections::{HashMap, HashSet};

use crate::codebook::{EventType, TypeId};
use crate::problem::{Fault, Problems};
use crate::source::Statement;
use crate::type_set::TypeSet;
use crate::word::shown;

/// How many types, modes of a type and contexts there may be: their places are kept in 16 bits.
const MOST: usize = u16::MAX as usize;

/// The quad classes by the names that stand for them in patterns.
const CLASSES: [(&str, &[u8]); 6] = [
    ("1", &[1]),
    ("2", &[2]),
    ("3", &[3]),
    ("4", &[4]),
    ("cooperation", &[1, 2]),
    ("conflict", &[3, 4]),
];

/// The names of a codebook, and where they are written.
#[derive(Debug, Default)]
pub(crate) struct Declared<'t> {
    /// The name of the codebook.
    pub(crate) name: Option<&'t str>,
    /// The names of its contexts that have been read.
    pub(crate) contexts: HashSet<&'t str>,
    /// The name of each type, where it is declared.
    pub(crate) type_names: Vec<&'t str>,
    /// The name of each mode of each type, where it is declared.
    pub(crate) mode_names: Vec<Vec<&'t str>>,
    /// Each rule, where it is written.
    pub(crate) rules: Vec<&'t str>,
    types: Vec<EventType>,
    by_name: HashMap<&'t str, TypeId>,
    modes: HashMap<(TypeId, &'t str), u16>,
}

impl<'t> Declared<'t> {
    pub(crate) fn read(statements: &[Statement<'t>], problems: &mut Problems<'t>) -> Self {
        let mut declared = Self::default();
        let mut current = None;
        let mut has_quad = HashSet::new();
        for statement in statements {
            let rest = statement.rest;
            match statement.word {
                "type" => current = problems.take(declared.add_type(statement)).flatten(),
                "context" | "nothing" => current = None,
                "quad" => {
                    let Some(id) = current else { continue };
                    let quad: Option<u8> = rest.parse().ok().filter(|quad| (1..=4).contains(quad));
                    match quad {
                        Some(quad) if has_quad.insert(id) => {
                            declared.types[TypeId::index(id)].quad = quad;
                        }
                        Some(_) => {
                            let message = "expected the quad class of a type once";
                            problems
                                .error(Fault::new(rest, message).mend("take one of the two out"));
                        }
                        None => {
                            let message =
                                format!("expected a class 1 to 4 of a type, but found {rest:?}");
                            problems.error(Fault::new(or_word(rest, statement), message).mend(
                                "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, \
                                 4 material conflict; or leave the line out",
                            ));
                        }
                    }
                }
                "mode" => {
                    let Some(id) = current else { continue };
                    problems.take(declared.add_mode(id, statement));
                }
                _ => {}
            }
        }
        declared
    }

    /// The types that were declared, without what comes later.
    pub(crate) fn take_types(&mut self) -> Vec<EventType> {
        std::mem::take(&mut self.types)
    }

    fn add_type(&mut self, statement: &Statement<'t>) -> Result<Option<TypeId>, Fault<'t>> {
        let name = check_name(statement, "type")?;
        if CLASSES.iter().any(|&(class, _)| class == name) {
            let message = format!("expected a name of a type, but found {name}, a quad class");
            return Err(Fault::new(name, message).mend("call it otherwise"));
        }
        if self.types.len() >= MOST {
            return Err(Fault::new(name, format!("expected at most {MOST} types")));
        }
        let id = TypeId(self.types.len() as u16);
        if let Some(first) = self.by_name.get(name) {
            let line = self.types[first.index()].line;
            let message =
                format!("expected a new name of a type, but found {name:?}, as in line {line}");
            return Err(Fault::new(name, message).mend("join the two, or rename one"));
        }
        self.by_name.insert(name, id);
        self.type_names.push(name);
        self.mode_names.push(Vec::new());
        let line = statement.line;
        self.types.push(EventType { name: name.to_owned(), line, ..EventType::default() });
        Ok(Some(id))
    }

    fn add_mode(&mut self, id: TypeId, statement: &Statement<'t>) -> Result<(), Fault<'t>> {
        let name = check_name(statement, "mode")?;
        let names = &mut self.mode_names[id.index()];
        if names.len() >= MOST {
            return Err(Fault::new(name, format!("expected at most {MOST} modes of a type")));
        }
        if self.modes.contains_key(&(id, name)) {
            let message = format!("expected a new name of a mode, but found {name:?} again");
            return Err(Fault::new(name, message).mend("join the two, or rename one"));
        }
        self.modes.insert((id, name), names.len() as u16);
        names.push(name);
        Ok(())
    }

    /// The type with this name.
    pub(crate) fn named(&self, name: &'t str) -> Result<TypeId, Fault<'t>> {
        self.by_name.get(name).copied().ok_or_else(|| {
            let message = format!("expected a type of this codebook, but found {:?}", shown(name));
            let fault = Fault::new(name, message);
            let near = self
                .type_names
                .iter()
                .take(1000)
                .map(|known| {
                    (
                        strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase()),
                        known,
                    )
                })
                .min()
                .filter(|&(distance, _)| distance <= 2);
            match near {
                Some((_, near)) => fault.mend(format!("did you mean {near}?")),
                None => fault.mend(format!("declare it with a line: type {}", shown(name))),
            }
        })
    }

    /// The place of a mode among those of a type.
    pub(crate) fn mode(&self, kind: TypeId, name: &str) -> Option<u16> {
        self.modes.get(&(kind, name)).copied()
    }

    /// The types that `ASSAULT|COERCE`, `4`, `conflict` or `cooperation` stand for.
    pub(crate) fn classes(&self, written: &'t str) -> Result<TypeSet, Fault<'t>> {
        let mut found = TypeSet::default();
        for name in written.split('|') {
            match CLASSES.iter().find(|&&(class, _)| class == name) {
                Some((_, quads)) => quads.iter().for_each(|&quad| found.add_quad(quad)),
                None => found.add(self.named(name.trim())?),
            }
        }
        Ok(found)
    }
}

/// A name of a type or mode: one word, without what patterns are written with.
fn check_name<'t>(statement: &Statement<'t>, of: &str) -> Result<&'t str, Fault<'t>> {
    let name = statement.rest;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>|,[]*:\"".contains(c);
    if name.is_empty() {
        let message = format!("expected a new name of a {of}, but found none");
        return Err(Fault::new(statement.word, message));
    }
    if name.len() > 100 || name.contains(is_odd) {
        let message =
            format!("expected one word as the name of a {of}, but found {:?}", shown(name));
        return Err(Fault::new(name, message)
            .mend("join its words with - or _, and put what it means after means"));
    }
    Ok(name)
}

fn or_word<'t>(rest: &'t str, statement: &Statement<'t>) -> &'t str {
    if rest.is_empty() { statement.word } else { rest }
}
