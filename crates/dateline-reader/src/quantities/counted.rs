//! What is counted: the noun phrase that a number belongs to.

use std::ops::Range;

use dateline_language::{Relation, Upos};

use crate::article::Article;

/// The words counted by a number, and the noun that heads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) words: Range<usize>,
    pub(super) head: usize,
}

/// What the number in these words counts: `196 North Korean defectors`, `dozens of people`, `40
/// percent of voters`, and `the number of defectors reached 196`.
pub(super) fn counted(article: &Article<'_>, number: &Range<usize>) -> Option<Counted> {
    behind(article, number)
        .or_else(|| plural_behind(article, number))
        .or_else(|| of_behind(article, number))
        .or_else(|| number_of(article, number))
}

/// The noun that the number modifies, where it stands behind it.
fn behind(article: &Article<'_>, number: &Range<usize>) -> Option<Counted> {
    let head = number.clone().find_map(|at| {
        let head = article.word(at).head?;
        let modifies = matches!(
            article.word(at).relation,
            Relation::Nummod | Relation::Amod | Relation::Compound | Relation::Det
        );
        (modifies && head >= number.end).then_some(head)
    })?;
    // The "547-page report" is one report.
    let compound = article.form(number.end) == "-";
    // "from 900 to 700 euros": the noun belongs to the other number.
    let other = (number.end..head).any(|at| article.word(at).lower == "to");
    if !is_noun(article, head) || head - number.end > LONGEST || compound || other {
        return None;
    }
    Some(Counted { words: number.end..head + 1, head })
}

/// The plural noun right behind the number, whatever the tree makes of the two: in `between 200 and
/// 300 farmers` it often hangs the numbers from the verb.
fn plural_behind(article: &Article<'_>, number: &Range<usize>) -> Option<Counted> {
    let head = number.end;
    let word = article.parse.words().get(head)?;
    let counts = article.parse.sentence_around(number.start).contains(&head)
        && word.upos == Upos::Noun
        && word.feature("Number") == Some("Plur");
    counts.then_some(Counted { words: head..head + 1, head })
}

/// How many words may stand between a number and its noun.
const LONGEST: usize = 8;

/// `dozens of people`, `two thirds of the voters`, `40 percent of voters`.
fn of_behind(article: &Article<'_>, number: &Range<usize>) -> Option<Counted> {
    let sentence = article.parse.sentence_around(number.start);
    let mut at = number.end;
    if at >= sentence.end || article.word(at).lower != "of" {
        return None;
    }
    at += 1;
    while at < sentence.end
        && matches!(article.word(at).upos, Upos::Det | Upos::Pron)
        && article.word(at).relation != Relation::Nmod
    {
        at += 1;
    }
    let head = (at..sentence.end.min(at + LONGEST))
        .take_while(|&word| {
            matches!(
                article.word(word).upos,
                Upos::Noun
                    | Upos::Propn
                    | Upos::Adj
                    | Upos::Num
                    | Upos::Punct
                    | Upos::Adv
                    | Upos::Verb
                    | Upos::Part
            )
        })
        .find(|&word| {
            is_noun(article, word)
                && article.word(word).head.is_none_or(|head| {
                    // "of a country's output", "of U.S. trading volume": the noun is still to come.
                    head < word
                        || head > word + LONGEST
                        || !matches!(
                            article.word(word).relation,
                            Relation::Compound | Relation::Amod | Relation::Flat | Relation::Nmod
                        )
                })
        })?;
    Some(Counted { words: at..head + 1, head })
}

/// `the number of defectors arriving in the South reached 196`: what is numbered is the subject.
fn number_of(article: &Article<'_>, number: &Range<usize>) -> Option<Counted> {
    let word = number
        .clone()
        .find(|&at| article.word(at).head.is_none_or(|head| !number.contains(&head)))?;
    let verb = article
        .parse
        .ancestors(word)
        .skip(1)
        .take(3)
        .find(|&above| matches!(article.word(above).upos, Upos::Verb | Upos::Aux))?;
    let subject = article.parse.first_related(verb, Relation::Nsubj).or_else(|| {
        article.parse.first_related(verb, Relation::Obj).filter(|&object| object < number.start)
    })?;
    if !is_numbering(&article.word(subject).lemma) {
        return None;
    }
    let head = article.parse.related(subject, Relation::Nmod).find(|&modifier| {
        article.parse.related(modifier, Relation::Case).any(|case| article.word(case).lower == "of")
    })?;
    let first = article
        .parse
        .dependents(head)
        .filter(|&dependent| {
            dependent < head
                && matches!(
                    article.word(dependent).relation,
                    Relation::Amod | Relation::Compound | Relation::Flat | Relation::Nummod
                )
        })
        .map(|dependent| article.parse.subtree_range(dependent).start)
        .min()
        .unwrap_or(head);
    Some(Counted { words: first..head + 1, head })
}

/// Nouns whose complement is counted: `the number of arrests`.
pub(crate) fn is_numbering(lemma: &str) -> bool {
    matches!(lemma, "number" | "count" | "total" | "tally")
}

fn is_noun(article: &Article<'_>, word: usize) -> bool {
    matches!(article.word(word).upos, Upos::Noun | Upos::Propn)
}
