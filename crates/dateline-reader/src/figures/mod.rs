//! `record.figures`: what the numbers measure, and how they compare.
//!
//! A figure is a quantity that reports measure and compare: counts, sums, percentages. Ages,
//! distances and `the two countries` are quantities and no figures.

mod compare;
mod imply;
mod measure;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use dateline_language::{Relation, Upos};
use dateline_record::{
    Comparison, ComparisonKind, Event, Figure, FigureId, Implied, Quantity, QuantityId,
    QuantityKind, TimeId,
};

use crate::article::{Anchored, Article};
use crate::attributions::Attributions;
use crate::entities::Entities;
use crate::times::Times;
use compare::{Change, Compared, Cue, Hedged};

pub(crate) fn read(
    article: &Article<'_>,
    times: &Times,
    quantities: &[Anchored<Quantity>],
    entities: &Entities,
    attributions: &Attributions,
    _events: &[Anchored<Event>],
) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut first = 0;
    while first < quantities.len() {
        let sentence = article.parse.sentence_around(quantities[first].words.start);
        let count = quantities[first..]
            .iter()
            .take_while(|quantity| quantity.words.start < sentence.end)
            .count()
            .max(1);
        let compared =
            Compared { article, sentence, times, quantities: &quantities[first..first + count] };
        let here =
            Sentence { article, times, cues: compared.cues(), quantities: compared.quantities };
        for index in 0..count {
            let quantity = &here.quantities[index];
            if !here.is_figure(index) {
                continue;
            }
            let measured = here.measured(index);
            let (comparison, implied) = here.comparison(index);
            figures.push(Figure {
                id: FigureId::from_index(figures.len()),
                quantity: QuantityId::from_index(first + index),
                measures: measured.clone().map(|words| article.surface(words).to_owned()),
                place: measure::place(article, entities, quantity, measured.as_ref()),
                time: here.period(index),
                comparison,
                implied,
                attribution: attributions.around(quantity.words.start),
            });
        }
        first += count;
    }
    figures
}

/// How many words may lie between a change and what it led to.
const LED_REACH: usize = 12;

/// The quantities of a sentence and its comparisons.
struct Sentence<'a> {
    article: &'a Article<'a>,
    times: &'a Times,
    quantities: &'a [Anchored<Quantity>],
    cues: Vec<Cue>,
}

impl Sentence<'_> {
    /// Whether a quantity is one that is measured.
    fn is_figure(&self, index: usize) -> bool {
        // "up 40 percent" is a comparison of the amount that it changes, not a figure beside it.
        let changes = self.cue_of(index).is_some_and(|cue| {
            !matches!(cue.comparing.change, Change::Value(_)) && self.level_of(cue).is_some()
        });
        if changes {
            return false;
        }
        let quantity = &self.quantities[index];
        let before = quantity.words.start.checked_sub(1).map(|at| self.article.word(at));
        // "the two countries", "both three-day visits": known ones, not counted here.
        let definite = before.is_some_and(|word| {
            matches!(
                word.lower.as_str(),
                "the" | "these" | "those" | "its" | "their" | "his" | "her"
            )
        });
        let small = quantity.item.value.is_some_and(|value| value < 10.0);
        // "one man", "several", "six times": said, but not measured.
        let head = quantity.words.end - 1;
        let count = quantity.item.kind == QuantityKind::Count;
        let slight = quantity.item.value.or(quantity.item.high).is_none()
            && quantity.item.low.is_some_and(|low| low < 10.0)
            || self.article.word(head).lower == "one" && quantity.words.len() == 1
            || count && quantity.item.counted.as_deref() == Some("times");
        if slight {
            return false;
        }
        let measured = || self.measured(index).is_some();
        match quantity.item.kind {
            QuantityKind::Percent | QuantityKind::Money => true,
            QuantityKind::Count => {
                !(definite && small)
                    && (quantity.item.counted.is_some()
                        || self.cue_of(index).is_some()
                        || measured())
            }
            QuantityKind::Fraction | QuantityKind::Ratio => measured(),
            // "17 km away" is where, and "17 km of cable" is how much.
            QuantityKind::Measure => {
                let length = quantity.item.unit.as_deref().is_some_and(words::is_length);
                let compared = self.cues.iter().any(|cue| self.level_of(cue) == Some(index));
                let of = quantity.words.end < self.article.parse.words().len()
                    && self.article.word(quantity.words.end).lower == "of";
                !quantity.item.parts.is_empty() && of
                    || compared
                    || self.cue_of(index).is_some()
                    || if length { of } else { measured() }
            }
            QuantityKind::Age | QuantityKind::Ordinal | QuantityKind::Score => false,
        }
    }

    /// The comparison that a quantity itself says.
    fn cue_of(&self, index: usize) -> Option<&Cue> {
        self.cues.iter().find(|cue| cue.quantity == Some(index))
    }

    /// What a quantity measures. The amount of another period measures the same as the one that it
    /// is compared with, and so does a change.
    fn measured(&self, index: usize) -> Option<Range<usize>> {
        let level = self.cue_of(index).and_then(|cue| self.level_of(cue));
        let words = level
            .and_then(|level| measure::measured(self.article, &self.quantities[level]))
            .or_else(|| measure::measured(self.article, &self.quantities[index]))?;
        self.without_time(words)
    }

    /// What is measured, without the period at its end: `tractors` of "tractors in June".
    fn without_time(&self, words: Range<usize>) -> Option<Range<usize>> {
        let first = self.times.list.partition_point(|time| time.words.start < words.start);
        let end =
            self.times.list.get(first).map_or(words.end, |time| time.words.start.min(words.end));
        let end = (words.start..end)
            .rev()
            .find(|&at| {
                end == words.end || !matches!(self.article.word(at).upos, Upos::Adp | Upos::Punct)
            })
            .map_or(words.start, |last| last + 1);
        (words.start < end).then_some(words.start..end)
    }

    fn period(&self, index: usize) -> Option<TimeId> {
        if let Some(cue) = self.cue_of(index)
            && matches!(cue.comparing.change, Change::Value(_))
        {
            return cue.to;
        }
        let compared: Vec<TimeId> = self.cues.iter().filter_map(|cue| cue.to).collect();
        measure::period(self.article, self.times, &self.quantities[index], &compared)
    }

    /// The amount that a comparison is made of: the one behind it where "to" leads there ("rose 40
    /// percent to 196"), else the last one before it in its clause.
    fn level_of(&self, cue: &Cue) -> Option<usize> {
        let is_level = |index: &usize| {
            self.cue_of(*index).is_none() && self.is_level_for(cue, &self.quantities[*index].item)
        };
        let led_to = (0..self.quantities.len()).filter(is_level).find(|&index| {
            let start = self.quantities[index].words.start;
            start > cue.words.end
                && start < cue.words.end + LED_REACH
                && matches!(self.article.word(start - 1).lower.as_str(), "to" | "at")
        });
        let apposed = (0..self.quantities.len()).filter(is_level).find(|&index| {
            // "a record 4.2 million"
            cue.comparing.change == Change::Extreme
                && self.quantities[index].words.start == cue.words.end
        });
        led_to.or(apposed).or_else(|| {
            (0..self.quantities.len()).filter(is_level).rfind(|&index| {
                let end = self.quantities[index].words.end;
                end <= cue.words.start && !self.has_subject(end..cue.words.start)
            })
        })
    }

    /// Whether an amount can be the one that a comparison is made of: a change is of an amount in the
    /// same unit; any amount may rise by so many percent.
    fn is_level_for(&self, cue: &Cue, level: &Quantity) -> bool {
        let amount = matches!(
            level.kind,
            QuantityKind::Count
                | QuantityKind::Percent
                | QuantityKind::Money
                | QuantityKind::Measure
        );
        let own = cue.quantity.map(|own| &self.quantities[own].item);
        let fits = match (cue.comparing.change, own) {
            (Change::Percent(_), _) => level.kind != QuantityKind::Percent,
            (Change::Difference(_) | Change::Value(_), Some(own)) => {
                let points = level.unit.as_deref() == Some("percent")
                    && (matches!(own.unit.as_deref(), Some("percentage point" | "basis point"))
                        || own.counted.as_deref() == Some("points"));
                points
                    || own.unit == level.unit
                    || own.kind == QuantityKind::Count && level.kind == QuantityKind::Count
            }
            _ => true,
        };
        amount && fits
    }

    /// Whether a clause of its own begins in these words: "employs 500 people, and sales rose".
    fn has_subject(&self, words: Range<usize>) -> bool {
        words.into_iter().any(|at| {
            let word = self.article.word(at);
            word.relation == Relation::Nsubj
                && matches!(word.upos, Upos::Noun | Upos::Propn)
                && word.head.is_some_and(|verb| self.article.word(verb).relation != Relation::Advcl)
        })
    }

    /// How a quantity compares with another period, and what follows for that.
    fn comparison(&self, index: usize) -> (Option<Comparison>, Vec<Implied>) {
        if let Some(own) = self.cue_of(index) {
            // A change that is said without an amount: "sales rose 40 percent from a year earlier".
            let alone =
                self.level_of(own).is_none() && !matches!(own.comparing.change, Change::Value(_));
            return (alone.then(|| recorded(self.article, own)), Vec::new());
        }
        let mut cues: Vec<&Cue> =
            self.cues.iter().filter(|cue| self.level_of(cue) == Some(index)).collect();
        cues.sort_by_key(|cue| rank(cue.comparing.change));
        let Some(cue) = cues.first() else { return (None, Vec::new()) };
        let quantity = &self.quantities[index].item;
        let whole = quantity.kind == QuantityKind::Count;
        let said = self.article.surface(cue.words.clone());
        let implied = quantity
            .value
            .and_then(|value| imply::other_amount(value, &cue.comparing, said, whole))
            .map(|(low, high, how)| Implied { time: cue.to, low, high, how });
        (Some(recorded(self.article, cue)), implied.into_iter().collect())
    }
}

/// Which of several comparisons of one figure is kept: the one that says most.
fn rank(change: Change) -> u8 {
    match change {
        Change::Ratio(_) => 0,
        Change::Percent(_) => 1,
        Change::Difference(_) => 2,
        Change::Value(_) => 3,
        Change::Extreme => 4,
    }
}

fn recorded(article: &Article<'_>, cue: &Cue) -> Comparison {
    let span = article.span(cue.words.clone());
    let (kind, value) = match cue.comparing.change {
        Change::Ratio(ratio) => (ComparisonKind::Ratio, Some(ratio)),
        Change::Percent(percent) => (ComparisonKind::Percent, Some(percent)),
        Change::Difference(difference) => (ComparisonKind::Difference, Some(difference)),
        Change::Value(value) => (ComparisonKind::Value, Some(value)),
        Change::Extreme => (ComparisonKind::Extreme, None),
    };
    let approximate = cue.comparing.hedged != Hedged::Exactly;
    Comparison { kind, value, approximate, to: cue.to, span }
}
