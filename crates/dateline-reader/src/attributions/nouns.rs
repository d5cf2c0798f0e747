//! Nouns as cues: "the claim that …", "calls for …", "his view of …".

use dateline_language::Relation;
use dateline_record::SourceKind;

use super::candidate::{Candidate, Frame, Scene, SourceWords};
use super::word_set::WordSet;
use super::{cues, lexicon, sources};
use crate::article::Article;

pub(super) fn candidate(scene: &Scene<'_>, noun: usize) -> Option<Candidate> {
    let article = scene.article;
    let word = article.word(noun);
    let stance = lexicon::noun(&word.lower).or_else(|| lexicon::noun(&word.lemma))?;
    let (frame, content, preposition) = complement(article, noun)?;
    let governor = governing_verb(article, noun);
    let mut cue = noun..noun + 1;
    if let Some(verb) = governor {
        cue = cues::verb_group(article, verb, None).start..noun + 1;
    }
    if preposition == Some(cue.end) {
        cue.end += 1;
    }
    let source_head = possessor(article, noun)
        .or_else(|| governor.and_then(|verb| sources::subject(article, verb)));
    let source = source_head
        .map(|head| sources::headed_by(article, head))
        .or_else(|| own_words(article, noun, frame))
        .or_else(|| before_headline_noun(article, noun));
    let mut content = content;
    content.keep(|at| {
        !cue.contains(&at) && source.as_ref().is_none_or(|source| !source.words.contains(&at))
    });
    let stance = Some(stance);
    Some(Candidate { head: noun, cue, frame, source, content, preposition, stance })
}

/// The content of a noun: a clause, an infinitive, or what a preposition leads to.
fn complement(article: &Article<'_>, noun: usize) -> Option<(Frame, WordSet, Option<usize>)> {
    let parse = article.parse;
    for dependent in parse.dependents(noun).filter(|&at| at > noun) {
        let word = article.word(dependent);
        let subtree = || parse.subtree(dependent).into_iter().collect::<WordSet>();
        match word.relation {
            Relation::Ccomp => return Some((Frame::Clause, subtree(), None)),
            Relation::Acl => {
                let mark = parse.first_related(dependent, Relation::Mark);
                match mark.map(|mark| &*article.word(mark).lower) {
                    Some("that" | "whether" | "if") => {
                        return Some((Frame::Clause, subtree(), None));
                    }
                    _ if word.deprel == "acl:relcl" => {}
                    Some("to") => return Some((Frame::Infinitive, subtree(), None)),
                    Some(_) => return Some(prepositional(article, dependent, mark)),
                    None => {}
                }
            }
            Relation::Nmod => {
                let case = parse.first_related(dependent, Relation::Case);
                let leads =
                    case.is_some_and(|case| lexicon::leads_to_content(&article.word(case).lower));
                if leads && !is_agent(article, dependent) {
                    return Some(prepositional(article, dependent, case));
                }
            }
            _ => {}
        }
    }
    if let Some(content) = clause_beside(article, noun) {
        return Some((Frame::Clause, content, None));
    }
    // "His concern is that …"
    let predicate = article.word(noun).head?;
    if article.word(noun).relation == Relation::Nsubj
        && article.word(predicate).relation != Relation::Acl
    {
        let clause =
            parse.dependents(predicate).any(|at| article.word(at).relation == Relation::Cop)
                && parse.first_related(predicate, Relation::Mark).is_some();
        if clause {
            let mut content: WordSet = parse.subtree(predicate).into_iter().collect();
            content.keep(|at| !parse.dominates(noun, at));
            return Some((Frame::Clause, content, None));
        }
    }
    None
}

/// "confirmed a report *that* …": a clause right behind the object is the noun's, even where the
/// parse hangs it from the verb.
fn clause_beside(article: &Article<'_>, noun: usize) -> Option<WordSet> {
    let parse = article.parse;
    let next = noun + 1;
    if article.word(noun).relation != Relation::Obj || !parse.sentence_around(noun).contains(&next)
    {
        return None;
    }
    let mark = article.word(next);
    let clause = mark.head.filter(|_| mark.relation == Relation::Mark)?;
    let word = article.word(clause);
    let beside = word.relation == Relation::Ccomp && word.head == article.word(noun).head;
    (beside && matches!(&*mark.lower, "that" | "whether" | "if"))
        .then(|| parse.subtree(clause).into_iter().collect())
}

fn prepositional(
    article: &Article<'_>,
    dependent: usize,
    preposition: Option<usize>,
) -> (Frame, WordSet, Option<usize>) {
    let mut content: WordSet = article.parse.subtree(dependent).into_iter().collect();
    content.keep(|at| Some(at) != preposition);
    (Frame::Preposition, content, preposition)
}

fn is_agent(article: &Article<'_>, noun: usize) -> bool {
    article
        .parse
        .first_related(noun, Relation::Case)
        .is_some_and(|case| matches!(&*article.word(case).lower, "by" | "from" | "among"))
}

/// "a media report that …": a document with no author named speaks for itself.
fn own_words(article: &Article<'_>, noun: usize, frame: Frame) -> Option<SourceWords> {
    let speaks = matches!(
        lexicon::source_kind(&article.word(noun).lemma),
        Some(SourceKind::Document | SourceKind::Poll | SourceKind::Media)
    );
    let start = article
        .parse
        .dependents(noun)
        .filter(|&at| at < noun && article.word(at).relation != Relation::Punct)
        .find(|&at| !matches!(article.word(at).relation, Relation::Case | Relation::Cc))
        .unwrap_or(noun);
    let words = start..noun + 1;
    (speaks && frame == Frame::Clause).then_some(SourceWords { words, head: noun })
}

/// "Company plans to close factories": where the parse takes a verb for a noun and finds no other
/// predicate, what it hangs before it as a compound is the subject.
fn before_headline_noun(article: &Article<'_>, noun: usize) -> Option<SourceWords> {
    let parse = article.parse;
    let start = parse.subtree_range(noun).start;
    let compound = parse
        .dependents(noun)
        .any(|at| at + 1 == noun && article.word(at).relation == Relation::Compound);
    let root = article.word(noun).relation == Relation::Root;
    (root && compound && start == parse.sentence_around(noun).start)
        .then(|| SourceWords { words: start..noun, head: noun - 1 })
}

/// Whose view, claim or call it is: "his view", "calls by Democrats", "the views of voters".
fn possessor(article: &Article<'_>, noun: usize) -> Option<usize> {
    let parse = article.parse;
    let possessive = parse.dependents(noun).find(|&at| article.word(at).deprel == "nmod:poss");
    possessive.or_else(|| {
        parse.related(noun, Relation::Nmod).find(|&at| at > noun && is_agent(article, at))
    })
}

/// "made a statement about", "expressed concern that": the verb that the noun is the object of.
fn governing_verb(article: &Article<'_>, noun: usize) -> Option<usize> {
    let word = article.word(noun);
    let verb = word.head?;
    let light = word.relation == Relation::Obj
        && lexicon::is_light_verb(&article.word(verb).lemma)
        && verb < noun
        && noun - verb <= 4;
    light.then_some(verb)
}
