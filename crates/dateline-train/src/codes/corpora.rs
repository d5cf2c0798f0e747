//! The sentences that types of events are learned from, and what is known of each.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use anyhow::{Context, Result};
use dateline_codebook::Codebook;
use flate2::read::GzDecoder;

use crate::clusters::news::each_text;

/// Each example of the codebook is given once more with one of these after it: that somebody says so
/// makes no other event of it.
const SAYINGS: [&str; 5] = [
    "officials told reporters",
    "a spokesman said on Monday",
    "state media reported",
    "according to two witnesses",
    "the ministry said in a statement",
];

/// How many characters of a report of plain news are read.
const NEWS_LENGTH: usize = 1200;

/// A stretch of a sentence, in characters.
pub(super) type Stretch = (u32, u32);

/// A set of types as bits, in the order of the codebook.
pub(super) type Types = u32;

/// The sets of sentences that figures are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Set {
    /// A source and a target are marked, and what the one does to the other has a type.
    Plv,
    /// A sentence has a quad class, or none.
    Quad,
    /// Actors and recipients are marked.
    Actors,
    /// The examples and counter-examples of the codebook.
    Examples,
    /// Plain news, and what another codebook gives as examples of its own types.
    News,
}

/// What is known of a sentence.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// What the source does to the target has one of these types.
    Links { types: Types, source: Vec<Stretch>, target: Vec<Stretch> },
    /// The first event that has a type has one of these; with no types, there is none.
    First { types: Types, quad: u8 },
    /// The last words of those who act and of those who are acted upon, and whether it cannot be
    /// told which is which.
    Parties { actors: Vec<Stretch>, recipients: Vec<Stretch>, mutual: bool },
    /// The event here has one of these types.
    Is { types: Types, trigger: Stretch },
    /// The event here has none of these types.
    IsNot { types: Types, trigger: Stretch },
    /// Nothing is known of it; but most events that no pattern knows have no type.
    Plain,
}

/// A sentence.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) set: Set,
    /// As the evaluation programs number it.
    pub(super) id: String,
    pub(super) text: String,
    pub(super) answer: Answer,
}

impl Sentence {
    /// The part that a sentence belongs to, of so many; the same sentence of two sets, whatever its
    /// punctuation, to the same.
    pub(super) fn fold(&self, folds: usize) -> usize {
        let letters = self.text.chars().filter(char::is_ascii_alphanumeric);
        let hash = letters.fold(0xCBF2_9CE4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(letter.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3)
        });
        (hash >> 17) as usize % folds.max(1)
    }
}

/// The types with these names; an older codebook has one name for two.
fn types_named(book: &Codebook, name: &str) -> Types {
    let places = book.types.iter().enumerate();
    places
        .filter(|(_, kind)| match name {
            "YIELD" => matches!(kind.name.as_str(), "CONCEDE" | "RETREAT"),
            name => kind.name == name,
        })
        .fold(0, |types, (place, _)| types | 1 << place)
}

/// The types of a quad class.
pub(super) fn types_of_quad(book: &Codebook, quad: u8) -> Types {
    let places = book.types.iter().enumerate();
    places.filter(|(_, kind)| kind.quad == quad).fold(0, |types, (place, _)| types | 1 << place)
}

fn text_of(path: &Path) -> Result<String> {
    let file = File::open(path).with_context(|| format!("expected a file {}", path.display()))?;
    let mut text = String::new();
    BufReader::new(GzDecoder::new(file))
        .read_to_string(&mut text)
        .with_context(|| format!("expected text under gzip in {}", path.display()))?;
    Ok(text)
}

/// Sentences with a marked source and target, and a type.
pub(super) fn plv(path: &Path, book: &Codebook) -> Result<Vec<Sentence>> {
    let text = text_of(path)?;
    let mut lines = text.lines();
    let heading: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        heading
            .iter()
            .position(|&column| column == name)
            .with_context(|| format!("expected a column {name:?} in {}", path.display()))
    };
    let [sentence, marked, source, target, root] =
        ["sentence", "marked_sentence", "source", "target", "gold_root"].map(column);
    let (sentence, marked, source, target, root) = (sentence?, marked?, source?, target?, root?);
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let get = |column: usize| columns.get(column).copied().unwrap_or_default();
        let next = numbers.len() + 1;
        let number = *numbers.entry(get(sentence)).or_insert(next);
        found.push(Sentence {
            set: Set::Plv,
            id: format!("plv-{number}"),
            text: get(sentence).to_owned(),
            answer: Answer::Links {
                types: types_named(book, get(root)),
                source: marks(get(sentence), get(marked), get(source), 's'),
                target: marks(get(sentence), get(marked), get(target), 't'),
            },
        });
    }
    Ok(found)
}

/// Where a mark stands in the sentence; where the marked sentence is not the sentence, every place of
/// what is marked.
fn marks(sentence: &str, marked: &str, surface: &str, tag: char) -> Vec<Stretch> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let (mut found, mut plain, mut at, mut from) = (Vec::new(), String::new(), 0_u32, None);
    let mut rest = marked;
    while let Some(letter) = rest.chars().next() {
        let mark = ["<s>", "</s>", "<t>", "</t>"].into_iter().find(|mark| rest.starts_with(mark));
        if let Some(mark) = mark {
            if mark == open {
                from = Some(at);
            } else if mark == close
                && let Some(from) = from.take()
            {
                found.push((from, at));
            }
            rest = &rest[mark.len()..];
        } else {
            plain.push(letter);
            at += 1;
            rest = &rest[letter.len_utf8()..];
        }
    }
    if plain == sentence {
        return found;
    }
    let length = surface.chars().count() as u32;
    if length == 0 {
        return Vec::new();
    }
    sentence
        .match_indices(surface)
        .map(|(byte, _)| {
            let start = sentence[..byte].chars().count() as u32;
            (start, start + length)
        })
        .collect()
}

/// Sentences with a quad class, 0 for none.
pub(super) fn quad(path: &Path, book: &Codebook) -> Result<Vec<Sentence>> {
    let text = text_of(path)?;
    let rows = text.lines().filter_map(|line| {
        let (sentence, class) = line.rsplit_once('\t')?;
        Some((sentence, class.trim().parse::<u8>().ok()?))
    });
    let sentence = |(place, (sentence, quad)): (usize, (&str, u8))| {
        let quoted = sentence.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        Sentence {
            set: Set::Quad,
            id: format!("quad-{}", place + 1),
            text: quoted.map_or(sentence.to_owned(), |inner| inner.replace("\"\"", "\"")),
            answer: Answer::First { types: types_of_quad(book, quad), quad },
        }
    };
    Ok(rows.enumerate().map(sentence).collect())
}

/// Sentences whose actors (`S`), recipients (`T`) and those who are both (`R`) are marked, a word a
/// line.
pub(super) fn actors(path: &Path) -> Result<Vec<Sentence>> {
    let text = text_of(path)?;
    let mut found = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let mut words = String::new();
        let (mut at, mut last) = (0_u32, "O");
        let mut spans: Vec<(char, Stretch)> = Vec::new();
        for line in block.lines() {
            let Some((word, tag)) = line.trim_end().rsplit_once(char::is_whitespace) else {
                continue;
            };
            let word = word.trim_end();
            let end = at + word.chars().count() as u32;
            let kind = tag.chars().nth(2);
            if let Some(kind) = kind {
                if tag.starts_with('B') || last.chars().nth(2) != Some(kind) {
                    spans.push((kind, (at, end)));
                } else if let Some(span) = spans.last_mut() {
                    span.1 = (at, end);
                }
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
            at = end + 1;
            last = tag;
        }
        let of = |kinds: &str| {
            spans.iter().filter(|(kind, _)| kinds.contains(*kind)).map(|span| span.1).collect()
        };
        found.push(Sentence {
            set: Set::Actors,
            id: format!("bio-{}", found.len() + 1),
            text: words,
            answer: Answer::Parties {
                actors: of("SR"),
                recipients: of("TR"),
                mutual: spans.iter().any(|(kind, _)| *kind == 'R'),
            },
        });
    }
    Ok(found)
}

/// The examples and counter-examples of the codebook.
pub(super) fn examples(book: &Codebook) -> Vec<Sentence> {
    let sentence = |text: &str, line: usize, answer: Answer| Sentence {
        set: Set::Examples,
        id: format!("line-{line}"),
        text: text.to_owned(),
        answer,
    };
    let stretch = |text: &str, (from, to): (usize, usize)| {
        let at = |byte: usize| text[..byte].chars().count() as u32;
        (at(from), at(to))
    };
    let is = book.examples().flat_map(|(kind, _, example)| {
        let trigger = stretch(&example.text, example.trigger);
        let types = types_named(book, &kind.name);
        let clause = example.text.trim_end_matches('.');
        let told = format!("{clause}, {}.", SAYINGS[example.line % SAYINGS.len()]);
        [example.text.clone(), told]
            .map(|text| sentence(&text, example.line, Answer::Is { types, trigger }))
    });
    // That it is another mode of its type says nothing of the type.
    let is_not = book.counters().filter(|(_, mode, _)| mode.is_none()).map(|(kind, _, example)| {
        let trigger = stretch(&example.text, example.trigger);
        let types = types_named(book, &kind.name);
        sentence(&example.text, example.line, Answer::IsNot { types, trigger })
    });
    is.chain(is_not).collect()
}

/// The first paragraphs of so many reports of plain news, taken evenly from all of them, and the
/// examples of Dateline's own codebook.
pub(super) fn plain(news: Option<&Path>, count: usize, core: &Codebook) -> Result<Vec<Sentence>> {
    let mut texts: Vec<String> =
        core.examples().map(|(_, _, example)| example.text.clone()).collect();
    if let Some(news) = news {
        let mut all = Vec::new();
        each_text(news, |text| {
            let end = text.char_indices().nth(NEWS_LENGTH).map_or(text.len(), |(at, _)| at);
            all.push(text[..end].to_owned());
        })?;
        let step = (all.len() / count.max(1)).max(1);
        texts.extend(all.into_iter().step_by(step));
    }
    let sentence = |(place, text)| Sentence {
        set: Set::News,
        id: format!("plain-{place}"),
        text,
        answer: Answer::Plain,
    };
    Ok(texts.into_iter().enumerate().map(sentence).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_the_sentence() {
        let sentence = "Oslo thanked Lima, and Lima thanked Oslo.";
        for (marked, surface, tag, expected) in [
            ("<s>Oslo</s> thanked <t>Lima</t>, and Lima thanked Oslo.", "Oslo", 's', vec![(0, 4)]),
            (
                "<s>Oslo</s> thanked <t>Lima</t>, and Lima thanked Oslo.",
                "Lima",
                't',
                vec![(13, 17)],
            ),
            // Where the marked sentence is another, each place of the words counts.
            ("<s>Oslo</s> thanked Lima.", "Oslo", 's', vec![(0, 4), (36, 40)]),
            ("no mark at all", "", 's', vec![]),
        ] {
            assert_eq!(marks(sentence, marked, surface, tag), expected, "{marked}");
        }
    }

    #[test]
    fn one_sentence_of_two_sets_is_in_one_fold() {
        let sentence = |text: &str| Sentence {
            set: Set::Plv,
            id: String::new(),
            text: text.to_owned(),
            answer: Answer::Plain,
        };
        for folds in [2, 5, 7] {
            let one = sentence("Lima's envoy left.").fold(folds);
            assert_eq!(one, sentence("Lima 's envoy left .").fold(folds));
            assert!(one < folds);
        }
    }

    #[test]
    fn an_older_name_stands_for_two_types() {
        let book = dateline_codebook::plover();
        assert_eq!(types_named(book, "YIELD").count_ones(), 2);
        assert_eq!(types_named(book, "ASSAULT").count_ones(), 1);
        let all = (1..=4).fold(0, |types, quad| types | types_of_quad(book, quad));
        assert_eq!(all.count_ones() as usize, book.types.len());
    }
}
