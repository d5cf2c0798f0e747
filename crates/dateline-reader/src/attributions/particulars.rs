//! What is told of an attribution beside who says what: to whom it was said, through what it came to
//! the reporter, for whom a spokesperson speaks, and why a source is not named.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, SourceKind};

use super::candidate::{Candidate, Frame, Scene, SourceWords};
use super::{lexicon, sources};
use crate::entities::Entities;

/// Words for somebody, and the head of them.
pub(super) type PartyWords = (Range<usize>, usize);

/// How far behind a source the words may stand that it is not to be named.
const ANONYMITY_REACH: usize = 40;

/// The phrases of anonymity, by their first word.
static ANONYMITY: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<_>> = HashMap::new();
    let file = include_str!("../../lexicons/attribution-anonymity.txt");
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        phrases.entry(words[0]).or_default().push(words);
    }
    phrases
});

/// To whom it was said: "told *reporters*", "wrote to *the bank*", "urged *the committee* to …".
pub(super) fn addressee(scene: &Scene<'_>, candidate: &Candidate) -> Option<PartyWords> {
    let article = scene.article;
    let parse = article.parse;
    let head = candidate.head;
    if article.word(head).upos != Upos::Verb {
        return None;
    }
    let known = lexicon::verb(&article.word(head).lemma)?;
    let hears = |at: &usize| {
        let word = article.word(*at);
        let nominal = matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let source = candidate.source.as_ref().is_some_and(|source| source.words.contains(at));
        nominal && !source && !scene.is_time(*at) && !scene.quotations.quotes(*at)
            || scene.quotations.quotes(*at) && scene.quotations.quotes(head) && nominal && !source
    };
    // "told reporters that", but not "told the truth".
    let object = || {
        let passive = sources::is_passive(article, head);
        let heard = known.hearer && !matches!(candidate.frame, Frame::Object | Frame::None);
        let object = parse
            .dependents(head)
            .filter(|&at| {
                let relation = article.word(at).relation;
                let passive_subject = passive && article.word(at).deprel == "nsubj:pass";
                matches!(relation, Relation::Obj | Relation::Iobj) && at > head || passive_subject
            })
            .find(hears);
        object.filter(|_| heard)
    };
    let indirect = || parse.related(head, Relation::Iobj).find(hears);
    // "said to the council that …"
    let told = || {
        parse.related(head, Relation::Obl).filter(|&at| !candidate.content.contains(at)).find(
            |at| {
                let case = parse.first_related(*at, Relation::Case);
                let to = case.is_some_and(|case| &*article.word(case).lower == "to");
                known.speech && to && hears(at) && candidate.preposition != case
            },
        )
    };
    let found = indirect().or_else(object).or_else(told)?;
    let words = sources::noun_phrase(article, found);
    // The object of "told reporters that …" ends where what is said begins.
    let end = (found + 1..words.end)
        .find(|&at| candidate.content.contains(at) && !candidate.content.contains(found))
        .unwrap_or(words.end);
    Some((words.start..end, found))
}

/// Through what it came to the reporter: "was quoted by *the agency* as saying", "said in an
/// interview with *the newspaper*", "in a statement carried by *state television*".
pub(super) fn through(
    scene: &Scene<'_>,
    entities: &Entities,
    candidate: &Candidate,
) -> Option<PartyWords> {
    let article = scene.article;
    let parse = article.parse;
    let carrier = |at: usize| {
        let word = article.word(at);
        let case = parse.first_related(at, Relation::Case)?;
        let links = matches!(&*article.word(case).lower, "by" | "with" | "to" | "in" | "on");
        let nominal = matches!(word.upos, Upos::Noun | Upos::Propn);
        (links && nominal && is_medium(scene, entities, at)).then_some(at)
    };
    // The cue's own phrases, and those that hang from their nouns: an interview, a statement.
    let quoter = article.word(candidate.head).head.filter(|head| candidate.cue.contains(head));
    let spoken = |at: &usize| {
        let word = article.word(*at);
        word.relation == Relation::Obl && !candidate.content.contains(*at)
    };
    let phrases = || {
        std::iter::once(candidate.head)
            .chain(quoter)
            .flat_map(|head| parse.dependents(head))
            .filter(spoken)
    };
    let nested = || {
        phrases().flat_map(|at| parse.dependents(at)).flat_map(|at| {
            let clause = article.word(at).relation == Relation::Acl;
            std::iter::once(at).chain(parse.dependents(at).filter(move |_| clause))
        })
    };
    let found = phrases().find_map(carrier).or_else(|| nested().find_map(carrier))?;
    let source = candidate.source.as_ref();
    (source.is_none_or(|source| !source.words.contains(&found)))
        .then(|| (sources::noun_phrase(article, found), found))
}

/// Whether a noun names a newspaper, an agency or a broadcaster.
fn is_medium(scene: &Scene<'_>, entities: &Entities, at: usize) -> bool {
    let media = |word: usize| {
        let lemma = scene.article.word(word).lemma.to_lowercase();
        lexicon::source_kind(&lemma) == Some(SourceKind::Media)
    };
    let document = matches!(&*scene.article.word(at).lemma, "report" | "interview" | "article");
    let sectors = |id: EntityId| entities.get(id).sectors.iter().any(|sector| sector == "media");
    !document && (media(at) || entities.at(at).is_some_and(sectors))
}

/// For whom a spokesperson speaks: "a *ministry* spokeswoman", "a lawyer for *the farmers*".
pub(super) fn principal(
    scene: &Scene<'_>,
    entities: &Entities,
    source: &SourceWords,
) -> Option<EntityId> {
    let article = scene.article;
    let parse = article.parse;
    let own = entities.at(source.head);
    let speaks = |at: &usize| {
        let lemma = article.word(*at).lemma.to_lowercase();
        lexicon::source_kind(&lemma) == Some(SourceKind::Spokesperson)
    };
    let spokesperson = source.words.clone().find(speaks);
    let other = |at: usize| entities.at(at).filter(|entity| Some(*entity) != own);
    let Some(spokesperson) = spokesperson else {
        // "Lindqvist said": the report has told for whom he speaks.
        let roles = &entities.get(own?).roles;
        let role = roles.iter().find(|role| {
            role.title.split(' ').any(|word| {
                lexicon::source_kind(&word.to_lowercase()) == Some(SourceKind::Spokesperson)
            })
        })?;
        return role.organisation;
    };
    let linked = parse.dependents(spokesperson).filter(|&at| {
        let word = article.word(at);
        let by_case = parse.first_related(at, Relation::Case).is_some_and(|case| {
            matches!(&*article.word(case).lower, "for" | "of" | "at" | "with" | "from")
        });
        let before = at < spokesperson
            && (word.deprel == "nmod:poss" || word.relation == Relation::Compound);
        word.relation == Relation::Nmod && by_case || before || word.deprel == "nmod:poss"
    });
    // "ministry spokesman Lee": the parse may hang both nouns from the name.
    let beside = spokesperson.checked_sub(1).filter(|at| source.words.contains(at));
    linked.chain(beside).find_map(other)
}

/// The words that say that a source is not to be named, in its own sentence or the clause that hangs
/// from it: "who spoke on condition of anonymity because the talks are secret".
pub(super) fn anonymity(scene: &Scene<'_>, source: &SourceWords) -> Option<Range<usize>> {
    let article = scene.article;
    let parse = article.parse;
    let sentence = parse.sentence_around(source.words.start);
    let end = sentence.end.min(source.words.end + ANONYMITY_REACH);
    let phrase_at = |at: usize| {
        let phrases = ANONYMITY.get(&*article.word(at).lower)?;
        let fits = |phrase: &&Vec<&str>| {
            at + phrase.len() <= sentence.end
                && phrase.iter().enumerate().all(|(i, word)| *article.word(at + i).lower == **word)
        };
        phrases.iter().find(fits).map(|phrase| at..at + phrase.len())
    };
    let phrase = (source.words.start..end).find_map(phrase_at)?;
    // The clause around it that tells of the source, not the main clause.
    let clause = parse
        .ancestors(phrase.start)
        .take_while(|&at| article.word(at).relation != Relation::Root)
        .filter(|&at| {
            let range = scene.openings.range(at);
            !range.contains(&source.head)
                && matches!(
                    article.word(at).relation,
                    Relation::Acl | Relation::Advcl | Relation::Obl | Relation::Parataxis
                )
        })
        .last();
    let words = clause.map_or(phrase.clone(), |clause| scene.openings.range(clause));
    let mut words = words.start.min(phrase.start)..words.end.max(phrase.end);
    let mark = |at: usize| article.word(at).upos == Upos::Punct;
    while words.len() > 1 && mark(words.start) {
        words.start += 1;
    }
    while words.len() > 1 && mark(words.end - 1) {
        words.end -= 1;
    }
    Some(words)
}
