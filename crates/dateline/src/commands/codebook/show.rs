//! `dateline codebook list` and `show`: what codebooks hold.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dateline_codebook::{
    Codebook, CodebookError, EventType, PloverName, TriggerClass, TypeId, built_in,
};

use super::table;
use crate::failure::{DONE, Failure};
use crate::{codebooks, terminal};

/// Lists the codebooks that the program carries.
pub(super) fn list() -> Result<ExitCode> {
    let rows = built_in().into_iter().map(|(codebook, _)| {
        let modes: usize = codebook.types.iter().map(|kind| kind.modes.len()).sum();
        vec![
            codebook.name.clone(),
            codebook.version.clone(),
            codebook.types.len().to_string(),
            modes.to_string(),
            codebook.patterns().to_string(),
            codebook.title.clone(),
        ]
    });
    let headings = ["name", "version", "types", "modes", "patterns", "title"];
    io::stdout().write_all(table(&headings, rows.collect()).as_bytes())?;
    Ok(DONE)
}

/// Shows a codebook, one type of it, or its text.
pub(super) fn run(name: &Path, kind: Option<&str>, source: bool) -> Result<ExitCode> {
    let carried = built_in().into_iter().find(|(codebook, _)| Path::new(&codebook.name) == name);
    let (codebook, text) = match carried {
        Some((codebook, text)) => (codebook.clone(), text.to_owned()),
        None => of_file(name)?,
    };
    let out = match kind {
        _ if source => text,
        None => whole(&codebook),
        Some(wanted) => {
            let found = codebook.types.iter().position(|kind| kind.name == wanted);
            let place = found.ok_or_else(|| no_such_type(&codebook, wanted))?;
            one(&codebook, TypeId(place as u16))
        }
    };
    io::stdout().write_all(out.as_bytes())?;
    Ok(DONE)
}

fn of_file(file: &Path) -> Result<(Codebook, String), Failure> {
    if !file.exists() {
        let names: Vec<&str> =
            built_in().iter().map(|(codebook, _)| codebook.name.as_str()).collect();
        let message =
            format!("expected one of {} or a file, but found {}", names.join(", "), file.display());
        return Err(Failure::new("codebook", message));
    }
    let text = codebooks::text(file)?;
    let parsed = Codebook::parse(&text);
    let codebook = parsed.map_err(|CodebookError { problems }| {
        codebooks::tell(file, &text, &problems);
        codebooks::refused(file, problems.len())
    })?;
    Ok((codebook, text))
}

fn no_such_type(codebook: &Codebook, wanted: &str) -> Failure {
    let near = codebook
        .types
        .iter()
        .map(|kind| {
            let distance =
                strsim::damerau_levenshtein(&kind.name.to_lowercase(), &wanted.to_lowercase());
            (distance, kind.name.as_str())
        })
        .min()
        .filter(|&(distance, _)| distance <= 3);
    let mend = match near {
        Some((_, near)) => format!("did you mean {near}?"),
        None => format!("`dateline codebook show {}` lists its types", codebook.name),
    };
    let message = format!("expected a type of {}, but found {wanted}; {mend}", codebook.name);
    Failure::new("codebook", message)
}

/// Its types with what they mean.
fn whole(codebook: &Codebook) -> String {
    let mut out = String::new();
    let title = [&codebook.title, &codebook.version].map(String::as_str).join(" ");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}: {}\n", codebook.name, title.trim());
    let has_quads = codebook.types.iter().any(|kind| kind.quad != 0);
    let has_modes = codebook.types.iter().any(|kind| !kind.modes.is_empty());
    let weight = |place: usize| codebook.goldstein(TypeId(place as u16));
    let has_weights = (0..codebook.types.len()).any(|place| weight(place).is_some());
    let columns = [
        ("type", true),
        ("class", has_quads),
        ("weight", has_weights),
        ("means", true),
        ("modes", has_modes),
    ];
    let shown = |cells: [String; 5]| -> Vec<String> {
        cells.into_iter().zip(columns).filter(|(_, (_, has))| *has).map(|(cell, _)| cell).collect()
    };
    let headings: Vec<&str> =
        columns.into_iter().filter(|(_, has)| *has).map(|(heading, _)| heading).collect();
    let rows = codebook.types.iter().enumerate().map(|(place, kind)| {
        let modes: Vec<&str> = kind.modes.iter().map(|mode| mode.name.as_str()).collect();
        shown([
            kind.name.clone(),
            kind.quad.to_string(),
            weight(place).map_or_else(String::new, signed),
            kind.means.clone(),
            modes.join(", "),
        ])
    });
    out.push_str(&table(&headings, rows.collect()));
    if has_quads {
        out.push_str(
            "\nclass: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material \
             conflict\n",
        );
    }
    if has_weights {
        out.push_str("weight: on Goldstein's scale, from -10 (war) to +10 (cooperation)\n");
    }
    out
}

/// A type with its modes, their words and their examples.
fn one(codebook: &Codebook, id: TypeId) -> String {
    let EventType { name, quad, means, line, .. } = codebook.kind(id);
    let class = if *quad == 0 { String::new() } else { format!(", class {quad}") };
    let mut out = String::new();
    let weight = codebook.goldstein(id);
    let weight = weight
        .map_or_else(String::new, |weight| format!(", {} on Goldstein's scale", signed(weight)));
    let _ = writeln!(out, "{name} of {}, line {line}{class}{weight}", codebook.name);
    part(&mut out, codebook, id, None, means);
    for (place, mode) in codebook.kind(id).modes.iter().enumerate() {
        let _ = writeln!(out, "\n{name} {}, line {}", mode.name, mode.line);
        part(&mut out, codebook, id, Some(place as u16), &mode.means);
    }
    out
}

fn part(out: &mut String, codebook: &Codebook, id: TypeId, mode: Option<u16>, means: &str) {
    let width = terminal::look(None, false, false).width;
    let mut paragraph = |heading: &str, words: &str| {
        if words.is_empty() {
            return;
        }
        let first = format!("  {heading:<11}");
        let options = textwrap::Options::new(width)
            .initial_indent(&first)
            .subsequent_indent("             ")
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        let _ = writeln!(out, "{}", textwrap::fill(words, options));
    };
    paragraph("means", means);
    for (class, heading) in [
        (TriggerClass::Verb, "verbs"),
        (TriggerClass::Noun, "nouns"),
        (TriggerClass::Adjective, "adjectives"),
    ] {
        let mut written: Vec<&str> = codebook
            .rules()
            .filter(|rule| rule.class == class && rule.stands_for == Some((id, mode)))
            .map(|rule| rule.written)
            .collect();
        // A trigger with a hyphen has a second pattern, for a text that is cut there.
        written.dedup();
        paragraph(heading, &written.join(", "));
    }
    let kind = codebook.kind(id);
    if mode.is_none() {
        let of_plover: Vec<String> = kind.plover.iter().map(in_plover).collect();
        paragraph("in plover", &of_plover.join("; "));
    }
    let (examples, counters) = match mode {
        None => (&kind.examples, &kind.counters),
        Some(mode) => {
            let mode = &kind.modes[usize::from(mode)];
            (&mode.examples, &mode.counters)
        }
    };
    for (heading, list) in [("example", examples), ("counter", counters)] {
        for example in list {
            let (start, end) = example.trigger;
            let text = &example.text;
            let marked = format!("{}*{}*{}", &text[..start], &text[start..end], &text[end..]);
            paragraph(heading, &marked);
        }
    }
}

/// What a type is in PLOVER: `AID, economic`.
fn in_plover(name: &PloverName) -> String {
    let modes = name.modes.join("|");
    let kind = [name.event.as_str(), modes.as_str()].join(" ");
    let mut all = vec![kind.trim_end().to_owned()];
    all.extend(name.contexts.iter().cloned());
    all.join(", ")
}

/// A weight with its sign, of which nought has none.
fn signed(weight: f64) -> String {
    if weight == 0.0 { "0.0".to_owned() } else { format!("{weight:+.1}") }
}
