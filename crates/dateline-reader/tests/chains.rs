//! Chains of attribution over the sentences of `data/chains.txt`, whose head says how to extend it.
//!
//! Each level of each chain is asked for its cue, source, content, stance, sort of source and parent,
//! and no other attribution may be found. The shares are of levels, spurious ones included.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic and say its figures"
)]

use std::collections::BTreeMap;

use dateline_reader::Reader;
use dateline_record::{Attribution, Record, Report, Span};

const PARTS: [&str; 6] = ["cue", "source", "content", "stance", "sort of source", "parent"];
/// Shares below which no change may fall, in percent: of the parts of all levels, and of sentences
/// that are right in every part.
const FLOORS: (usize, usize) = (90, 70);

struct Sentence {
    text: &'static str,
    levels: Vec<[&'static str; 6]>,
}

fn sentences() -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let lines = include_str!("data/chains.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.strip_prefix("  ") {
            None => sentences.push(Sentence { text: line, levels: Vec::new() }),
            Some(level) => {
                let columns: Vec<&str> = level.split(" | ").collect();
                let level = columns.try_into().unwrap_or_else(|_| panic!("six columns: {line}"));
                sentences.last_mut().unwrap().levels.push(level);
            }
        }
    }
    sentences
}

/// The letters of pieces of the text, as far as they count: without marks at the ends and the `that`
/// that opens a clause.
fn bare(text: &str) -> String {
    let piece = |piece: &str| {
        let marks: &[char] = &['“', '”', '"', ',', '.', ' '];
        let piece = piece.trim_matches(marks);
        piece.strip_prefix("that ").unwrap_or(piece).trim_matches(marks).to_owned()
    };
    text.split(" … ").map(piece).collect::<Vec<_>>().join(" … ")
}

fn pieces(text: &[char], spans: impl Iterator<Item = Span>) -> String {
    let letters = |span: Span| text[span.start as usize..span.end as usize].iter().collect();
    let found: Vec<String> = spans.map(letters).collect();
    if found.is_empty() { "-".to_owned() } else { found.join(" … ") }
}

fn row(record: &Record, attribution: &Attribution) -> [String; 6] {
    let text: Vec<char> = record.report.text.chars().collect();
    [
        pieces(&text, attribution.cue.iter().copied()),
        pieces(&text, attribution.sources.iter().map(|source| source.span)),
        pieces(&text, attribution.content.iter().copied()),
        format!("{:?}", attribution.stance).to_lowercase(),
        format!("{:?}", attribution.source_kind).to_lowercase(),
        String::new(),
    ]
}

/// For each level, the attribution that it is: one whose cue shares a word with it, the one nearest
/// to its content first.
fn paired(sentence: &Sentence, rows: &[[String; 6]]) -> Vec<Option<usize>> {
    let mut taken = vec![false; rows.len()];
    let mut pair = |level: &[&str; 6]| {
        let shares = |row: &[String; 6]| {
            row[0].split(' ').any(|word| level[0].split(' ').any(|wanted| wanted == word))
        };
        let free = (0..rows.len()).filter(|&at| !taken[at] && shares(&rows[at]));
        let found = free.min_by_key(|&at| {
            (bare(&rows[at][2]) != bare(level[2]), rows[at][2].len().abs_diff(level[2].len()))
        })?;
        taken[found] = true;
        Some(found)
    };
    sentence.levels.iter().map(&mut pair).collect()
}

#[test]
fn chains_are_read() {
    let reader = Reader::new().unwrap();
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut levels, mut spurious, mut whole) = (0, 0, 0);
    let sentences = sentences();
    assert_eq!(sentences.len(), 120);
    for sentence in &sentences {
        let report = Report { text: sentence.text.to_owned(), ..Report::default() };
        let record = reader.read(&report).unwrap();
        let rows: Vec<[String; 6]> =
            record.attributions.iter().map(|attribution| row(&record, attribution)).collect();
        let pairs = paired(sentence, &rows);
        let mut faults = Vec::new();
        for (level, pair) in sentence.levels.iter().zip(&pairs) {
            levels += 1;
            let Some(found) = *pair else {
                faults.push(format!("  missed: {}", level.join(" | ")));
                continue;
            };
            let parent = record.attributions[found].parent.map_or("-".to_owned(), |parent| {
                let level = pairs.iter().position(|pair| *pair == Some(parent.index()));
                level.map_or("another".to_owned(), |level| (level + 1).to_string())
            });
            for (part, name) in PARTS.into_iter().enumerate() {
                let is = if part == 5 { &parent } else { &rows[found][part] };
                // Cues are paired by a word that they share; their exact ends are for the corpus.
                if part == 0 || bare(is) == bare(level[part]) {
                    *right.entry(name).or_default() += 1;
                } else {
                    faults.push(format!("  {name}: expected {:?}, found {is:?}", level[part]));
                }
            }
        }
        for (at, row) in rows.iter().enumerate() {
            if !pairs.contains(&Some(at)) {
                spurious += 1;
                faults.push(format!("  spurious: {}", row.join(" | ")));
            }
        }
        if faults.is_empty() {
            whole += 1;
        } else {
            println!("{}\n{}", sentence.text, faults.join("\n"));
        }
    }
    for (part, right) in &right {
        println!("{part}: {right} of {levels}");
    }
    let share = 100 * right.values().sum::<usize>() / (PARTS.len() * (levels + spurious));
    let sentences = 100 * whole / sentences.len();
    println!("parts: {share} %; spurious: {spurious}; sentences right in all: {sentences} %");
    assert!(share >= FLOORS.0 && sentences >= FLOORS.1, "{share} % and {sentences} %");
}
