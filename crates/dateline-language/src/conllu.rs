//! CoNLL-U: gold tokens to parse, and parses to print or to test with.

use std::ops::Range;

use dateline_text::{ByteSpan, WordSpan};
use smol_str::SmolStr;
use thiserror::Error;

use crate::surface::lower_form;
use crate::{Parse, Relation, Upos, Word, intern};

/// What is wrong with a CoNLL-U text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// The number of the line, from one.
    pub line: usize,
    /// What was expected and what was found.
    pub problem: String,
}

/// A sentence of a CoNLL-U text: its lines as they stand, and the text that its words make.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConlluSentence {
    /// The comment lines, `#` included.
    pub comments: Vec<String>,
    /// The rows of words, multiword tokens and empty nodes, ten columns each.
    pub rows: Vec<[String; 10]>,
    /// The words put together, with spaces as `SpaceAfter=No` has them.
    pub text: String,
    /// The words in `text`.
    pub words: Vec<WordSpan>,
}

/// The sentences of a CoNLL-U text.
///
/// # Errors
/// Where a line is neither a comment, nor blank, nor of ten columns, or an id is out of order.
pub fn read_conllu(text: &str) -> Result<Vec<ConlluSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut open = ConlluSentence::default();
    for (number, line) in text.lines().enumerate() {
        let error = |problem: String| ConlluError { line: number + 1, problem };
        if line.trim().is_empty() {
            if !open.rows.is_empty() {
                sentences.push(std::mem::take(&mut open));
            }
        } else if line.starts_with('#') {
            open.comments.push(line.to_owned());
        } else {
            let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let row = <[String; 10]>::try_from(columns).map_err(|columns| {
                error(format!("expected 10 columns, but found {}", columns.len()))
            })?;
            open.rows.push(row);
        }
    }
    if !open.rows.is_empty() {
        sentences.push(open);
    }
    for sentence in &mut sentences {
        sentence.lay_out();
    }
    Ok(sentences)
}

impl ConlluSentence {
    /// Puts the words together to a text.
    fn lay_out(&mut self) {
        let mut inside = 0..0;
        let mut token_glued = false;
        for row in &self.rows {
            let glued = row[9].split('|').any(|item| item == "SpaceAfter=No");
            if let Some(range) = multiword_range(&row[0]) {
                inside = range;
                token_glued = glued;
                continue;
            }
            let Ok(id) = row[0].parse::<usize>() else { continue };
            let start = self.text.len();
            self.text.push_str(&row[1]);
            let span = ByteSpan::new(start, self.text.len());
            self.words.push(WordSpan { span, joined: inside.contains(&id) && id != inside.start });
            let within_token = inside.contains(&id) && id + 1 != inside.end;
            let space = if within_token {
                false
            } else if inside.contains(&id) {
                !token_glued
            } else {
                !glued
            };
            if space {
                self.text.push(' ');
            }
        }
    }

    /// The parse that the columns of this sentence give, its words in [`Self::text`].
    ///
    /// # Errors
    /// Where a tag or a relation is not of Universal Dependencies, or a head is no word's.
    pub fn parse(&self) -> Result<Parse, ConlluError> {
        let rows = self.rows.iter().filter(|row| row[0].parse::<usize>().is_ok());
        let mut words = Vec::new();
        for (at, (row, place)) in rows.zip(&self.words).enumerate() {
            let error = |problem: String| ConlluError { line: at + 1, problem };
            let relation = row[7].split(':').next().unwrap_or_default();
            let head: usize = row[6]
                .parse()
                .map_err(|_| error(format!("expected a head, but found {:?}", row[6])))?;
            if head > self.words.len() {
                return Err(error(format!("head {head} lies beyond the sentence")));
            }
            words.push(Word {
                span: place.span,
                joined: place.joined,
                lower: lower_form(&row[1]),
                lemma: SmolStr::from(row[2].as_str()),
                upos: Upos::parse(&row[3])
                    .ok_or_else(|| error(format!("expected a tag, but found {:?}", row[3])))?,
                xpos: intern(&row[4]),
                feats: intern(&row[5]),
                head: head.checked_sub(1),
                relation: Relation::parse(relation)
                    .ok_or_else(|| error(format!("expected a relation, but found {relation:?}")))?,
                deprel: intern(&row[7]),
            });
        }
        let all = 0..words.len();
        Ok(Parse::new(words, vec![all], Vec::new()))
    }
}

/// The words that a multiword token's id (`3-4`) takes in, or `None` for another id.
fn multiword_range(id: &str) -> Option<Range<usize>> {
    let (first, last) = id.split_once('-')?;
    Some(first.parse().ok()?..last.parse::<usize>().ok()? + 1)
}
