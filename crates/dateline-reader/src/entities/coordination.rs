//! Coordinations that something later may mean as one: `Reyes and Lim … they`.

use std::collections::HashMap;

use dateline_language::Relation;
use dateline_record::{EntityKind, MentionForm};
use smol_str::SmolStr;

use super::candidate::{Candidate, Conjuncts, Determination, Gender, Number};
use crate::article::Article;

/// How many a coordination has at most: what is longer is a list.
const LONGEST: usize = 6;

/// The coordinations of these mentions. The head of each is its `and`, which is nobody else's.
pub(crate) fn coordinations<'a>(
    article: &Article<'_>,
    found: impl Iterator<Item = &'a Candidate>,
) -> Vec<Candidate> {
    let mut by_head: HashMap<usize, &Candidate> = HashMap::new();
    let mut firsts: Vec<&Candidate> = Vec::new();
    for candidate in found.filter(|candidate| may_be_one_of(candidate)) {
        by_head.entry(candidate.head).or_insert(candidate);
        firsts.push(candidate);
    }
    firsts.into_iter().filter_map(|first| coordination(article, first, &by_head)).collect()
}

/// `it and its people` are no group.
fn may_be_one_of(candidate: &Candidate) -> bool {
    !candidate.is_pronoun() || matches!(candidate.lemma.as_str(), "he" | "she" | "him" | "i" | "me")
}

fn coordination(
    article: &Article<'_>,
    first: &Candidate,
    by_head: &HashMap<usize, &Candidate>,
) -> Option<Candidate> {
    let parse = article.parse;
    let others: Vec<usize> = parse.related(first.head, Relation::Conj).take(LONGEST).collect();
    let last = *others.last().filter(|_| others.len() < LONGEST)?;
    let and = parse
        .related(last, Relation::Cc)
        .find(|&word| matches!(article.word(word).lower.as_str(), "and" | "&"))?;
    let others: Vec<&Candidate> =
        others.iter().map(|head| by_head.get(head).copied()).collect::<Option<_>>()?;
    let end = others.iter().map(|other| other.words.end).max()?;
    let start = first.words.start;
    let kind = others.iter().fold(sort(first), |kind, other| kind.filter(|_| kind == sort(other)));
    let heads = std::iter::once(first).chain(others.iter().copied()).map(|one| one.head).collect();
    (start < and && and < end).then(|| Candidate {
        words: start..end,
        head: and,
        form: MentionForm::Nominal,
        sentence: first.sentence,
        kind: kind.map(|_| EntityKind::Group),
        gender: Gender::Unknown,
        number: Number::Plural,
        determination: Determination::Definite,
        lemma: SmolStr::from(article.surface(start..end).to_lowercase()),
        modifiers: Vec::new(),
        qualifiers: Vec::new(),
        country: None,
        sectors: Vec::new(),
        conjuncts: Some(Conjuncts { heads, kind }),
    })
}

/// What sort of thing a conjunct is: somebody, wherever that is one or many.
fn sort(candidate: &Candidate) -> Option<EntityKind> {
    match candidate.kind {
        Some(EntityKind::Person | EntityKind::Group) => Some(EntityKind::Person),
        kind @ Some(EntityKind::Organisation | EntityKind::Place) => kind,
        _ => None,
    }
}
