//! How far a content reaches: whole quotations, quotations that go on after the speaker is named,
//! and the quoted sentences that follow.

use std::ops::Range;

use dateline_language::Upos;

use super::candidate::{Candidate, Frame, Scene};
use super::lexicon;

/// Completes the contents of the attributions of a text, which come in the order of their heads.
pub(super) fn complete(scene: &Scene<'_>, accepted: &mut [Candidate]) {
    detach_participles(scene, accepted);
    for candidate in accepted.iter_mut() {
        whole_quotations(scene, candidate);
        resumed_quotation(scene, candidate);
    }
    following_sentences(scene, accepted);
}

/// "She said the vote was lost, citing a poll": a participle of speech after a comma goes on from
/// the cue, not from what is said, wherever the parse hangs it.
fn detach_participles(scene: &Scene<'_>, accepted: &mut [Candidate]) {
    let parse = scene.article.parse;
    for later in 1..accepted.len() {
        let head = accepted[later].head;
        let word = scene.article.word(head);
        let start = accepted[later].cue.start;
        let set_off = start > 0 && scene.article.form(start - 1) == ",";
        if word.xpos != "VBG" || !set_off || !lexicon::introduces_speech(&word.lemma) {
            continue;
        }
        let sentence = parse.sentence_around(head).start;
        let outer = (0..later)
            .rev()
            .take_while(|&earlier| accepted[earlier].head >= sentence)
            .filter(|&earlier| {
                accepted[earlier].content.contains(head)
                    && accepted[earlier].cue.start < start
                    && scene.quotations.around(accepted[earlier].head)
                        == scene.quotations.around(head)
            })
            .last();
        let Some(outer) = outer else { continue };
        accepted[outer].content.keep(|at| at < start || !parse.dominates(head, at));
        let source = accepted[outer].source.clone();
        accepted[later].source = source;
    }
}

/// A quotation that a content takes words from belongs to it as a whole, even where it runs over
/// several sentences; a content within a quotation ends where the quotation ends.
fn whole_quotations(scene: &Scene<'_>, candidate: &mut Candidate) {
    let quotations = &scene.quotations;
    if let Some(number) = quotations.around(candidate.head) {
        let inside = quotations.list[number].inside.clone();
        if inside.contains(&candidate.head) {
            candidate.content.keep(|at| inside.contains(&at));
            return;
        }
    }
    let mut touched: Vec<usize> = candidate
        .content
        .iter()
        .filter(|&at| scene.article.word(at).upos != Upos::Punct)
        .filter_map(|at| quotations.around(at))
        .collect();
    touched.dedup();
    for number in touched {
        let quotation = quotations.list[number].words.clone();
        if !holds_arguments(candidate, &quotation) {
            candidate.content.add(quotation);
        }
    }
}

fn holds_arguments(candidate: &Candidate, words: &Range<usize>) -> bool {
    let meets = |range: &Range<usize>| range.start < words.end && words.start < range.end;
    meets(&candidate.cue) || candidate.source.as_ref().is_some_and(|source| meets(&source.words))
}

/// "…," he said, "…": the quotation goes on after the speaker is named.
fn resumed_quotation(scene: &Scene<'_>, candidate: &mut Candidate) {
    let article = scene.article;
    let speech = lexicon::introduces_speech(&article.word(candidate.head).lemma);
    let resumes = matches!(
        candidate.frame,
        Frame::Clause | Frame::Interposed | Frame::Beside | Frame::Quotation | Frame::Sentence
    );
    if !speech || !resumes || scene.quotations.quotes(candidate.head) {
        return;
    }
    let tag = candidate
        .source
        .as_ref()
        .map_or(candidate.cue.end, |source| source.words.end.max(candidate.cue.end));
    let sentence = article.parse.sentence_around(candidate.head);
    let mut at = tag;
    while at < sentence.end
        && scene.quotations.around(at).is_none()
        && (article.word(at).upos == Upos::Punct || scene.is_time(at))
    {
        at += 1;
    }
    if at < sentence.end
        && let Some(number) = scene.quotations.around(at)
    {
        candidate.content.add(scene.quotations.list[number].words.clone());
    }
}

/// Sentences that are all quotation belong to who spoke last: "She said it would pass. “This is
/// far from over.”"
fn following_sentences(scene: &Scene<'_>, accepted: &mut [Candidate]) {
    let parse = scene.article.parse;
    // A quotation that another attribution holds is told already.
    let mut claimed = vec![false; scene.quotations.list.len()];
    for candidate in accepted.iter() {
        for at in candidate.content.iter() {
            if let Some(number) = scene.quotations.around(at)
                && !scene.quotations.quotes(candidate.head)
            {
                claimed[number] = true;
            }
        }
    }
    let mut next = 0;
    let mut speaker: Option<usize> = None;
    for sentence in parse.sentences() {
        let own = next;
        while next < accepted.len() && accepted[next].head < sentence.end {
            next += 1;
        }
        if all_quoted(scene, sentence.clone()) {
            let told = sentence
                .clone()
                .any(|at| scene.quotations.around(at).is_some_and(|number| claimed[number]));
            if let Some(speaker) = speaker
                && !told
            {
                accepted[speaker].content.add(sentence.clone());
            }
            continue;
        }
        speaker = last_speaker(scene, accepted, own..next);
    }
}

/// The outermost attribution that ends a sentence, of whose speaker a quotation may follow.
fn last_speaker(scene: &Scene<'_>, accepted: &[Candidate], own: Range<usize>) -> Option<usize> {
    own.clone().rev().find(|&number| {
        let candidate = &accepted[number];
        !scene.quotations.quotes(candidate.head)
            && !own
                .clone()
                .any(|other| other != number && accepted[other].content.contains(candidate.head))
    })
}

/// Whether every word of a sentence is quoted.
fn all_quoted(scene: &Scene<'_>, sentence: Range<usize>) -> bool {
    let mut words = sentence.filter(|&at| scene.article.word(at).upos != Upos::Punct).peekable();
    words.peek().is_some() && words.all(|at| scene.quotations.quotes(at))
}
