//! The parse that the columns of a sentence give.

use smol_str::SmolStr;

use super::check::{number, shown};
use super::{ConlluError, ConlluSentence};
use crate::surface::lower_form;
use crate::{Confidence, Parse, Relation, Upos, Word, intern};

impl ConlluSentence {
    /// The parse that the columns of this sentence give, its words in [`Self::text`].
    ///
    /// # Errors
    /// Where a tag or a relation is not of Universal Dependencies, or the heads make no tree: a head
    /// is no word's or the word itself, several words or none have the head 0, or heads run in a
    /// circle.
    pub fn parse(&self) -> Result<Parse, ConlluError> {
        let rows = self.rows.iter().zip(&self.lines).filter(|(row, _)| Self::is_word(row));
        let mut words = Vec::with_capacity(self.words.len());
        let mut lines = Vec::with_capacity(self.words.len());
        for ((row, &line), place) in rows.zip(&self.words) {
            let error = |problem: String| ConlluError { line, problem };
            let relation = row[7].split(':').next().unwrap_or_default();
            let head = self.head(&row[6], words.len() + 1).map_err(error)?;
            words.push(Word {
                span: place.span,
                joined: place.joined,
                lower: lower_form(&row[1]),
                lemma: SmolStr::from(row[2].as_str()),
                upos: Upos::parse(&row[3])
                    .ok_or_else(|| error(not_universal("part of speech", "NOUN", &row[3])))?,
                xpos: intern(&row[4]),
                feats: intern(&row[5]),
                head: head.checked_sub(1),
                relation: Relation::parse(relation)
                    .ok_or_else(|| error(not_universal("relation", "nsubj", &row[7])))?,
                deprel: intern(&row[7]),
                confidence: Confidence::CERTAIN,
            });
            lines.push(line);
        }
        check_tree(&words, &lines)?;
        let all = 0..words.len();
        Ok(Parse::new(words, vec![all], Vec::new()))
    }

    /// The head of the word with this id, zero for the root.
    fn head(&self, column: &str, id: usize) -> Result<usize, String> {
        let count = self.words.len();
        let head = number(column).ok_or_else(|| {
            format!(
                "expected a head from 0 to {count} in the seventh column, but found {}; write the id \
                 of a word, or 0 for the root",
                shown(column)
            )
        })?;
        if head > count {
            return Err(format!(
                "expected a head from 0 to {count}, but found {head}, which lies beyond the \
                 sentence; write the id of a word of the sentence"
            ));
        }
        if head == id {
            return Err(format!(
                "expected another word for the head of {id}, but found {head} itself; write the id \
                 of the word that it hangs from, or 0 for the root"
            ));
        }
        Ok(head)
    }
}

fn not_universal(what: &str, example: &str, found: &str) -> String {
    format!(
        "expected a {what} of Universal Dependencies, such as {example}, but found {}; write one of \
         its {}",
        shown(found),
        if what == "relation" { "relations" } else { "parts of speech" }
    )
}

/// Checks that the words hang from one root, in time linear in their number.
fn check_tree(words: &[Word], lines: &[usize]) -> Result<(), ConlluError> {
    let mut roots = (0..words.len()).filter(|&at| words[at].head.is_none());
    let Some(root) = roots.next() else {
        let line = lines.first().copied().unwrap_or_default();
        let problem = "expected a word with the head 0, but found none in the sentence; write 0 for \
                       the head of its root";
        return Err(ConlluError { line, problem: problem.to_owned() });
    };
    if let Some(second) = roots.next() {
        let problem = format!(
            "expected one word with the head 0, but found a second, {}, beside {}; hang one from the \
             other",
            second + 1,
            root + 1
        );
        return Err(ConlluError { line: lines[second], problem });
    }
    // Each word is coloured by the walk that reached it first; a walk that meets its own colour has
    // gone round in a circle.
    let mut reached = vec![None; words.len()];
    for start in 0..words.len() {
        let mut at = start;
        while reached[at].is_none() {
            reached[at] = Some(start);
            match words[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        if reached[at] == Some(start) && words[at].head.is_some() {
            let problem = format!(
                "expected a tree, but found the word {} among those that hang from it; write the id \
                 of a word nearer the root",
                at + 1
            );
            return Err(ConlluError { line: lines[at], problem });
        }
    }
    Ok(())
}
