//! Pronouns: the surest of them are joined here; of the others it is told which mentions before them
//! they may stand for, and how much stands for each.

use std::collections::HashMap;

use dateline_language::Relation;
use dateline_record::EntityKind;

use super::candidate::{Candidate, Gender, Number};
use super::clusters::Clusters;
use super::quotes::Quotes;
use crate::article::Article;

/// How many candidates back a pronoun may reach.
const WINDOW: usize = 120;

/// Joins the pronouns that the sentence or the quotation decides on.
pub(crate) fn join(
    article: &Article<'_>,
    candidates: &[Candidate],
    quotes: &Quotes,
    clusters: &mut Clusters,
) {
    join_first_persons(candidates, quotes, clusters);
    for (at, pronoun) in candidates.iter().enumerate() {
        let reflexive =
            matches!(pronoun.lemma.as_str(), "himself" | "herself" | "itself" | "themselves");
        if pronoun.is_pronoun()
            && reflexive
            && let Some(subject) = subject_above(article, at, candidates)
        {
            clusters.describe(subject, at);
        }
    }
}

/// In one quotation `I` is one person, `we` one group and `you` whoever is spoken to.
fn join_first_persons(candidates: &[Candidate], quotes: &Quotes, clusters: &mut Clusters) {
    let mut first = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if !candidate.is_pronoun() {
            continue;
        }
        let who = match candidate.lemma.as_str() {
            "i" | "me" | "my" | "mine" | "myself" => "i",
            "we" | "us" | "our" | "ours" | "ourselves" => "we",
            "you" | "your" | "yours" | "yourself" | "yourselves" => "you",
            _ => continue,
        };
        let Some(quote) = quotes.around(candidate.head) else { continue };
        let key = (quote, who);
        let earlier = *first.entry(key).or_insert(at);
        clusters.describe(earlier, at);
    }
}

/// The subject of the clause that a reflexive pronoun stands in.
fn subject_above(article: &Article<'_>, at: usize, candidates: &[Candidate]) -> Option<usize> {
    let pronoun = &candidates[at];
    let subject = article.parse.ancestors(pronoun.head).skip(1).find_map(|above| {
        article
            .parse
            .first_related(above, Relation::Nsubj)
            .filter(|&subject| subject < pronoun.head)
    })?;
    (at.saturating_sub(WINDOW)..at).rev().find(|&earlier| candidates[earlier].head == subject)
}

/// The main subject after a pronoun in a clause or phrase set before it.
pub(crate) fn announced(
    article: &Article<'_>,
    at: usize,
    candidates: &[Candidate],
    clusters: &Clusters,
) -> Option<usize> {
    let pronoun = &candidates[at];
    let fronted = article.parse.ancestors(pronoun.head).find(|&above| {
        matches!(article.word(above).relation, Relation::Advcl | Relation::Obl)
            && article.word(above).head.is_some_and(|head| head > above)
    })?;
    let main = article.word(fronted).head?;
    let subject = article.parse.first_related(main, Relation::Nsubj)?;
    if subject < pronoun.head {
        return None;
    }
    (at + 1..candidates.len().min(at + 20)).find(|&later| {
        candidates[later].head == subject
            && candidates[later].is_name()
            && agrees(pronoun, &candidates[later], clusters, later)
    })
}

/// Whether a candidate before a pronoun can be what it stands for.
pub(crate) fn may_be(
    article: &Article<'_>,
    at: usize,
    earlier: usize,
    candidates: &[Candidate],
    clusters: &Clusters,
) -> bool {
    let pronoun = &candidates[at];
    let candidate = &candidates[earlier];
    agrees(pronoun, candidate, clusters, earlier)
        // "Kenyan officials said they": of an adjective there is nobody.
        && !(candidate.is_name() && article.word(candidate.head).relation == Relation::Amod)
        // "the president of his party": the phrase around a pronoun is not what it stands for.
        && !candidate.words.contains(&pronoun.head)
        // "its president": the possessor is not what it possesses.
        && article.word(pronoun.head).head != Some(candidate.anchor())
        && !co_arguments(article, pronoun.head, candidate.anchor())
}

/// Whether two words depend on one verb: `Reyes praised him` is not of Reyes. A possessive hangs
/// from its noun, so `Reyes praised his aide` can be.
fn co_arguments(article: &Article<'_>, pronoun: usize, candidate: usize) -> bool {
    let arguments = |word: usize| {
        matches!(
            article.word(word).relation,
            Relation::Nsubj | Relation::Obj | Relation::Iobj | Relation::Obl
        )
    };
    let Some(verb) = article.word(pronoun).head.filter(|_| arguments(pronoun)) else {
        return false;
    };
    article.word(candidate).head == Some(verb) && arguments(candidate)
        // "threatened the port after accusing *it*": whoever threatens accuses.
        || article.word(candidate).relation == Relation::Nsubj
            && article.word(candidate).head.is_some_and(|above| shares_subject(article, verb, above))
}

/// How many clauses up a subject that a clause has not is looked for.
const CLAUSES_UP: usize = 3;

/// Whether a verb without a subject has that of another above it: "met the envoy and thanked him".
fn shares_subject(article: &Article<'_>, verb: usize, other: usize) -> bool {
    let mut at = verb;
    for _ in 0..CLAUSES_UP {
        let word = article.word(at);
        let has_own = article.parse.first_related(at, Relation::Nsubj).is_some();
        let Some(above) = word.head.filter(|_| !has_own) else { return false };
        let goes_up = match word.relation {
            Relation::Advcl | Relation::Conj => true,
            // "asked the army to free him": the army frees.
            Relation::Xcomp => article.parse.first_related(above, Relation::Obj).is_none(),
            _ => false,
        };
        if !goes_up {
            return false;
        }
        if above == other {
            return true;
        }
        at = above;
    }
    false
}

/// Whether a pronoun and a candidate agree in number, gender and sort.
fn agrees(pronoun: &Candidate, candidate: &Candidate, clusters: &Clusters, earlier: usize) -> bool {
    let cluster = clusters.get(earlier);
    if candidate.is_pronoun()
        && matches!(
            candidate.lemma.as_str(),
            "i" | "me" | "my" | "we" | "us" | "our" | "you" | "your"
        )
    {
        return false;
    }
    match pronoun.gender {
        Gender::Masculine | Gender::Feminine => {
            cluster.kind == Some(EntityKind::Person)
                && cluster.gender.agrees(pronoun.gender)
                && cluster.number.agrees(Number::Singular)
        }
        Gender::Neuter => {
            !matches!(cluster.kind, Some(EntityKind::Person | EntityKind::Group))
                && matches!(cluster.gender, Gender::Neuter | Gender::Unknown)
                && cluster.number.agrees(Number::Singular)
        }
        Gender::Unknown => {
            cluster.number.agrees(Number::Plural)
                && !(cluster.kind == Some(EntityKind::Person))
                // Countries and towns are "it".
                && !(cluster.kind == Some(EntityKind::Place) && cluster.number != Number::Plural)
        }
    }
}

/// The standing of a candidate as seen from a pronoun.
pub(crate) fn standing(
    article: &Article<'_>,
    at: usize,
    earlier: usize,
    candidates: &[Candidate],
    clusters: &Clusters,
) -> f64 {
    let pronoun = &candidates[at];
    let candidate = &candidates[earlier];
    let cluster = clusters.get(earlier);
    let sentences = (pronoun.sentence - candidate.sentence) as f64;
    let words = (pronoun.head.abs_diff(candidate.head)) as f64;
    let anchor = candidate.anchor();
    let role = |word: usize| article.word(word).relation;
    let prominence = match role(anchor) {
        Relation::Nsubj => 2.0,
        Relation::Obj | Relation::Iobj => 0.9,
        Relation::Obl => 0.4,
        Relation::Nmod if article.word(anchor).deprel == "nmod:poss" => 0.8,
        Relation::Appos => -0.5,
        Relation::Compound | Relation::Amod => -1.5,
        _ => 0.0,
    };
    let parallel = if role(anchor) == role(pronoun.head) { 0.5 } else { 0.0 };
    let repeated = 0.35 * (cluster.members.len() as f64).ln();
    let sort = match (pronoun.gender, cluster.kind) {
        (Gender::Neuter, Some(EntityKind::Organisation)) => 0.8,
        (Gender::Neuter, Some(EntityKind::Place)) => 0.4,
        (Gender::Unknown, Some(EntityKind::Group)) => 1.0,
        (Gender::Unknown, Some(EntityKind::Organisation)) => 0.2,
        (Gender::Neuter | Gender::Unknown, None) => -0.4,
        _ => 0.0,
    };
    let name = if cluster.named { 0.4 } else { 0.0 };
    let known = if cluster.gender == pronoun.gender { 0.5 } else { 0.0 };
    prominence + parallel + repeated + sort + name + known
        - 1.3 * sentences
        - 0.03 * words.min(60.0)
}
