//! Verbs as cues: what a verb takes as its content, by its frame.

use dateline_language::{Relation, Upos};

use super::candidate::{Candidate, Frame, Scene, SourceWords};
use super::word_set::WordSet;
use super::{cues, lexicon, sources};
use crate::article::Article;
use crate::withholding::withholds;

/// How many words may stand between a cue and the quotation that it introduces.
const QUOTATION_REACH: usize = 12;

/// A verb with its content, as its frame has it.
struct Complement {
    frame: Frame,
    content: WordSet,
    preposition: Option<usize>,
}

pub(super) fn candidate(scene: &Scene<'_>, verb: usize) -> Option<Candidate> {
    let article = scene.article;
    let word = article.word(verb);
    // "according to", "an accused man": no predicates.
    if matches!(
        word.relation,
        Relation::Case | Relation::Fixed | Relation::Amod | Relation::Compound
    ) {
        return None;
    }
    if introduces_saying(article, verb) || withholds(article.parse, verb) {
        return None;
    }
    let known = lexicon::verb(&word.lemma);
    let raising = known.is_some_and(|known| known.raising);
    let quoter = quoted_as(article, verb);
    let passive = sources::is_passive(article, verb);
    let complement = complement(scene, verb, passive, raising);
    let mut cue = cues::verb_group(article, verb, complement.preposition);
    let source_head = match quoter {
        // "was quoted as saying": the speaker is the passive subject.
        Some(quoter) => {
            cue = cues::verb_group(article, quoter, None).start..cue.end;
            sources::passive_subject(article, quoter).or_else(|| sources::subject(article, quoter))
        }
        None if passive => sources::agent(article, verb),
        None if raising => None,
        None => sources::subject(article, verb)
            .or_else(|| sources::noun_before(article, verb, cue.start)),
    };
    let source_head = source_head.or_else(|| inverted_subject(article, verb, &complement));
    let source = source_head.map(|head| sources::headed_by(article, head));
    let next = article.parse.words().get(verb + 1).map_or("", |word| &*word.lower);
    let mut content = complement.content;
    content.keep(|at| !cue.contains(&at) && !stands_in(source.as_ref(), at));
    Some(Candidate {
        head: verb,
        cue,
        frame: complement.frame,
        source,
        content,
        preposition: complement.preposition,
        stance: lexicon::stance_before(&word.lemma, next).or(known.map(|known| known.stance)),
    })
}

/// "…," said the minister: a speaker after the verb, whatever the parse makes of them.
fn inverted_subject(article: &Article<'_>, verb: usize, complement: &Complement) -> Option<usize> {
    let after_speech = lexicon::introduces_speech(&article.word(verb).lemma)
        && complement.content.last().is_some_and(|last| last < verb);
    let nominal = |at: usize| {
        matches!(article.word(at).upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && article.parse.first_related(at, Relation::Case).is_none()
    };
    let next = article.parse.dependents(verb).find(|&at| at > verb)?;
    (after_speech && nominal(next)).then_some(next)
}

fn stands_in(source: Option<&SourceWords>, word: usize) -> bool {
    source.is_some_and(|source| source.words.contains(&word))
}

/// "was quoted as saying": the verb `quoted`, for `saying`.
fn quoted_as(article: &Article<'_>, verb: usize) -> Option<usize> {
    let head = article.word(verb).head?;
    let as_clause =
        article.parse.dependents(verb).any(|at| at < verb && &*article.word(at).lower == "as");
    let quotes = matches!(&*article.word(head).lemma, "quote" | "cite");
    (as_clause && quotes && head < verb && verb - head <= 4).then_some(head)
}

/// Whether a verb is the `quoted` of "quoted as saying".
fn introduces_saying(article: &Article<'_>, verb: usize) -> bool {
    article.parse.dependents(verb).any(|at| quoted_as(article, at) == Some(verb))
}

fn complement(scene: &Scene<'_>, verb: usize, passive: bool, raising: bool) -> Complement {
    let article = scene.article;
    let known = lexicon::verb(&article.word(verb).lemma);
    // "described him as …": an object that does not hear the speech is what the speech is about.
    let takes_object = !known.is_some_and(|known| known.hearer)
        && article
            .parse
            .related(verb, Relation::Obj)
            .any(|object| object > verb && !scene.quotations.quotes(object));
    let speech = !takes_object && known.is_some_and(|known| known.speech);
    clause(scene, verb)
        .or_else(|| interposed(article, verb))
        .or_else(|| beside(article, verb, speech))
        .or_else(|| if speech { quotation(scene, verb) } else { None })
        .or_else(|| subject_predication(scene, verb, passive, raising))
        .or_else(|| infinitive(scene, verb))
        .or_else(|| object(scene, verb))
        .or_else(|| prepositional(scene, verb))
        .or_else(|| modified(article, verb, passive))
        .or_else(|| passive_subject(scene, verb, passive))
        .or_else(|| if speech || takes_object { None } else { quotation(scene, verb) })
        .or_else(|| if speech { rest_of_sentence(article, verb) } else { None })
        .unwrap_or(Complement {
            frame: Frame::None,
            content: WordSet::default(),
            preposition: None,
        })
}

fn subtree(article: &Article<'_>, head: usize) -> WordSet {
    article.parse.subtree(head).into_iter().collect()
}

/// "said that …", "…, he said": clauses that are objects.
fn clause(scene: &Scene<'_>, verb: usize) -> Option<Complement> {
    let article = scene.article;
    let mut content = WordSet::default();
    for clause in article.parse.related(verb, Relation::Ccomp) {
        content.add(article.parse.subtree(clause));
    }
    // "it was announced that …"
    for clause in article.parse.related(verb, Relation::Csubj).filter(|&clause| clause > verb) {
        content.add(article.parse.subtree(clause));
    }
    let first = content.first()?;
    // "described Ri as someone who …", hung as a clause: the object opens what is said.
    if !lexicon::verb(&article.word(verb).lemma).is_some_and(|known| known.hearer) {
        for object in article.parse.related(verb, Relation::Obj) {
            if object > verb && object < first {
                content.add(article.parse.subtree(object));
            }
        }
    }
    for conjunct in continued_complements(article, verb) {
        content.add(article.parse.subtree(conjunct));
    }
    let last = content.last()?;
    if last > verb {
        extend_right(scene, verb, last, &mut content);
    }
    Some(Complement { frame: Frame::Clause, content, preposition: None })
}

/// "…, he said, …", "…, as she noted", "…, as reported by the Courier": the clause that it is set in.
fn interposed(article: &Article<'_>, verb: usize) -> Option<Complement> {
    let parse = article.parse;
    let word = article.word(verb);
    let around = word.head?;
    let as_clause = word.relation == Relation::Advcl
        && parse.dependents(verb).any(|at| at < verb && &*article.word(at).lower == "as");
    let aside = word.relation == Relation::Parataxis || as_clause;
    let spoken_by = as_clause
        && lexicon::introduces_speech(&word.lemma)
        && sources::is_passive(article, verb)
        && sources::agent(article, verb).is_some();
    if !aside
        || sources::own_subject(article, verb).is_none() && !spoken_by
        || parse.first_related(verb, Relation::Obj).is_some_and(|object| object > verb && as_clause)
        || (around > verb && !as_clause)
    {
        return None;
    }
    // "told reporters": the object is who heard it. Another object is the content.
    if parse.first_related(verb, Relation::Obj).is_some() && &*word.lemma != "tell" {
        return None;
    }
    let mut content = subtree(article, around);
    content.keep(|at| !parse.dominates(verb, at));
    Some(Complement { frame: Frame::Interposed, content, preposition: None })
}

/// "he said: …": a clause set beside it, after a colon or in quotation marks.
fn beside(article: &Article<'_>, verb: usize, speech: bool) -> Option<Complement> {
    let clause =
        article.parse.related(verb, Relation::Parataxis).find(|&clause| clause > verb && speech)?;
    let content = subtree(article, clause);
    Some(Complement { frame: Frame::Beside, content, preposition: None })
}

/// "is expected to …", "seems to …": the subject, and what is said of it.
fn subject_predication(
    scene: &Scene<'_>,
    verb: usize,
    passive: bool,
    raising: bool,
) -> Option<Complement> {
    let article = scene.article;
    let parse = article.parse;
    if !passive && !raising {
        return None;
    }
    let subject = if passive {
        sources::passive_subject(article, verb)
    } else {
        sources::own_subject(article, verb)
    };
    let predication = parse.first_related(verb, Relation::Xcomp).or_else(|| {
        raising
            .then(|| {
                parse
                    .first_related(verb, Relation::Advcl)
                    .or_else(|| parse.first_related(verb, Relation::Obl))
            })
            .flatten()
    })?;
    let mut content = subtree(article, predication);
    let last = content.last().unwrap_or(verb);
    extend_right(scene, verb, last, &mut content);
    if let Some(subject) = subject
        && !sources::is_empty_subject(article, subject)
    {
        content.add(parse.subtree(subject));
    }
    Some(Complement { frame: Frame::SubjectPredication, content, preposition: None })
}

/// "plans to …", "called him …", "urged them to …".
fn infinitive(scene: &Scene<'_>, verb: usize) -> Option<Complement> {
    let article = scene.article;
    let parse = article.parse;
    let predication = parse.related(verb, Relation::Xcomp).find(|&at| at > verb)?;
    let mut content = subtree(article, predication);
    for conjunct in continued_complements(article, verb) {
        content.add(article.parse.subtree(conjunct));
    }
    let last = content.last().unwrap_or(verb);
    extend_right(scene, verb, last, &mut content);
    let Some(object) = parse.first_related(verb, Relation::Obj) else {
        return Some(Complement { frame: Frame::Infinitive, content, preposition: None });
    };
    content.add(parse.subtree(object));
    Some(Complement { frame: Frame::Predication, content, preposition: None })
}

/// "criticised …", "described … as …".
fn object(scene: &Scene<'_>, verb: usize) -> Option<Complement> {
    let article = scene.article;
    let object = article.parse.first_related(verb, Relation::Obj)?;
    let mut content = without_aside(article, object);
    let last = content.last()?;
    extend_past_object(scene, verb, last.max(verb), &mut content);
    Some(Complement { frame: Frame::Object, content, preposition: None })
}

/// "called for …", "accused of …": what a preposition leads to.
fn prepositional(scene: &Scene<'_>, verb: usize) -> Option<Complement> {
    let article = scene.article;
    let parse = article.parse;
    let agent = sources::agent(article, verb);
    let leads = |dependent: usize| {
        let relation = match article.word(dependent).relation {
            Relation::Obl => Relation::Case,
            Relation::Advcl => Relation::Mark,
            _ => return None,
        };
        if dependent < verb || Some(dependent) == agent || scene.is_time(dependent) {
            return None;
        }
        let preposition = parse.first_related(dependent, relation)?;
        let takes_object = lexicon::leads_to_content(&article.word(preposition).lower);
        takes_object.then_some((dependent, preposition))
    };
    let (noun, preposition) = parse.dependents(verb).find_map(leads)?;
    let mut content = without_aside(article, noun);
    let last = content.last()?;
    extend_past_object(scene, verb, last, &mut content);
    content.keep(|at| at != preposition);
    if sources::is_passive(article, verb)
        && let Some(subject) = sources::passive_subject(article, verb)
    {
        // "was accused of fraud": whom it is said of belongs to what is said.
        content.add(parse.subtree(subject));
    }
    Some(Complement { frame: Frame::Preposition, content, preposition: Some(preposition) })
}

/// "a plan proposed by …", "the deal that she defended".
fn modified(article: &Article<'_>, verb: usize, passive: bool) -> Option<Complement> {
    let word = article.word(verb);
    let noun = word.head?;
    if word.relation != Relation::Acl {
        return None;
    }
    let relative_subject = sources::passive_subject(article, verb);
    let content = if let Some(pronoun) = relative_subject {
        WordSet::from_iter([pronoun])
    } else if passive || sources::own_subject(article, verb).is_some() {
        let mut phrase: WordSet = sources::noun_phrase(article, noun).collect();
        phrase.keep(|at| at < verb && !article.parse.dominates(verb, at));
        phrase
    } else {
        return None;
    };
    Some(Complement { frame: Frame::Modified, content, preposition: None })
}

/// "… was announced".
fn passive_subject(scene: &Scene<'_>, verb: usize, passive: bool) -> Option<Complement> {
    let article = scene.article;
    if !passive {
        return None;
    }
    let subject = sources::passive_subject(article, verb)?;
    let mut content = subtree(article, subject);
    extend_right(scene, verb, verb, &mut content);
    Some(Complement { frame: Frame::Subject, content, preposition: None })
}

/// "…?" he said. — A quotation next to the verb, in its sentence or the one beside it.
fn quotation(scene: &Scene<'_>, verb: usize) -> Option<Complement> {
    let article = scene.article;
    if scene.quotations.around(verb).is_some() {
        return None;
    }
    let sentence = article.parse.sentence_around(verb);
    let count = article.parse.words().len();
    let after = (verb + 1..(verb + 1 + QUOTATION_REACH).min(count))
        .find_map(|at| scene.quotations.around(at))
        .filter(|&number| {
            let start = scene.quotations.list[number].words.start;
            let announced = matches!(article.form(sentence.end - 1), ":" | ",");
            start < sentence.end || start == sentence.end && announced
        });
    let before = (sentence.start.saturating_sub(1)..verb)
        .rev()
        .take(QUOTATION_REACH)
        .find_map(|at| scene.quotations.around(at));
    let number = after.or(before)?;
    let content = scene.quotations.list[number].words.clone().collect();
    Some(Complement { frame: Frame::Quotation, content, preposition: None })
}

/// A verb of saying whose content the parse does not show: what follows it, else what precedes it.
fn rest_of_sentence(article: &Article<'_>, verb: usize) -> Option<Complement> {
    let sentence = article.parse.sentence_around(verb);
    let subject = sources::own_subject(article, verb)?;
    let after = sentence.end.saturating_sub(verb + 1);
    let content: WordSet = if subject < verb && after > 3 {
        (verb + 1..sentence.end).collect()
    } else {
        let start = article.parse.subtree_range(subject).start.min(verb);
        (sentence.start..start).collect()
    };
    (content.len() > 2).then_some(Complement { frame: Frame::Sentence, content, preposition: None })
}

/// "said that A and that B", "wants to A and B": what is joined to the verb but reads on from its
/// complement, by its mark or its bare form.
fn continued_complements(article: &Article<'_>, verb: usize) -> impl Iterator<Item = usize> {
    let bare = |at: usize| article.word(at).xpos == "VB";
    let marked = move |at: usize| {
        article
            .parse
            .first_related(at, Relation::Mark)
            .is_some_and(|mark| matches!(&*article.word(mark).lower, "that" | "to" | "whether"))
    };
    article
        .parse
        .related(verb, Relation::Conj)
        .filter(move |&at| marked(at) || (bare(at) && !bare(verb)))
}

/// The words that hang from a noun, without a clause that a comma sets off at their end: what the
/// report adds by the way ("defended the deal, which failed") is not the source's.
fn without_aside(article: &Article<'_>, noun: usize) -> WordSet {
    let mut content = subtree(article, noun);
    let last = content.last();
    let aside = content.iter().find(|&at| {
        let clause = matches!(
            article.word(at).relation,
            Relation::Acl | Relation::Advcl | Relation::Parataxis
        );
        let part = article.parse.subtree_range(at);
        let comma = |at: usize| matches!(article.form(at), "," | "—" | "–" | "--" | "-");
        let set_off = comma(part.start) || (part.start > noun + 1 && comma(part.start - 1));
        clause && part.start > noun && set_off && Some(part.end - 1) == last
    });
    if let Some(aside) = aside {
        content.keep(|at| !article.parse.dominates(aside, at));
    }
    content
}

/// Adds what goes on from the object of a verb: "blamed the mayor for the delay".
fn extend_past_object(scene: &Scene<'_>, verb: usize, last: usize, content: &mut WordSet) {
    let article = scene.article;
    let next = article.parse.words().get(last + 1).map_or("", |word| &*word.lower);
    if lexicon::goes_past_object(next) || scene.quotations.around(last + 1).is_some() {
        extend_right(scene, verb, last, content);
    }
}

/// Adds what hangs from the verb right after its content, as far as nothing sets it off: in "said
/// that it will leave after the vote", the last phrase may hang from either verb.
fn extend_right(scene: &Scene<'_>, verb: usize, last: usize, content: &mut WordSet) {
    let article = scene.article;
    let agent = sources::agent(article, verb);
    let mut end = last;
    for dependent in article.parse.dependents(verb) {
        if dependent <= end {
            continue;
        }
        let word = article.word(dependent);
        let part = article.parse.subtree_range(dependent);
        let belongs = matches!(word.relation, Relation::Obl | Relation::Advcl | Relation::Xcomp);
        if !belongs || Some(dependent) == agent || scene.is_time(dependent) || part.start != end + 1
        {
            break;
        }
        content.add(part.clone());
        end = part.end - 1;
    }
}
