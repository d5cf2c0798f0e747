//! Cues that are no predicates: "according to …", "reportedly", and the colon of a headline.

use std::ops::Range;

use dateline_language::{Relation, Upos};
use dateline_record::Stance;

use super::candidate::{Candidate, Frame, Scene, SourceWords};
use super::lexicon;
use super::sources;
use super::word_set::WordSet;
use crate::article::Article;

/// How many words the name before a headline's colon may have: "Police: two dead".
const LONGEST_SPEAKER: usize = 12;

/// "according to the ministry": a phrase of the lexicon before its source.
pub(super) fn preposition(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let article = scene.article;
    let sentence = article.parse.sentence_around(at);
    let (words, stance) =
        lexicon::prepositions(&article.word(at).lower).iter().find(|(words, _)| {
            at + words.len() < sentence.end
                && words.iter().enumerate().all(|(i, word)| *article.word(at + i).lower == **word)
        })?;
    let cue = at..at + words.len();
    let source_head = source_after(article, &cue)?;
    let words = sources::noun_phrase(article, source_head);
    let words = words.start.max(cue.end)..words.end;
    let phrase = top_of_phrase(article, &cue, source_head);
    let source = Some(SourceWords { words: words.clone(), head: source_head });
    let whole_sentence = closes_sentence(article, &cue, &words);
    let clause = if whole_sentence {
        article.parse.ancestors(phrase).last()?
    } else {
        clause_around(article, phrase)?
    };
    let mut content: WordSet = article.parse.subtree(clause).into_iter().collect();
    content.keep(|word| {
        !cue.contains(&word) && !words.contains(&word) && !article.parse.dominates(phrase, word)
    });
    if !whole_sentence {
        leave_conjuncts(article, clause, phrase, &mut content);
    }
    let stance = Some(*stance);
    Some(Candidate {
        head: at,
        cue,
        frame: Frame::Sentence,
        source,
        content,
        preposition: None,
        stance,
    })
}

/// The head of the noun phrase after a phrase: the first word after it that is hung from outside
/// of what follows up to it.
fn source_after(article: &Article<'_>, cue: &Range<usize>) -> Option<usize> {
    let sentence = article.parse.sentence_around(cue.start);
    let nominal = |at: usize| {
        matches!(article.word(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X)
    };
    let first = (cue.end..sentence.end).find(|&at| nominal(at))?;
    // Up to the head of the phrase, but never out of it.
    let head = article
        .parse
        .ancestors(first)
        .take_while(|&at| {
            let before = |word: usize| word < cue.start && article.word(word).upos != Upos::Punct;
            at >= cue.end
                && !article.parse.dependents(at).any(before)
                && (nominal(at) || matches!(article.word(at).upos, Upos::Adj | Upos::Sym))
        })
        .last();
    Some(head.unwrap_or(first))
}

/// "…, according to the ministry.": set off at the end of a sentence, it speaks for all of it.
fn closes_sentence(article: &Article<'_>, cue: &Range<usize>, source: &Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(cue.start);
    let set_off = cue.start > sentence.start && article.form(cue.start - 1) == ",";
    set_off && (source.end..sentence.end).all(|at| article.word(at).upos == Upos::Punct)
}

/// The highest word of the phrase that a cue makes up with its source.
fn top_of_phrase(article: &Article<'_>, cue: &Range<usize>, source: usize) -> usize {
    let parse = article.parse;
    let above_cue = parse
        .ancestors(cue.start)
        .take_while(|&at| cue.contains(&at) || at == source)
        .last()
        .unwrap_or(cue.start);
    if parse.dominates(above_cue, source) { above_cue } else { source }
}

/// The clause that a phrase is set in.
fn clause_around(article: &Article<'_>, phrase: usize) -> Option<usize> {
    let above = article.word(phrase).head?;
    let parse = article.parse;
    let clause = parse.ancestors(above).find(|&at| {
        matches!(
            article.word(at).relation,
            Relation::Root | Relation::Ccomp | Relation::Parataxis | Relation::Conj
        ) && is_clause(article, at)
    });
    Some(clause.unwrap_or(above))
}

/// Whether a word is the predicate of a clause.
fn is_clause(article: &Article<'_>, at: usize) -> bool {
    let word = article.word(at);
    word.relation == Relation::Root
        || word.upos == Upos::Verb
        || article.parse.dependents(at).any(|dependent| {
            matches!(article.word(dependent).relation, Relation::Nsubj | Relation::Cop)
        })
}

/// A phrase at the end of one of several joined clauses speaks for that clause: what is joined to
/// it later is left out.
fn leave_conjuncts(article: &Article<'_>, clause: usize, phrase: usize, content: &mut WordSet) {
    for conjunct in article.parse.related(clause, Relation::Conj) {
        if conjunct > phrase && phrase > clause && is_clause(article, conjunct) {
            content.keep(|at| !article.parse.dominates(conjunct, at));
        }
    }
}

/// "reportedly": an adverb that speaks for its clause.
pub(super) fn adverb(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let article = scene.article;
    let stance = Some(lexicon::adverb(&article.word(at).lower)?);
    let above = article.word(at).head.unwrap_or(at);
    let mut content: WordSet = article.parse.subtree(above).into_iter().collect();
    content.keep(|word| word != at);
    let cue = at..at + 1;
    let frame = Frame::Sentence;
    Some(Candidate { head: at, cue, frame, source: None, content, preposition: None, stance })
}

/// "Police: two dead": a colon after a name at the start of a line speaks like `said`.
pub(super) fn colon(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let article = scene.article;
    if article.form(at) != ":" {
        return None;
    }
    let sentence = article.parse.sentence_around(at);
    let speaker = sentence.start..at;
    // "AGENCY REPORT: …" at the head of a report is a credit.
    let credit = sentence.start == 0
        && speaker.len() > 1
        && !speaker.clone().any(|word| article.form(word).chars().any(char::is_lowercase));
    let has_verb = speaker.clone().any(|word| article.word(word).upos == Upos::Verb);
    if speaker.is_empty()
        || speaker.len() > LONGEST_SPEAKER
        || credit
        || has_verb
        || at + 1 >= article.parse.words().len()
    {
        return None;
    }
    let mut end = sentence.end.max(at + 1);
    if end == at + 1 {
        end = article.parse.sentence_around(at + 1).end;
    }
    let content: WordSet = (at + 1..end).collect();
    if content.len() < 2 {
        return None;
    }
    let head = speaker
        .clone()
        .find(|&word| article.word(word).head.is_none_or(|head| !speaker.contains(&head)))?;
    Some(Candidate {
        head: at,
        cue: at..at + 1,
        frame: Frame::Colon,
        source: Some(SourceWords { words: speaker, head }),
        content,
        preposition: None,
        stance: Some(Stance::Says),
    })
}

/// A quotation, a dash and a name: "Never again." — A. Reader
pub(super) fn dash(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let article = scene.article;
    if !matches!(article.form(at), "―" | "—" | "–" | "--" | "-") || at == 0 {
        return None;
    }
    let quotation = &scene.quotations.list[scene.quotations.around(at - 1)?];
    let sentence = article.parse.sentence_around(at);
    let speaker = at + 1..sentence.end;
    let names = |word: usize| {
        matches!(article.word(word).upos, Upos::Propn | Upos::Punct | Upos::Noun | Upos::Num)
    };
    if quotation.words.end != at
        || speaker.is_empty()
        || speaker.len() > LONGEST_SPEAKER
        || article.word(at + 1).upos != Upos::Propn
        || !speaker.clone().all(names)
    {
        return None;
    }
    Some(Candidate {
        head: at,
        cue: at..at + 1,
        frame: Frame::Colon,
        source: Some(SourceWords { words: speaker, head: at + 1 }),
        content: quotation.words.clone().collect(),
        preposition: None,
        stance: Some(Stance::Says),
    })
}
