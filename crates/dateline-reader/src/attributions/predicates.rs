//! Adjectives as cues: "is confident that …", "was eager to …", "are concerned about …".

use dateline_language::Relation;

use super::candidate::{Candidate, Frame, Scene};
use super::word_set::WordSet;
use super::{cues, lexicon, sources};

pub(super) fn candidate(scene: &Scene<'_>, adjective: usize) -> Option<Candidate> {
    let article = scene.article;
    let parse = article.parse;
    let stance = lexicon::adjective(&article.word(adjective).lower)?;
    let mut found = None;
    for dependent in parse.dependents(adjective).filter(|&at| at > adjective) {
        let subtree = || parse.subtree(dependent).into_iter().collect::<WordSet>();
        let word = article.word(dependent);
        let linked = |relation| {
            parse
                .first_related(dependent, relation)
                .filter(|&at| lexicon::leads_to_content(&article.word(at).lower))
        };
        found = match word.relation {
            Relation::Ccomp => Some((Frame::Clause, subtree(), None)),
            Relation::Xcomp => Some((Frame::Infinitive, subtree(), None)),
            Relation::Advcl => match parse.first_related(dependent, Relation::Mark) {
                Some(mark) if matches!(&*article.word(mark).lower, "that" | "to") => {
                    Some((Frame::Infinitive, subtree(), None))
                }
                Some(_) => linked(Relation::Mark)
                    .map(|preposition| (Frame::Preposition, subtree(), Some(preposition))),
                None => None,
            },
            Relation::Obl if !scene.is_time(dependent) => linked(Relation::Case)
                .map(|preposition| (Frame::Preposition, subtree(), Some(preposition))),
            _ => None,
        };
        if found.is_some() {
            break;
        }
    }
    let (frame, mut content, preposition) = found?;
    content.keep(|at| Some(at) != preposition);
    let cue = cues::verb_group(article, adjective, preposition);
    let source = sources::own_subject(article, adjective)
        .filter(|&subject| {
            let empty = &*article.word(subject).lower == "it" && frame == Frame::Clause;
            !empty && !sources::is_empty_subject(article, subject)
        })
        .map(|subject| sources::headed_by(article, subject));
    let stance = Some(stance);
    Some(Candidate { head: adjective, cue, frame, source, content, preposition, stance })
}
