//! Acts that are tried and do not come off: "tried in vain to retake the bridge".
//!
//! A codebook may give the verb that tries the type of what is tried ("*attempted* to capture the
//! port" is an assault). Where the words say that it came to nothing, it is not told as done.

use dateline_language::{Relation, Upos};

use super::factuality::nearly;
use super::lexicon::ATTEMPTS;
use super::syntax::Syntax;

/// How many words up a trying word is looked for.
const UP: usize = 2;

/// Whether a predicate tells of an act that did not come off, or nearly happened.
pub(super) fn came_to_nothing(syntax: Syntax<'_>, at: usize) -> bool {
    if is(syntax, at, "averting") && governs_an_act(syntax, at) || nearly(syntax, at).is_some() {
        return true;
    }
    let mut tried = at;
    for _ in 0..=UP {
        if is(syntax, tried, "attempt") && is_vain(syntax, tried) {
            return true;
        }
        // "tried in vain to *retake* it", "a foiled attempt to *seize* it"
        let word = syntax.word(tried);
        let governed = matches!(word.relation, Relation::Xcomp | Relation::Acl | Relation::Advcl);
        match word.head.filter(|_| governed) {
            Some(head) => tried = head,
            None => return false,
        }
    }
    false
}

/// Whether an infinitive tells of what was tried in vain: "an unsuccessful bid to *avoid* default".
pub(super) fn is_tried_in_vain(syntax: Syntax<'_>, infinitive: usize) -> bool {
    let word = syntax.word(infinitive);
    matches!(word.relation, Relation::Acl | Relation::Xcomp | Relation::Advcl)
        && syntax.is_infinitive(infinitive)
        && word.head.is_some_and(|tried| is(syntax, tried, "attempt") && is_vain(syntax, tried))
}

/// Whether a noun is what a verb brings about, if it happens at all: "failed to reach *a deal*"; not
/// what there is already, "refused to sign *the deal*".
pub(super) fn is_brought_about(syntax: Syntax<'_>, noun: usize) -> bool {
    let word = syntax.word(noun);
    let affected = word.relation == Relation::Obj || word.deprel == "nsubj:pass";
    let brings = affected && word.head.is_some_and(|verb| is(syntax, verb, "bringing"));
    // "No truce was signed": the noun says so itself.
    brings && !syntax.is_negated(noun) && is_indefinite(syntax, noun)
}

/// Whether a noun is told of for the first time: "a deal", "agreement"; not "the deal", "their deal".
pub(super) fn is_indefinite(syntax: Syntax<'_>, noun: usize) -> bool {
    syntax.dependents(noun).all(|below| {
        let word = syntax.word(below);
        match word.relation {
            Relation::Det => word.feature("Definite") != Some("Def") && word.xpos != "PDT",
            relation => relation != Relation::Nmod || word.deprel != "nmod:poss",
        }
    })
}

/// Whether a noun is an attempt that somebody got away from: "escaped *an attempt* on his life".
pub(super) fn is_survived(syntax: Syntax<'_>, verb: usize, noun: usize) -> bool {
    is(syntax, verb, "surviving") && is(syntax, noun, "attempt")
}

fn is(syntax: Syntax<'_>, at: usize, sort: &'static str) -> bool {
    ATTEMPTS.contains(&(syntax.lemma(at), sort))
}

/// "prevented rebels from attacking the camp"
fn governs_an_act(syntax: Syntax<'_>, at: usize) -> bool {
    syntax.word(at).upos == Upos::Verb
        && syntax.dependents(at).any(|below| {
            matches!(syntax.word(below).relation, Relation::Advcl | Relation::Xcomp)
                && syntax.marker(below) == "from"
        })
}

/// Whether an attempt came to nothing: by a word beside it ("in vain", "failed"), by what is said
/// next ("but failed", "but were repelled"), or by the verb that it stands with ("the attempt failed",
/// "foiled an attempt", "failed in their attempt").
fn is_vain(syntax: Syntax<'_>, at: usize) -> bool {
    let beside = syntax.dependents(at).any(|below| match syntax.word(below).relation {
        Relation::Advmod | Relation::Amod | Relation::Obl | Relation::Fixed => {
            is(syntax, below, "vain") || ATTEMPTS.contains(&(form(syntax, below), "vain"))
        }
        Relation::Conj => is(syntax, below, "failing"),
        _ => false,
    });
    let word = syntax.word(at);
    let above = || {
        word.head.is_some_and(|head| {
            matches!(word.relation, Relation::Nsubj | Relation::Obj | Relation::Obl)
                && (is(syntax, head, "failing") || is(syntax, head, "vain"))
        })
    };
    beside || word.upos == Upos::Noun && above()
}

fn form(syntax: Syntax<'_>, at: usize) -> &str {
    syntax.word(at).lower.as_str()
}

#[cfg(test)]
mod tests {
    use dateline_record::Report;

    use super::*;
    use crate::testing::with_article;

    #[test]
    fn what_does_not_come_off_is_told_by_the_words_around() {
        for (text, verb, expected) in [
            ("The army tried in vain to retake the bridge.", "tried", true),
            ("The army tried in vain to retake the bridge.", "retake", true),
            ("Rebels attempted to capture the port but failed.", "attempted", true),
            ("The attempt to storm the palace failed.", "attempt", true),
            ("Police failed in their attempt to arrest the mayor.", "attempt", true),
            ("The envoy tried unsuccessfully to free the sailors.", "tried", true),
            ("Guards prevented rebels from attacking the camp.", "prevented", true),
            ("The gunmen nearly hit their own camp.", "hit", true),
            ("The army tried to retake the bridge.", "tried", false),
            ("Nearly 300 people were killed.", "killed", false),
            ("The army retook the bridge.", "retook", false),
        ] {
            let report = Report { text: text.to_owned(), ..Report::default() };
            with_article(&report, |article| {
                let syntax = Syntax { parse: article.parse };
                let mut words = 0..article.parse.words().len();
                let at = words.find(|&at| syntax.word(at).lower == verb);
                let at = at.unwrap_or_else(|| panic!("{verb:?} in {text:?}"));
                assert_eq!(came_to_nothing(syntax, at), expected, "{verb:?} in {text:?}");
            });
        }
    }
}
