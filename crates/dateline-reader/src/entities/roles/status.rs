//! Whether a post is held: by the words before it, by the copula, by the tense of its clause.

use dateline_language::Relation;
use dateline_record::RoleStatus;

use super::Effect;
use super::post::{Post, is_hyphen, says_status};
use crate::article::Article;
use crate::entities::lexicon::lexicon;

/// How many words before a post may say whether it is held.
const REACH: usize = 6;

/// What a post's own words say: `former`, `-elect`, `then-`.
pub(super) fn of_post(article: &Article<'_>, post: &Post) -> Option<RoleStatus> {
    let mut found = None;
    for at in post.core.clone() {
        for below in article.parse.dependents(at).filter(|below| *below < post.core.start) {
            let word = article.word(below);
            if !matches!(
                word.relation,
                Relation::Amod | Relation::Advmod | Relation::Compound | Relation::Det
            ) {
                continue;
            }
            match says_status(article, below) {
                // "former acting ambassador" is no longer acting.
                Some(RoleStatus::Former) => return Some(RoleStatus::Former),
                Some(status) => found = found.or(Some(status)),
                None => {}
            }
        }
    }
    let glued = |word: &str| lexicon().post_status(word);
    if let Some(suffix) = post.suffix(article) {
        found = glued(&article.word(suffix).lower).or(found);
    }
    let lower = &article.word(post.core.start).lower;
    if let Some((prefix, _)) = lower.split_once('-') {
        found = glued(prefix).or(found);
    }
    if let Some((_, suffix)) = lower.rsplit_once('-') {
        found = glued(suffix).or(found);
    }
    found.or_else(|| before(article, post))
}

/// What the words right before a post say, wherever the tree has them hang from: `the former Kenyan
/// deputy ambassador`.
pub(super) fn before(article: &Article<'_>, post: &Post) -> Option<RoleStatus> {
    let sentence = article.parse.sentence_around(post.core.start);
    let mut found = None;
    for at in (sentence.start..post.core.start).rev().take(REACH) {
        let word = article.word(at);
        let own = says_status(article, at);
        match own {
            Some(RoleStatus::Former) => return own,
            Some(_) => found = found.or(own),
            None if is_hyphen(article, at)
                || matches!(
                    word.relation,
                    Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Flat
                ) && word.deprel != "nmod:poss" => {}
            None => break,
        }
    }
    found
}

/// What a copula does with the post that is its predicate; `None` where it is not said as a fact.
pub(super) fn of_copula(article: &Article<'_>, post: usize) -> Option<Effect> {
    if is_doubtful(article, post) {
        return None;
    }
    let will = article
        .parse
        .related(post, Relation::Aux)
        .any(|aux| matches!(article.word(aux).lower.as_str(), "will" | "'ll"));
    Some(if will { Effect::Awaits } else { Effect::Holds })
}

/// Whether what a predicate says is denied, possible or wished: `is not`, `would be`, `if`.
pub(super) fn is_doubtful(article: &Article<'_>, predicate: usize) -> bool {
    article.parse.dependents(predicate).any(|below| {
        let word = article.word(below);
        match word.relation {
            Relation::Advmod => matches!(word.lower.as_str(), "not" | "n't" | "never"),
            Relation::Aux => matches!(
                word.lemma.as_str(),
                "would" | "could" | "may" | "might" | "should" | "can"
            ),
            Relation::Mark => matches!(word.lower.as_str(), "if" | "whether" | "unless"),
            _ => false,
        }
    })
}

/// Whether a service is over, by the tense of its verb or copula: `had served`, `served`, `after
/// serving`, `was`, `is`.
pub(super) fn of_clause(article: &Article<'_>, verb: usize) -> Option<RoleStatus> {
    let word = article.word(verb);
    let parse = article.parse;
    // The auxiliaries of a copula hang from the predicate.
    let top = match word.relation {
        Relation::Cop => word.head.unwrap_or(verb),
        _ => verb,
    };
    let has = |lower: &[&str]| {
        parse.dependents(top).any(|below| lower.contains(&article.word(below).lower.as_str()))
    };
    match word.xpos {
        "VBD" => Some(RoleStatus::Former),
        "VBN" if has(&["had"]) => Some(RoleStatus::Former),
        "VBN" if has(&["has", "have", "'s", "'ve"]) && word.relation == Relation::Cop => {
            Some(RoleStatus::Current)
        }
        "VBG" if has(&["after", "since"]) => Some(RoleStatus::Former),
        "VBZ" | "VBP" => Some(RoleStatus::Current),
        _ => None,
    }
}
