//! Which words make up a cue: its head with auxiliaries, negation, adverbs and particle.

use std::ops::Range;

use dateline_language::{Relation, Upos};

use crate::article::Article;

/// The verb group around a verb or predicate, up to a preposition that leads on to the content.
pub(super) fn verb_group(
    article: &Article<'_>,
    head: usize,
    preposition: Option<usize>,
) -> Range<usize> {
    let sentence = article.parse.sentence_around(head);
    let mut start = head;
    while start > sentence.start && goes_before(article, head, start - 1) {
        start -= 1;
    }
    // An adverb at the front of a clause ("Later, …", "However …") tells of the clause.
    while start < head && article.word(start).upos == Upos::Adv && start == sentence.start {
        start += 1;
    }
    let mut end = head + 1;
    while end < sentence.end && article.word(end).deprel == "compound:prt" {
        end += 1;
    }
    if preposition == Some(end) {
        end += 1;
    }
    start..end
}

fn goes_before(article: &Article<'_>, head: usize, at: usize) -> bool {
    let word = article.word(at);
    if word.head != Some(head) {
        return false;
    }
    match word.relation {
        Relation::Aux | Relation::Cop => true,
        Relation::Advmod => {
            matches!(word.upos, Upos::Adv | Upos::Part)
                && article.parse.dependents(at).next().is_none()
        }
        _ => false,
    }
}
