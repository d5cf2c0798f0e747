//! How figures are compared: `a near threefold jump from the previous year`, `up 40 percent`, `12
//! fewer than in 2019`, `compared with 53 in November`, `the highest since 2017`.

use std::ops::Range;

use dateline_record::{Quantity, TimeId, TimeType};

use super::words::{self, Direction};
use crate::article::{Anchored, Article};
use crate::times::Times;

/// By how much two amounts differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    /// So many times the other.
    Ratio(f64),
    /// So many percent more, or less where negative.
    Percent(f64),
    /// So many more, or fewer where negative.
    Difference(f64),
    /// The other amount itself.
    Value(f64),
    /// The greatest or the least of all.
    Extreme,
}

/// How exactly the change is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedged {
    Exactly,
    /// `nearly threefold`
    Nearly,
    /// `about threefold`
    About,
    /// `more than threefold`
    Open,
}

/// A change with its hedge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Comparing {
    pub(super) change: Change,
    pub(super) hedged: Hedged,
}

/// A comparison in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cue {
    pub(super) comparing: Comparing,
    /// The words that say it: `near threefold`.
    pub(super) words: Range<usize>,
    /// The quantity that it is said with, where it is one: the `40 percent`.
    pub(super) quantity: Option<usize>,
    /// The period that is compared with.
    pub(super) to: Option<TimeId>,
}

/// How many words may stand between a comparison and its period.
const REACH: usize = 9;

/// The comparisons of a sentence, in the order of the text. `quantities` are those of the sentence.
pub(super) fn cues(
    article: &Article<'_>,
    sentence: &Range<usize>,
    times: &Times,
    quantities: &[Anchored<Quantity>],
) -> Vec<Cue> {
    let mut cues = Vec::new();
    for (index, quantity) in quantities.iter().enumerate() {
        if let Some((comparing, words)) = of_quantity(article, sentence, quantity) {
            let to = period_behind(article, sentence, times, words.end);
            cues.push(Cue { comparing, words, quantity: Some(index), to });
        }
    }
    for at in sentence.clone() {
        let Some((comparing, words)) = of_word(article, sentence, at) else { continue };
        if cues.iter().any(|cue: &Cue| cue.words.contains(&at)) {
            continue;
        }
        let to = period_behind(article, sentence, times, words.end);
        // "most" and "double" compare only where the text goes on to the other period.
        let sure = !matches!(comparing.change, Change::Extreme) || to.is_some();
        if sure {
            cues.push(Cue { comparing, words, quantity: None, to });
        }
    }
    cues.sort_by_key(|cue| cue.words.start);
    cues
}

/// A ratio or an extreme that a word says.
fn of_word(
    article: &Article<'_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(Comparing, Range<usize>)> {
    let word = article.word(at);
    let ratio = words::ratio(&word.lemma).or_else(|| words::ratio(&word.lower));
    if let Some(ratio) = ratio {
        let (hedged, start) = hedge_before(article, sentence, at);
        return Some((Comparing { change: Change::Ratio(ratio), hedged }, start..at + 1));
    }
    let article_before = at > sentence.start
        && matches!(article.word(at - 1).lower.as_str(), "the" | "its" | "their" | "a");
    (words::is_extreme(&word.lower) && article_before)
        .then(|| (Comparing { change: Change::Extreme, hedged: Hedged::Exactly }, at..at + 1))
}

/// The change that a quantity says: `40 percent` beside `up`, `three times`, `12 more than`; or the
/// other amount, where `from` or `compared with` stands before it.
fn of_quantity(
    article: &Article<'_>,
    sentence: &Range<usize>,
    quantity: &Anchored<Quantity>,
) -> Option<(Comparing, Range<usize>)> {
    let value = quantity.item.value?;
    let words = quantity.words.clone();
    let behind = |places: usize| {
        let at = words.end + places;
        if at < sentence.end { article.word(at).lower.as_str() } else { "" }
    };
    let hedged = match (quantity.item.low, quantity.item.high) {
        (Some(_), Some(_)) => Hedged::Exactly,
        (None, Some(_)) => Hedged::Nearly,
        (Some(_), None) => Hedged::Open,
        (None, None) => Hedged::About,
    };
    let comparing = |change| (Comparing { change, hedged }, words.clone());
    if behind(0) == "times" && matches!(behind(1), "as" | "more" | "higher" | "the" | "that") {
        return Some(comparing(Change::Ratio(value)));
    }
    if behind(0) == "-" && behind(1) == "fold" || behind(0) == "fold" {
        return Some(comparing(Change::Ratio(value)));
    }
    let percent = quantity.item.unit.as_deref() == Some("percent");
    if let Some(direction) = direction(article, sentence, &words, percent) {
        let signed = if direction == Direction::Down { -value } else { value };
        let change = if percent { Change::Percent(signed) } else { Change::Difference(signed) };
        return Some(comparing(change));
    }
    let before = |back: usize| {
        words.start.checked_sub(back).filter(|at| *at >= sentence.start).map(|at| article.word(at))
    };
    let first = before(1)?.lower.as_str();
    let compared = match first {
        "from" | "against" | "versus" => true,
        "with" | "to" => before(2).is_some_and(|word| word.lower == "compared"),
        _ => false,
    };
    compared.then(|| comparing(Change::Value(value)))
}

/// Which way a quantity changes something: by `up` or `rose` before it, by `increase` or `more than`
/// behind it.
fn direction(
    article: &Article<'_>,
    sentence: &Range<usize>,
    words: &Range<usize>,
    percent: bool,
) -> Option<Direction> {
    let lemma = |at: usize| {
        let word = article.word(at);
        words::change(&word.lemma).or_else(|| words::change(&word.lower))
    };
    // "rose 40 percent", "up by 12": nothing but "by", "a" or an adverb between.
    let mut at = words.start;
    for _ in 0..3 {
        at = at.checked_sub(1).filter(|at| *at >= sentence.start)?;
        let lower = article.word(at).lower.as_str();
        if let Some(found) = lemma(at).filter(|_| !matches!(lower, "more" | "less" | "fewer")) {
            return Some(found);
        }
        if !matches!(lower, "by" | "a" | "an" | "another" | "some") {
            break;
        }
    }
    // "a 40 percent drop", "12 more than in 2019", "40 percent higher than".
    let behind = words.end;
    let found = (behind < sentence.end).then(|| lemma(behind)).flatten()?;
    let next = (behind + 1 < sentence.end).then(|| article.word(behind + 1).lower.as_str());
    let comparative = matches!(
        article.word(behind).lower.as_str(),
        "more" | "less" | "fewer" | "higher" | "lower"
    );
    let than =
        (behind + 1..sentence.end.min(behind + 4)).any(|at| article.word(at).lower == "than");
    let says_so = if comparative { than } else { percent && next != Some("of") };
    says_so.then_some(found)
}

/// A hedge in the three words before a ratio, and where it begins.
fn hedge_before(article: &Article<'_>, sentence: &Range<usize>, at: usize) -> (Hedged, usize) {
    let from = sentence.start.max(at.saturating_sub(3));
    for start in (from..at).rev() {
        let hedged = match article.word(start).lower.as_str() {
            "near" | "nearly" | "almost" => Hedged::Nearly,
            "about" | "around" | "roughly" | "approximately" => Hedged::About,
            "over" => Hedged::Open,
            "than" if start > from && article.word(start - 1).lower == "more" => Hedged::Open,
            _ => continue,
        };
        return (hedged, start);
    }
    (Hedged::Exactly, at)
}

/// The period that is named behind a comparison: `from the previous year`, `than in 2019`, `since
/// 2017`.
pub(super) fn period_behind(
    article: &Article<'_>,
    sentence: &Range<usize>,
    times: &Times,
    from: usize,
) -> Option<TimeId> {
    let first = times.list.partition_point(|time| time.words.start < from);
    let (offset, time) = times.list[first..]
        .iter()
        .take_while(|time| time.words.start < sentence.end.min(from + REACH))
        .enumerate()
        .find(|(_, time)| time.item.kind == TimeType::Date)?;
    let led = (from..time.words.start).any(|at| {
        let lower = article.word(at).lower.as_str();
        words::is_base(lower) || lower == "since"
    });
    // "53 a year earlier", "53 in November": the period stands at the amount.
    let adjoining = time.words.start <= from + 1;
    (led || adjoining).then(|| TimeId::from_index(first + offset))
}
