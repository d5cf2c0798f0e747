//! What a quantity measures, where and when.

use std::ops::Range;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, EntityKind, Quantity, QuantityKind, TimeId, TimeType};

use super::words;
use crate::article::{Anchored, Article};
use crate::entities::Entities;
use crate::quantities;
use crate::times::{self, Times};

/// How many words may lie between `the number of` and its amount.
const REACH: usize = 25;

/// How long the words for what is measured may be.
const LONGEST: usize = 14;

/// The report's words for what is measured: `North Korean defectors arriving in the South`.
pub(super) fn measured(
    article: &Article<'_>,
    quantity: &Anchored<Quantity>,
) -> Option<Range<usize>> {
    let level = led_to(article, quantity);
    let share = matches!(quantity.item.kind, QuantityKind::Percent | QuantityKind::Fraction);
    let of = share && word_at(article, quantity.words.end) == "of";
    numbered(article, quantity)
        // "Exports fell to 3 million bags": of exports, not of bags.
        .or_else(|| if level && !of { subject(article, quantity) } else { None })
        .or_else(|| counted(article, quantity))
        .or_else(|| of_noun(article, quantity))
        .or_else(|| subject(article, quantity))
        .or_else(|| state(article, quantity))
}

fn word_at<'a>(article: &Article<'a>, at: usize) -> &'a str {
    article.parse.words().get(at).map_or("", |_| article.word(at).lower.as_str())
}

/// Whether an amount is what something rose or fell to: `to 12 million`, `at 38 percent`.
fn led_to(article: &Article<'_>, quantity: &Anchored<Quantity>) -> bool {
    let sentence = article.parse.sentence_around(quantity.words.start);
    let Some(to) = quantity.words.start.checked_sub(1).filter(|to| *to >= sentence.start) else {
        return false;
    };
    let from = sentence.start.max(to.saturating_sub(REACH));
    let changed = |at: usize| {
        let word = article.word(at);
        words::change(&word.lemma).is_some()
            || words::is_transitive(&word.lemma)
            || word.lower.ends_with("fold")
    };
    match article.word(to).lower.as_str() {
        "to" | "at" | "from" | "below" | "above" | "by" => (from..to).any(changed),
        _ => false,
    }
}

/// `19 injured`, `300 missing`: the state that so many are in.
fn state(article: &Article<'_>, quantity: &Anchored<Quantity>) -> Option<Range<usize>> {
    let at = quantity.words.end;
    let sentence = article.parse.sentence_around(quantity.words.start);
    let word = (at < sentence.end).then(|| article.word(at))?;
    let participle = word.upos == Upos::Verb && word.feature("VerbForm") == Some("Part");
    let count = quantity.item.kind == QuantityKind::Count;
    (count && (participle || word.upos == Upos::Adj)).then_some(at..at + 1)
}

/// `the number of arrests rose to 196`: from behind "of" up to the verb before the amount.
fn numbered(article: &Article<'_>, quantity: &Anchored<Quantity>) -> Option<Range<usize>> {
    let sentence = article.parse.sentence_around(quantity.words.start);
    let from = sentence.start.max(quantity.words.start.saturating_sub(REACH));
    let of = (from..quantity.words.start).rev().find(|&at| {
        article.word(at).lower == "of"
            && at > from
            && quantities::is_numbering(&article.word(at - 1).lemma)
    })?;
    let leads = |at: &usize| {
        let lemma = article.word(*at).lemma.as_str();
        words::is_level(lemma) || words::change(lemma).is_some() || words::is_transitive(lemma)
    };
    let last = quantity.words.start;
    let verb = (of + 2..last).skip((last - of).saturating_sub(6)).find(leads)?;
    let end = (of + 1..verb)
        .rev()
        .find(|&at| !matches!(article.word(at).upos, Upos::Aux | Upos::Adv | Upos::Punct))?
        + 1;
    (end > of + 1).then_some(of + 1..end)
}

/// The noun that is counted, with what follows it and belongs to it.
fn counted(article: &Article<'_>, quantity: &Anchored<Quantity>) -> Option<Range<usize>> {
    let (words, head) = quantities::counted_words(article, &quantity.words)?;
    let sentence = article.parse.sentence_around(head);
    let behind = article.parse.subtree_range(head).end.min(sentence.end).min(head + LONGEST);
    let end = (head + 1..behind)
        .find(|&at| {
            matches!(
                article.word(at).lower.as_str(),
                "," | ";" | ":" | "." | "\u{2014}" | "-" | "("
            ) || article.word(at).relation == Relation::Conj
                || article.word(at).upos == Upos::Cconj
        })
        .unwrap_or(behind);
    Some(words.start..end.max(words.end))
}

/// `a loss of $3bn`, `$3bn in aid`, `a $3bn loan`.
fn of_noun(article: &Article<'_>, quantity: &Anchored<Quantity>) -> Option<Range<usize>> {
    let sentence = article.parse.sentence_around(quantity.words.start);
    let noun = |at: usize| matches!(article.word(at).upos, Upos::Noun | Upos::Propn);
    let (start, end) = (quantity.words.start, quantity.words.end);
    if end + 1 < sentence.end
        && matches!(article.word(end).lower.as_str(), "in" | "of" | "worth" | "for" | "on")
    {
        let mut behind = end + 1;
        if article.word(end).lower == "worth" && article.word(behind).lower == "of" {
            behind += 1;
        }
        let determined = matches!(article.word(behind).upos, Upos::Det | Upos::Pron);
        if determined && behind + 1 < sentence.end {
            behind += 1;
        }
        // Only money is "for" and "on" something; people are somewhere.
        let money = quantity.item.kind == QuantityKind::Money;
        let bought = matches!(article.word(end).lower.as_str(), "for" | "on") || determined;
        let run = run_of_nouns(article, behind, sentence.end);
        let run = if bought && !money { behind..behind } else { run };
        let dated = run.is_empty() || article.word(behind).upos == Upos::Propn;
        if !dated {
            return Some(run);
        }
    }
    if end < sentence.end && noun(end) && article.word(end).lower != "times" {
        let change = words::change(&article.word(end).lemma).is_some();
        let run = run_of_nouns(article, end, sentence.end);
        return (!change && !run.is_empty()).then_some(run);
    }
    let of = start.checked_sub(1).filter(|at| *at > sentence.start)?;
    if article.word(of).lower == "of" && noun(of - 1) {
        let first = (sentence.start..of - 1)
            .rev()
            .take_while(|&at| matches!(article.word(at).upos, Upos::Adj | Upos::Noun | Upos::Propn))
            .last()
            .unwrap_or(of - 1);
        return Some(first..of);
    }
    None
}

fn run_of_nouns(article: &Article<'_>, start: usize, end: usize) -> Range<usize> {
    let length = (start..end.min(start + LONGEST))
        .take_while(|&at| matches!(article.word(at).upos, Upos::Adj | Upos::Noun | Upos::Propn))
        .count();
    start..start + length
}

/// The subject of what leads up to the amount, `net income rose to $3bn`, `prices are 12 percent
/// higher`, or its object where the verb changes something: `cut its deficit to 30 million`.
fn subject(article: &Article<'_>, quantity: &Anchored<Quantity>) -> Option<Range<usize>> {
    let words = &quantity.words;
    let sentence = article.parse.sentence_around(words.start);
    let word = words
        .clone()
        .find(|&at| article.word(at).head.is_none_or(|head| !words.contains(&head)))?;
    // A ratio may be the verb itself: "prices have quadrupled".
    let ratio = quantity.item.kind == QuantityKind::Ratio;
    let subject = article.parse.ancestors(word).take(5).find_map(|above| {
        let found = article.word(above);
        let leads = words.contains(&above)
            || ratio
            || leads_up(article, above)
            || article.parse.related(above, Relation::Cop).next().is_some();
        let object = article.parse.first_related(above, Relation::Obj).filter(|object| {
            (words::is_transitive(&found.lemma) || words::change(&found.lemma).is_some())
                && !words.contains(object)
                && *object < words.start
        });
        let subject = article.parse.first_related(above, Relation::Nsubj);
        object.or(subject).filter(|_| leads)
    });
    let subject = subject
        .filter(|subject| article.word(*subject).upos != Upos::Pron)
        .or_else(|| subject_by_order(article, &sentence, words))?;
    let range = article.parse.subtree_range(subject);
    let end = range
        .clone()
        .find(|&at| {
            at > subject
                && (matches!(article.word(at).lower.as_str(), "," | "(" | "-" | "\u{2014}")
                    || words.contains(&at)
                    || leads_up(article, at) && article.word(at).upos == Upos::Verb)
        })
        .unwrap_or(range.end);
    let start = range.clone().find(|&at| article.word(at).upos != Upos::Det).unwrap_or(range.start);
    let outside = !words.contains(&subject);
    (outside && start < end && end - start <= LONGEST).then_some(start..end)
}

/// Whether a word leads up to an amount: a verb of level or change, `up`, `higher`.
fn leads_up(article: &Article<'_>, at: usize) -> bool {
    let word = article.word(at);
    words::is_level(&word.lemma)
        || words::change(&word.lemma).is_some()
        || words::change(&word.lower).is_some()
        || words::is_transitive(&word.lemma)
}

/// The subject nearest before a verb of level or change that stands before the amount, for sentences
/// whose tree hangs the amount elsewhere.
fn subject_by_order(
    article: &Article<'_>,
    sentence: &Range<usize>,
    words: &Range<usize>,
) -> Option<usize> {
    let from = sentence.start.max(words.start.saturating_sub(REACH));
    let verb = (from..words.start).rev().find(|&at| leads_up(article, at))?;
    let between =
        (verb..words.start).any(|at| matches!(article.word(at).lower.as_str(), "," | ";"));
    let subject = (from..verb).rev().find(|&at| article.word(at).relation == Relation::Nsubj)?;
    let noun = matches!(article.word(subject).upos, Upos::Noun | Upos::Propn);
    (noun && !between).then_some(subject)
}

/// The period of a figure: the date nearest in its sentence that is not one compared with, nor the
/// day on which somebody said it.
pub(super) fn period(
    article: &Article<'_>,
    times: &Times,
    quantity: &Anchored<Quantity>,
    compared: &[TimeId],
) -> Option<TimeId> {
    let sentence = article.parse.sentence_around(quantity.words.start);
    let first = times.list.partition_point(|time| time.words.start < sentence.start);
    times.list[first..]
        .iter()
        .take_while(|time| time.words.start < sentence.end)
        .enumerate()
        .map(|(offset, time)| (TimeId::from_index(first + offset), time))
        .filter(|(id, time)| {
            let before = time.words.start.checked_sub(1).map(|at| article.word(at).lower.as_str());
            let said = before.is_some_and(|word| times::is_saying(word) || word == "since");
            time.item.kind == TimeType::Date
                && !time.item.value.ends_with("_REF")
                && !compared.contains(id)
                && !said
        })
        .min_by_key(|(_, time)| distance(&time.words, &quantity.words))
        .map(|(id, _)| id)
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

/// Where a figure is measured: the place named with "in" or "at" among the words for what is
/// measured, else nearest in the sentence, else the country whose report it is ("South Korea saw").
pub(super) fn place(
    article: &Article<'_>,
    entities: &Entities,
    quantity: &Anchored<Quantity>,
    measured: Option<&Range<usize>>,
) -> Option<EntityId> {
    let sentence = article.parse.sentence_around(quantity.words.start);
    let located = |range: Range<usize>| {
        range
            .filter(|&at| {
                article.parse.related(at, Relation::Case).any(|case| {
                    matches!(
                        article.word(case).lower.as_str(),
                        "in" | "at" | "across" | "throughout"
                    )
                })
            })
            .filter_map(|at| Some((at, place_at(entities, at)?)))
            .min_by_key(|(at, _)| at.abs_diff(quantity.words.start))
            .map(|(_, place)| place)
    };
    measured.cloned().and_then(&located).or_else(|| located(sentence.clone())).or_else(|| {
        sentence
            .clone()
            .filter(|&at| article.word(at).relation == Relation::Nsubj)
            .filter(|&at| {
                article.word(at).head.is_some_and(|verb| words::is_level(&article.word(verb).lemma))
            })
            .find_map(|at| place_at(entities, at))
    })
}

fn place_at(entities: &Entities, word: usize) -> Option<EntityId> {
    entities.at(word).filter(|&id| entities.get(id).kind == EntityKind::Place)
}
