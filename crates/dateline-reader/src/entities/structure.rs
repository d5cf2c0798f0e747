//! Mentions that the sentence's structure makes one: appositions, predicates, relative pronouns,
//! titles.

use std::collections::HashMap;

use dateline_language::{Relation, Upos};
use dateline_record::EntityKind;
use smol_str::SmolStr;

use super::candidate::{Candidate, Number, number_of};
use super::clusters::{Clusters, kinds_agree};
use super::lexicon::lexicon;
use super::nominals::{country_of_phrase, relative_clause};
use crate::article::Article;

/// Which candidate each head word belongs to.
pub(crate) type ByHead = HashMap<usize, usize>;

/// Joins what the structure of a sentence makes one.
pub(crate) fn join(
    article: &Article<'_>,
    candidates: &[Candidate],
    by_head: &ByHead,
    clusters: &mut Clusters,
) {
    for (at, candidate) in candidates.iter().enumerate() {
        if candidate.is_pronoun() {
            relative(article, at, candidate, by_head, clusters);
            emphasis(at, candidates, clusters);
            continue;
        }
        abbreviated(article, at, candidates, clusters);
        apposition(article, at, candidate, candidates, by_head, clusters);
        predicate(article, at, candidate, candidates, by_head, clusters);
        second_post(article, at, candidate, candidates, by_head, clusters);
        office(article, at, candidate, by_head, clusters);
        if candidate.is_name() && candidate.kind == Some(EntityKind::Person) {
            for post in title_words(article, candidate) {
                let noun = SmolStr::from(article.word(post).lemma.to_lowercase());
                clusters.learn(at, noun, country_before(article, post));
                // Where the tree has the name hang from the post, the post is a phrase of its own.
                if let Some(&described) = by_head.get(&post) {
                    clusters.describe(described, at);
                }
            }
        }
    }
}

/// `the diplomat who defected`: the pronoun is the diplomat.
fn relative(
    article: &Article<'_>,
    at: usize,
    candidate: &Candidate,
    by_head: &ByHead,
    clusters: &mut Clusters,
) {
    if !matches!(candidate.lemma.as_str(), "who" | "whom" | "whose" | "which" | "that") {
        return;
    }
    if let Some(&noun) =
        relative_clause(article, candidate.head).and_then(|noun| by_head.get(&noun))
    {
        clusters.describe(noun, at);
    }
}

/// `Harbour Electric Power (HEPCO)`: what stands in brackets behind a name and is made of its
/// letters is short for it.
fn abbreviated(
    article: &Article<'_>,
    at: usize,
    candidates: &[Candidate],
    clusters: &mut Clusters,
) {
    let short = &candidates[at];
    let Some(open) = short.words.start.checked_sub(1) else { return };
    let bracketed = short.is_name()
        && short.words.len() == 1
        && article.form(open) == "("
        && short.words.end < article.parse.words().len()
        && article.form(short.words.end) == ")";
    let letters = article.form(short.words.start);
    if !bracketed || letters.chars().filter(|letter| letter.is_uppercase()).count() < 3 {
        return;
    }
    let long = (at.saturating_sub(4)..at).rev().find(|&before| {
        let long = &candidates[before];
        long.is_name()
            && long.words.end == open
            && long.words.len() > 1
            && long.kind == Some(EntityKind::Organisation)
            && (made_of(letters, article.surface(long.words.clone()))
                // The "Co" of HEPCO stands in the letters alone.
                || letters
                    .strip_suffix("CO")
                    .is_some_and(|rest| made_of(rest, article.surface(long.words.clone()))))
    });
    if let Some(long) = long {
        clusters.join(long, at);
    }
}

/// Whether letters stand in a name in their order, the first of them first.
fn made_of(letters: &str, name: &str) -> bool {
    let mut rest = name.chars().flat_map(char::to_lowercase);
    let mut wanted =
        letters.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    wanted.next().is_some_and(|first| rest.next() == Some(first))
        && wanted.all(|letter| rest.any(|other| other == letter))
}

/// `President Reyes herself`: the pronoun right behind a name is whoever is named.
fn emphasis(at: usize, candidates: &[Candidate], clusters: &mut Clusters) {
    let pronoun = &candidates[at];
    if !matches!(pronoun.lemma.as_str(), "himself" | "herself" | "itself" | "themselves") {
        return;
    }
    let named = (at.saturating_sub(4)..at).rev().find(|&before| {
        let name = &candidates[before];
        name.is_name()
            && name.words.end == pronoun.words.start
            && name.sentence == pronoun.sentence
            && name.kind.is_some_and(|kind| pronoun.kind.is_none_or(|own| own == kind))
    });
    if let Some(named) = named.filter(|&named| clusters.agree(named, at)) {
        clusters.describe(named, at);
    }
}

/// `Ana Reyes, a former ambassador,` and `the agency, the NIS,`
fn apposition(
    article: &Article<'_>,
    at: usize,
    candidate: &Candidate,
    candidates: &[Candidate],
    by_head: &ByHead,
    clusters: &mut Clusters,
) {
    let word = article.word(candidate.head);
    if word.relation != Relation::Appos {
        return;
    }
    let Some(&other) = word.head.and_then(|head| by_head.get(&head)) else { return };
    if names_one(&candidates[other], candidate, clusters, other, at) {
        clusters.describe(other, at);
    } else if let Some(other) = described_above(article, other, candidate, candidates, by_head) {
        clusters.describe(other, at);
    }
}

/// `A spokesman for the ministry, Ana Reyes,`: where the tree has the name hang from what the
/// description is of, the description itself.
fn described_above(
    article: &Article<'_>,
    below: usize,
    name: &Candidate,
    candidates: &[Candidate],
    by_head: &ByHead,
) -> Option<usize> {
    let before = name.words.start.checked_sub(1)?;
    let person = name.is_name() && name.kind == Some(EntityKind::Person);
    if !person || article.word(before).lower != "," {
        return None;
    }
    let mut head = candidates[below].head;
    for _ in 0..3 {
        let word = article.word(head);
        head = word.head.filter(|_| word.relation == Relation::Nmod)?;
        let above = by_head.get(&head).copied().filter(|&above| {
            let candidate = &candidates[above];
            candidate.is_nominal()
                && candidate.kind == Some(EntityKind::Person)
                && candidate.number == Number::Singular
        });
        if above.is_some() {
            return above;
        }
    }
    None
}

/// `Ana Reyes, the mayor of Nakuru and chairwoman of the port,` and `the firm's founder and
/// chairwoman, Ana Reyes,`: a second post without an article is the same person's.
fn second_post(
    article: &Article<'_>,
    at: usize,
    candidate: &Candidate,
    candidates: &[Candidate],
    by_head: &ByHead,
    clusters: &mut Clusters,
) {
    let parse = article.parse;
    let word = article.word(candidate.head);
    let bare = candidate.is_nominal()
        && candidate.kind == Some(EntityKind::Person)
        && candidate.number == Number::Singular
        && word.relation == Relation::Conj
        && parse.first_related(candidate.head, Relation::Det).is_none()
        && parse.first_related(candidate.head, Relation::Appos).is_none()
        && parse
            .first_related(candidate.head, Relation::Cc)
            .is_some_and(|and| article.word(and).lower == "and")
        && parse
            .related(candidate.head, Relation::Nmod)
            .all(|below| article.word(below).deprel != "nmod:poss");
    let Some(mut first) = word.head.filter(|_| bare) else { return };
    // The tree may have it hang from the place of the first post.
    for _ in 0..2 {
        let word = article.word(first);
        let person = by_head
            .get(&first)
            .is_some_and(|&other| candidates[other].kind == Some(EntityKind::Person));
        match word.head {
            Some(above) if !person && word.relation == Relation::Nmod => first = above,
            _ => break,
        }
    }
    let Some(&other) = by_head.get(&first) else { return };
    let described = &candidates[other];
    let of_one = described.is_nominal()
        && described.kind == Some(EntityKind::Person)
        && described.number == Number::Singular
        && (article.word(first).relation == Relation::Appos
            || parse.first_related(first, Relation::Cop).is_some()
            || parse.related(first, Relation::Appos).any(|name| {
                name > candidate.head
                    && by_head.get(&name).is_some_and(|&name| {
                        candidates[name].is_name()
                            && candidates[name].kind == Some(EntityKind::Person)
                    })
            }));
    if of_one {
        clusters.describe(other, at);
    }
}

/// Whether two phrases in apposition or predication can name one thing. Two names cannot: `Nakuru,
/// Kenya` is no apposition of one place, and acronyms are joined elsewhere.
fn names_one(
    first: &Candidate,
    second: &Candidate,
    clusters: &Clusters,
    first_at: usize,
    second_at: usize,
) -> bool {
    if first.is_name() && second.is_name() {
        return false;
    }
    if !clusters.get(first_at).number.agrees(clusters.get(second_at).number) {
        return false;
    }
    let person_unlisted = |a: &Candidate, b: &Candidate| {
        // "Ana Reyes, the face of the protest": a noun of no list, of a person by its place.
        a.kind == Some(EntityKind::Person) && b.kind.is_none() && b.number == Number::Singular
    };
    kinds_agree(first.kind, second.kind)
        || person_unlisted(first, second)
        || person_unlisted(second, first)
}

/// `Ana Reyes is the ambassador`: subject and predicate are one, where that is said as a fact.
fn predicate(
    article: &Article<'_>,
    at: usize,
    candidate: &Candidate,
    candidates: &[Candidate],
    by_head: &ByHead,
    clusters: &mut Clusters,
) {
    let parse = article.parse;
    let head = candidate.head;
    if candidate.is_pronoun() || parse.first_related(head, Relation::Cop).is_none() {
        return;
    }
    let doubtful = parse.dependents(head).any(|below| {
        let word = article.word(below);
        (word.relation == Relation::Advmod
            && matches!(word.lower.as_str(), "not" | "n't" | "never"))
            || (word.relation == Relation::Aux
                && matches!(word.lemma.as_str(), "would" | "could" | "may" | "might" | "should"))
            || word.lower == "if"
    });
    if doubtful {
        return;
    }
    // "She is believed to be a doctor": the subject stands above.
    let raised = article.word(head).head.filter(|_| article.word(head).relation == Relation::Xcomp);
    let subject = parse
        .first_related(head, Relation::Nsubj)
        .or_else(|| raised.and_then(|verb| parse.first_related(verb, Relation::Nsubj)));
    let Some(&subject) = subject.and_then(|subject| by_head.get(&past_age(article, subject)))
    else {
        return;
    };
    let other = &candidates[subject];
    if other.is_pronoun() {
        // "He is a doctor": what "he" is comes to be known when the pronoun is resolved.
        // "I am Ana Reyes": so is who that is.
        let personal = matches!(other.lemma.as_str(), "he" | "she" | "i" | "who")
            && candidate.kind == Some(EntityKind::Person);
        if personal {
            clusters.describe(subject, at);
        }
    } else if other.kind.is_some() && names_one(other, candidate, clusters, subject, at) {
        clusters.describe(subject, at);
    }
}

/// `Reyes, 52, is`: where the tree has the age as subject, the word whose age it is.
fn past_age(article: &Article<'_>, subject: usize) -> usize {
    let comma = |at: usize| article.word(at).lower == ",";
    match subject.checked_sub(2) {
        Some(aged) if article.word(subject).upos == Upos::Num && comma(subject - 1) => aged,
        _ => subject,
    }
}

/// `served as a lawmaker`, `worked as the head of`: what somebody served as, they were.
fn office(
    article: &Article<'_>,
    at: usize,
    candidate: &Candidate,
    by_head: &ByHead,
    clusters: &mut Clusters,
) {
    if candidate.kind != Some(EntityKind::Person) || !candidate.is_nominal() {
        return;
    }
    let Some(verb) = service(article, candidate.head) else { return };
    let negated = article
        .parse
        .dependents(verb)
        .any(|below| matches!(article.word(below).lower.as_str(), "not" | "n't" | "never"));
    let Some(&subject) = subject_of(article, verb).and_then(|subject| by_head.get(&subject)) else {
        return;
    };
    if !negated && clusters.get(subject).kind.is_none_or(|kind| kind == EntityKind::Person) {
        clusters.describe(subject, at);
    }
}

/// The verb by which somebody is said to serve as what this noun says.
pub(crate) fn service(article: &Article<'_>, noun: usize) -> Option<usize> {
    let word = article.word(noun);
    let as_ = article
        .parse
        .first_related(noun, Relation::Case)
        .is_some_and(|case| article.word(case).lower == "as");
    let verb = word.head.filter(|_| as_ && word.relation == Relation::Obl)?;
    matches!(article.word(verb).lemma.as_str(), "serve" | "work" | "act").then_some(verb)
}

/// The subject of a verb: its own, or that of the clause that it is said of (`arrived after
/// serving`), or the noun that it describes (`a man serving as`).
pub(crate) fn subject_of(article: &Article<'_>, verb: usize) -> Option<usize> {
    let parse = article.parse;
    parse.ancestors(verb).take(5).find_map(|clause| {
        parse.first_related(clause, Relation::Nsubj).or_else(|| {
            let word = article.word(clause);
            word.head.filter(|_| word.relation == Relation::Acl)
        })
    })
}

/// The heads of the posts and descriptions set before a person's name: `foreign minister Ana
/// Reyes`, `her brother Luis`.
pub(crate) fn title_words(article: &Article<'_>, name: &Candidate) -> Vec<usize> {
    if name.kind == Some(EntityKind::Person) {
        posts_before(article, name.head, name.words.start)
    } else {
        Vec::new()
    }
}

/// The same for a name by its head and its first word.
pub(crate) fn posts_before(article: &Article<'_>, head: usize, start: usize) -> Vec<usize> {
    let says_post = |at: usize| {
        let lemma = article.word(at).lemma.to_lowercase();
        lexicon().noun(&lemma).is_some_and(|noun| noun.kind == EntityKind::Person)
            && number_of(article, at) != Number::Plural
    };
    let mut posts: Vec<usize> = article
        .parse
        .dependents(head)
        .filter(|&below| {
            let word = article.word(below);
            below < start
                && (word.deprel == "nmod:desc"
                    || matches!(
                        word.relation,
                        Relation::Compound | Relation::Nmod | Relation::Flat
                    ))
                && says_post(below)
        })
        .collect();
    // The noun right before the name, whichever of the two the tree hangs from the other.
    // "her sister, Ana, left" has a comma between them.
    let comma = start.checked_sub(1).filter(|&at| article.word(at).lower == ",");
    let before = comma.unwrap_or(start).checked_sub(1).filter(|&before| {
        let (name, noun) = (article.word(head), article.word(before));
        let hangs = name.head == Some(before)
            && matches!(
                name.relation,
                Relation::Appos
                    | Relation::Flat
                    | Relation::Compound
                    | Relation::Nmod
                    | Relation::Dep
            );
        // A clause with two subjects has a post and its holder.
        let linked = hangs || (name.head == noun.head && name.relation == noun.relation);
        linked && article.parse.first_related(head, Relation::Case).is_none() && says_post(before)
    });
    posts.extend(before);
    posts
}

/// The country that the words before a post name: `Kenyan foreign minister`.
fn country_before(article: &Article<'_>, post: usize) -> Option<&'static str> {
    let gazetteer = dateline_gazetteer::Gazetteer::embedded();
    let sentence = article.parse.sentence_around(post);
    (sentence.start..post)
        .rev()
        .take(5)
        .take_while(|&word| matches!(article.word(word).upos, Upos::Adj | Upos::Noun | Upos::Propn))
        .find_map(|word| country_of_phrase(article, word, gazetteer))
}
