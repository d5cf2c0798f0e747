//! Speech with its tag: "…," the minister said; said the minister; the minister said: "…".
//!
//! Quotation marks and commas show the pieces of direct speech more surely than a parse of the
//! whole sentence does, so where they do, they decide.

use std::ops::Range;

use dateline_language::{Relation, Upos};

use super::candidate::{Candidate, Frame, Scene};
use super::quotations::Quotation;
use super::{lexicon, sources};

/// How many words a tag may have beside its verb: the speaker with an apposition.
const LONGEST_TAG: usize = 24;
/// How many words a speaker between commas may have.
const LONGEST_PLAIN_SPEAKER: usize = 8;

/// Corrects source and content of a verb of speech that stands in the tag of a quotation.
pub(super) fn read_tag(scene: &Scene<'_>, candidate: &mut Candidate) {
    let article = scene.article;
    let word = article.word(candidate.head);
    if word.upos != Upos::Verb
        || !lexicon::introduces_speech(&word.lemma)
        || candidate.frame == Frame::Object
        || scene.quotations.around(candidate.head).is_some()
    {
        return;
    }
    let quotation =
        quotation_before(scene, &candidate.cue).filter(|quotation| ends_speech(scene, quotation));
    let Some(quotation) = quotation else {
        read_comma_tag(scene, candidate);
        return;
    };
    let before = quotation.words.end..candidate.cue.start;
    correct_source(scene, candidate, before, quotation);
    if !candidate.content.contains(quotation.inside.start) {
        candidate.frame = Frame::Quotation;
        candidate.content = quotation.words.clone().collect();
    }
    // What opens the sentence before the quotation is said with it: 'The law is "dead," she said.'
    let sentence = article.parse.sentence_around(candidate.head);
    if sentence.start + 1 < quotation.words.start
        && (sentence.start..quotation.words.start).all(|at| scene.quotations.around(at).is_none())
    {
        candidate.content.add(sentence.start..quotation.words.start);
    }
}

/// "The deal, the minister said, is dead": a tag between commas speaks for its whole sentence.
fn read_comma_tag(scene: &Scene<'_>, candidate: &mut Candidate) {
    let article = scene.article;
    let sentence = article.parse.sentence_around(candidate.head);
    let cue = candidate.cue.clone();
    let Some(comma) = comma_before(scene, cue.start) else { return };
    let speaker = comma + 1..cue.start;
    let head = speaker.clone().find(|&at| heads(scene, at, &speaker));
    // "he said then, …", "he said on Tuesday."
    let after = (cue.end..sentence.end)
        .find(|&at| !scene.is_time(at) && article.word(at).upos != Upos::Adv);
    let closes = after.is_some_and(|at| matches!(article.form(at), "," | "." | "?" | "!"));
    let (Some(head), Some(after), true) = (head, after, closes) else { return };
    if comma <= sentence.start + 1 {
        return;
    }
    let mut source = sources::headed_by(article, head);
    source.words = source.words.start.max(speaker.start)..source.words.end.min(speaker.end);
    candidate.source = Some(source);
    candidate.frame = Frame::Interposed;
    candidate.content.add((sentence.start..comma).chain(after..sentence.end));
    candidate.content.keep(|at| at < comma || at >= after);
}

/// The comma before a speaker that ends before this word; nothing where more than a plain noun
/// phrase stands between.
fn comma_before(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let article = scene.article;
    let sentence = article.parse.sentence_around(end);
    let earliest = sentence.start.max(end.saturating_sub(LONGEST_PLAIN_SPEAKER));
    for at in (earliest..end).rev() {
        let word = article.word(at);
        if article.form(at) == "," {
            return (at + 1 < end).then_some(at);
        }
        let nominal = matches!(
            word.upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num
        );
        let linking = matches!(word.upos, Upos::Adp | Upos::Part);
        let relative = matches!(&*word.lower, "who" | "which" | "that" | "what" | "as");
        if relative || !(nominal || linking) {
            return None;
        }
    }
    None
}

/// Whether a noun or pronoun hangs from no other word of a stretch.
fn heads(scene: &Scene<'_>, at: usize, stretch: &Range<usize>) -> bool {
    let word = scene.article.word(at);
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
        && word.head.is_none_or(|head| !stretch.contains(&head))
}

/// The quotation that ends before a tag, with no more than the speaker between.
fn quotation_before<'a>(scene: &'a Scene<'_>, cue: &Range<usize>) -> Option<&'a Quotation> {
    let article = scene.article;
    let earliest = cue.start.saturating_sub(LONGEST_TAG);
    let sentence = article.parse.sentence_around(cue.start);
    for at in (earliest..cue.start).rev() {
        if let Some(number) = scene.quotations.around(at) {
            return Some(&scene.quotations.list[number]);
        }
        let word = article.word(at);
        let breaks = at < sentence.start
            || matches!(article.form(at), "." | "?" | "!" | ":" | ";")
            || lexicon::introduces_speech(&word.lemma) && word.upos == Upos::Verb
            || matches!(word.upos, Upos::Sconj | Upos::Cconj) && word.head > Some(at);
        if breaks {
            return None;
        }
    }
    None
}

/// Whether a quotation ends as speech before a tag does: with a comma or another mark inside it,
/// or right outside.
fn ends_speech(scene: &Scene<'_>, quotation: &Quotation) -> bool {
    let article = scene.article;
    let stop =
        |at: usize| matches!(article.form(at), "," | "?" | "!" | "—" | "–" | "--" | "-" | "...");
    let last = quotation.inside.end - 1;
    stop(last)
        || quotation.words.end < article.parse.words().len()
            && article.form(quotation.words.end) == ","
            && quotation.inside.len() > 3
}

/// Takes the speaker from the tag where the parse has none there.
fn correct_source(
    scene: &Scene<'_>,
    candidate: &mut Candidate,
    before: Range<usize>,
    quotation: &Quotation,
) {
    let article = scene.article;
    let in_quotation = candidate.source.as_ref().is_some_and(|source| {
        source.words.start < quotation.words.end && source.words.end > quotation.words.start
    });
    if candidate.source.is_some() && !in_quotation {
        return;
    }
    // "…," the minister said
    if let Some(head) = before.clone().find(|&at| heads(scene, at, &before)) {
        let mut source = sources::headed_by(article, head);
        source.words = source.words.start.max(before.start)..source.words.end.min(before.end);
        candidate.source = Some(source);
        return;
    }
    // "…," said the minister
    let sentence = article.parse.sentence_around(candidate.head);
    let end = (candidate.cue.end..sentence.end)
        .find(|&at| article.word(at).upos == Upos::Punct)
        .unwrap_or(sentence.end);
    let after = candidate.cue.end..end;
    if let Some(head) = after.clone().find(|&at| {
        heads(scene, at, &after)
            && article.parse.first_related(at, Relation::Case).is_none()
            && !scene.is_time(at)
    }) {
        let mut source = sources::headed_by(article, head);
        source.words = source.words.start.max(after.start)..source.words.end;
        candidate.source = Some(source);
    }
    if in_quotation
        && candidate.source.as_ref().is_some_and(|source| quotation.words.contains(&source.head))
    {
        candidate.source = None;
    }
}
