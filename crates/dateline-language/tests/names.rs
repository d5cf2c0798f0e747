//! Names that are hard to find: the texts of `data/names.txt`, as they stand and in other looks.
//!
//! What is missed, and what is made up, text by text:
//! `cargo test -p dateline-language --test names -- --ignored --nocapture`.

use std::collections::BTreeSet;
use std::fmt::Write;

use dateline_language::{Model, NameKind};
use dateline_text::{ByteSpan, segment};

/// The least F1, in percent, of exact names: of all texts as they stand, of the three categories
/// that are written in another look, and of all others copied into it.
const FLOORS: &[(&str, f64)] = &[
    ("all", 80.0),
    ("capitals", 90.0),
    ("title case", 80.0),
    ("lower case", 80.0),
    ("all others in capitals", 72.0),
    ("all others in title case", 73.5),
    ("all others in lower case", 57.0),
];

const TEXTS: &str = include_str!("data/names.txt");

const KINDS: [(&str, NameKind); 4] = [
    ("PER", NameKind::Person),
    ("ORG", NameKind::Organisation),
    ("LOC", NameKind::Location),
    ("MISC", NameKind::Miscellaneous),
];

/// A name's bytes and kind.
type Name = (ByteSpan, NameKind);

/// A stretch of a text: a name of this kind, or what stands between two.
type Part = (String, Option<NameKind>);

struct Case {
    category: &'static str,
    parts: Vec<Part>,
}

impl Case {
    fn text_and_names(&self) -> (String, BTreeSet<Name>) {
        let mut text = String::new();
        let mut names = BTreeSet::new();
        for (part, kind) in &self.parts {
            let start = text.len();
            text.push_str(part);
            names.extend(kind.map(|kind| (ByteSpan::new(start, text.len()), kind)));
        }
        (text, names)
    }

    fn has_own_look(&self) -> bool {
        matches!(self.category, "capitals" | "title case" | "lower case")
    }

    fn in_look(&self, look: fn(&Part) -> String) -> Self {
        let parts = self.parts.iter().map(|part| (look(part), part.1)).collect();
        Self { category: self.category, parts }
    }
}

/// The parts of a line: `[PER Ana Ruiz] left.` is a person and what follows.
fn parts(line: &str) -> Vec<Part> {
    let line = line.replace("\\n", "\n");
    let mut parts = Vec::new();
    let mut rest = line.as_str();
    while let Some((before, marked)) = rest.split_once('[') {
        let (name, after) = marked.split_once(']').unwrap_or_else(|| panic!("no `]`: {line}"));
        let (kind, name) = name.split_once(' ').unwrap_or_else(|| panic!("no kind: {line}"));
        let kind = KINDS.iter().find(|known| known.0 == kind);
        let kind = kind.unwrap_or_else(|| panic!("expected PER, ORG, LOC or MISC: {line}"));
        parts.push((before.to_owned(), None));
        parts.push((name.to_owned(), Some(kind.1)));
        rest = after;
    }
    parts.push((rest.to_owned(), None));
    parts
}

fn cases() -> Vec<Case> {
    let mut category = "";
    let mut cases = Vec::new();
    for line in TEXTS.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            category = heading;
        } else if !line.is_empty() && !line.starts_with('#') {
            cases.push(Case { category, parts: parts(line) });
        }
    }
    cases
}

/// All letters great.
fn capitals((part, _): &Part) -> String {
    part.to_uppercase()
}

/// All letters small.
fn lower_case((part, _): &Part) -> String {
    part.to_lowercase()
}

/// Words with a capital, but for names and the small words that headlines leave alone.
fn title_case((part, kind): &Part) -> String {
    const SMALL: [&str; 15] = [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the",
        "to",
    ];
    if kind.is_some() {
        return part.clone();
    }
    let words =
        part.split_inclusive(|letter: char| !letter.is_alphanumeric() && !"'’".contains(letter));
    let with_capital = |word: &str| {
        let mut letters = word.chars();
        let is_small =
            SMALL.contains(&word.trim_end_matches(|letter: char| !letter.is_alphabetic()));
        match letters.next() {
            Some(first) if !is_small => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    };
    words.map(with_capital).collect()
}

/// How many names are right, of those that were found and of those that there are.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    right_spans: usize,
    found: usize,
    expected: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.right_spans += other.right_spans;
        self.found += other.found;
        self.expected += other.expected;
    }

    fn f1(&self, right: usize) -> f64 {
        percent(2 * right, self.found + self.expected)
    }
}

/// A hundred where there is nothing to find and nothing was made up.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The figures by category or look, in the order of the file, and the lines of what went wrong.
#[derive(Default)]
struct Report {
    scores: Vec<(String, Score)>,
    misses: String,
}

impl Report {
    fn add(&mut self, row: &str, score: Score) {
        match self.scores.iter_mut().find(|(known, _)| known == row) {
            Some((_, sum)) => sum.add(score),
            None => self.scores.push((row.to_owned(), score)),
        }
    }

    fn read(&mut self, model: &Model, case: &Case, rows: &[&str]) {
        let (text, expected) = case.text_and_names();
        let found = names_of(model, &text);
        let right_spans =
            expected.iter().filter(|name| found.iter().any(|other| other.0 == name.0)).count();
        let score = Score {
            right: expected.intersection(&found).count(),
            right_spans,
            found: found.len(),
            expected: expected.len(),
        };
        for row in rows {
            self.add(row, score);
        }
        if expected != found {
            let missed = marked(&text, expected.difference(&found));
            let made_up = marked(&text, found.difference(&expected));
            let row = rows[rows.len() - 1];
            let _ = writeln!(self.misses, "{row}: {text:?}\n    -{missed}\n    +{made_up}");
        }
    }

    fn table(&self) -> String {
        let mut table = format!(
            "{:<37}{:>6}{:>11}{:>8}{:>7}{:>10}\n",
            "", "names", "precision", "recall", "F1", "F1 spans"
        );
        for (row, score) in &self.scores {
            let &Score { right, right_spans, found, expected } = score;
            let (precision, recall) = (percent(right, found), percent(right, expected));
            let (f1, spans) = (score.f1(right), score.f1(right_spans));
            let _ = writeln!(
                table,
                "{row:<37}{expected:>6}{precision:>11.1}{recall:>8.1}{f1:>7.1}{spans:>10.1}"
            );
        }
        table
    }
}

/// Names as the data file writes them, each after a space: ` [PER Ana Ruiz] [LOC Lima]`.
fn marked<'n>(text: &str, names: impl Iterator<Item = &'n Name>) -> String {
    let mut line = String::new();
    for (span, kind) in names {
        let short = KINDS.iter().find(|known| known.1 == *kind).map_or("", |known| known.0);
        let _ = write!(line, " [{short} {}]", span.of(text));
    }
    line
}

fn names_of(model: &Model, text: &str) -> BTreeSet<Name> {
    let parse = model.parse(text, &segment(text));
    parse.names().iter().map(|name| (parse.span(name.words.clone()), name.kind)).collect()
}

fn report() -> Report {
    let model = Model::embedded().expect("the embedded model opens");
    let mut report = Report::default();
    let cases = cases();
    for case in &cases {
        if !case.has_own_look() {
            report.read(&model, case, &["all", case.category]);
        }
    }
    for case in cases.iter().filter(|case| case.has_own_look()) {
        report.read(&model, case, &["all", case.category]);
    }
    for (row, look) in [
        ("all others in capitals", capitals as fn(&Part) -> String),
        ("all others in title case", title_case),
        ("all others in lower case", lower_case),
    ] {
        for case in cases.iter().filter(|case| !case.has_own_look()) {
            report.read(&model, &case.in_look(look), &[row]);
        }
    }
    report
}

#[test]
fn hard_names_are_found() {
    let report = report();
    for &(row, floor) in FLOORS {
        let score = report.scores.iter().find(|(known, _)| known == row);
        let (_, score) = score.unwrap_or_else(|| panic!("no figures of {row}"));
        let f1 = score.f1(score.right);
        assert!(f1 >= floor, "F1 of {row}: {f1:.1}, floor {floor:.1}\n{}", report.table());
    }
}

#[test]
#[ignore = "prints what went wrong, for people"]
fn what_is_missed_is_shown() {
    let report = report();
    println!("{}\n{}", report.misses, report.table());
}

#[test]
fn the_texts_are_in_order() {
    let cases = cases();
    assert!(cases.len() >= 250, "{} texts", cases.len());
    let mut seen = BTreeSet::new();
    for case in &cases {
        let (text, names) = case.text_and_names();
        assert!(!case.category.is_empty(), "a text before the first category: {text}");
        assert!(seen.insert(text.clone()), "twice: {text}");
        assert_eq!(case.category == "no names", names.is_empty(), "{text}");
        let words = segment(&text).words;
        for (span, _) in names {
            let starts = words.iter().any(|word| word.span.start == span.start);
            let ends = words.iter().any(|word| word.span.end == span.end);
            assert!(starts && ends, "no whole words: {} in {text}", span.of(&text));
        }
    }
}
