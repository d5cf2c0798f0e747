//! The words for a source: a subject, an agent, a possessor, with what tells who it is.

use std::ops::Range;

use dateline_language::{Relation, Upos};

use super::candidate::SourceWords;
use crate::article::Article;

/// How many clauses up the subject of a participle or infinitive is looked for.
const CONTROL_DEPTH: usize = 6;

/// The noun phrase around a head, as a source: with its modifiers, appositions and restrictive
/// clauses, but without what is said of it by the way.
pub(super) fn noun_phrase(article: &Article<'_>, head: usize) -> Range<usize> {
    let parse = article.parse;
    let mut range = head..head + 1;
    for dependent in parse.dependents(head) {
        let word = article.word(dependent);
        let belongs = match word.relation {
            Relation::Punct
            | Relation::Cop
            | Relation::Nsubj
            | Relation::Aux
            | Relation::Parataxis
            | Relation::Advcl
            | Relation::Mark
            | Relation::Expl
            | Relation::Discourse
            | Relation::Dislocated => false,
            // "the minister's claim": the ending goes with the possessor.
            Relation::Case => dependent == head + 1 && word.xpos == "POS",
            // "Kerry, who lost to Bush in 2004, said": by the way, unless no comma sets it off.
            Relation::Acl => dependent > head && !comma_before(article, dependent, head),
            Relation::Cc | Relation::Advmod => dependent < head,
            _ => true,
        };
        if belongs {
            let part = parse.subtree_range(dependent);
            range = range.start.min(part.start)..range.end.max(part.end);
        }
    }
    trim(article, range)
}

/// Whether a comma stands between a noun and the clause that hangs from it.
fn comma_before(article: &Article<'_>, clause: usize, head: usize) -> bool {
    let start = article.parse.subtree_range(clause).start.max(head + 1);
    (head + 1..=start).any(|at| matches!(article.form(at), "," | "-" | "–" | "—" | "("))
}

fn trim(article: &Article<'_>, mut range: Range<usize>) -> Range<usize> {
    let removable = |at: usize| {
        article.word(at).upos == Upos::Punct && !matches!(article.form(at), ")" | "(" | "@" | "#")
    };
    while range.len() > 1 && removable(range.start) {
        range.start += 1;
    }
    while range.len() > 1 && removable(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// The words of a source whose end was set anew, without marks at their ends, but with the bracket
/// and the comma that close them.
pub(super) fn rounded(article: &Article<'_>, words: Range<usize>, head: usize) -> Range<usize> {
    let mut words = trim(article, words);
    let open = words.clone().filter(|&at| article.form(at) == "(").count();
    let closed = words.clone().filter(|&at| article.form(at) == ")").count();
    let count = article.parse.words().len();
    if open > closed && words.end < count && article.form(words.end) == ")" {
        words.end += 1;
    }
    with_closing_comma(article, words, head)
}

/// The source that a noun or pronoun heads; nothing for the empty `it` and `there`.
pub(super) fn headed_by(article: &Article<'_>, head: usize) -> SourceWords {
    let word = article.word(head);
    let relative = word.upos == Upos::Pron && matches!(&*word.lower, "who" | "which" | "that");
    if relative && let Some(noun) = antecedent(article, head) {
        return SourceWords { words: head..head + 1, head: noun };
    }
    let words = noun_phrase(article, head);
    let words = with_closing_comma(article, words, head);
    SourceWords { words, head }
}

/// "Kofi Mensah, a former diplomat, said": the comma that closes an apposition is the source's.
fn with_closing_comma(article: &Article<'_>, words: Range<usize>, head: usize) -> Range<usize> {
    let set_off =
        words.clone().skip(head.saturating_sub(words.start)).any(|at| article.form(at) == ",");
    let appositions = article.parse.related(head, Relation::Appos).next().is_some();
    let next = words.end;
    if set_off && appositions && next < article.parse.words().len() && article.form(next) == "," {
        return words.start..next + 1;
    }
    words
}

/// The noun that a relative pronoun stands for: the one its clause hangs from.
pub(super) fn antecedent(article: &Article<'_>, pronoun: usize) -> Option<usize> {
    let clause =
        article.parse.ancestors(pronoun).find(|&at| article.word(at).deprel == "acl:relcl")?;
    article.word(clause).head
}

/// The subject of a predicate in the active voice.
pub(super) fn own_subject(article: &Article<'_>, predicate: usize) -> Option<usize> {
    article
        .parse
        .dependents(predicate)
        .find(|&at| matches!(article.word(at).deprel, "nsubj" | "nsubj:outer"))
}

/// The subject of a passive predicate.
pub(super) fn passive_subject(article: &Article<'_>, predicate: usize) -> Option<usize> {
    article.parse.dependents(predicate).find(|&at| article.word(at).deprel == "nsubj:pass")
}

/// Whether a verb is passive: `was announced`, `a plan announced by …`.
pub(super) fn is_passive(article: &Article<'_>, verb: usize) -> bool {
    let parse = article.parse;
    let by_auxiliary = parse
        .dependents(verb)
        .any(|at| matches!(article.word(at).deprel, "aux:pass" | "nsubj:pass"));
    let word = article.word(verb);
    by_auxiliary
        || (word.xpos == "VBN"
            && matches!(word.relation, Relation::Acl | Relation::Advcl)
            && parse.first_related(verb, Relation::Obj).is_none()
            && parse.first_related(verb, Relation::Aux).is_none()
            && own_subject(article, verb).is_none())
}

/// The agent of a passive: `announced by the ministry`.
pub(super) fn agent(article: &Article<'_>, verb: usize) -> Option<usize> {
    article.parse.related(verb, Relation::Obl).find(|&noun| {
        noun > verb
            && (article.word(noun).deprel == "obl:agent"
                || article
                    .parse
                    .first_related(noun, Relation::Case)
                    .is_some_and(|case| &*article.word(case).lower == "by"))
    })
}

/// Who does what an active verb says: its subject; the first verb's subject where verbs are joined;
/// the controller of an infinitive or participle; the noun that a participle modifies.
pub(super) fn subject(article: &Article<'_>, verb: usize) -> Option<usize> {
    let parse = article.parse;
    let mut at = verb;
    for depth in 0..CONTROL_DEPTH {
        if let Some(subject) = own_subject(article, at) {
            return (!is_empty_subject(article, subject)).then_some(subject);
        }
        if depth > 0
            && let Some(subject) = passive_subject(article, at)
        {
            return (!is_empty_subject(article, subject)).then_some(subject);
        }
        let word = article.word(at);
        let head = word.head?;
        match word.relation {
            Relation::Conj | Relation::Advcl | Relation::Parataxis => {}
            // "told him to say": the object would speak; "promised to say": the subject.
            Relation::Xcomp => {
                if let Some(object) = parse.first_related(head, Relation::Obj)
                    && object < at
                {
                    return Some(object);
                }
            }
            Relation::Acl => return Some(head),
            _ => return None,
        }
        if !matches!(article.word(head).upos, Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux) {
            return None;
        }
        at = head;
    }
    None
}

/// The noun phrase that ends right before a finite verb whose subject the parse does not show.
pub(super) fn noun_before(article: &Article<'_>, verb: usize, start: usize) -> Option<usize> {
    let parse = article.parse;
    let finite = matches!(article.word(verb).xpos, "VBD" | "VBZ" | "VBP");
    let last = start.checked_sub(1)?;
    let nominal = |at: usize| {
        matches!(article.word(at).upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && parse.first_related(at, Relation::Case).is_none()
    };
    if !finite || parse.sentence_of(last) != parse.sentence_of(verb) {
        return None;
    }
    parse
        .ancestors(last)
        .take_while(|&at| at < start && parse.subtree_range(at).end <= start)
        .filter(|&at| nominal(at))
        .last()
}

/// The empty `it` and `there` of "it was announced that", "there is concern that".
pub(super) fn is_empty_subject(article: &Article<'_>, subject: usize) -> bool {
    let word = article.word(subject);
    word.relation == Relation::Expl || &*word.lower == "there"
}
