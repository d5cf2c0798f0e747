//! When a report was published: as given, by its dateline, or as the text lets one conclude.
//!
//! Three sorts of evidence bound the day. What is told as past with its year came before it; what
//! is told as future with its year comes after it; and where a year is written out beside `last
//! year`, or two sentences give the same figures, one by the year and one by `last year`, the year
//! of publication follows. Nothing else is concluded: a report that mentions only 2019 may be of
//! any later year.

use std::collections::HashSet;
use std::ops::Range;

use dateline_language::Upos;
use dateline_record::{Published, PublishedBasis};
use jiff::civil::Date;

use super::expression::{Choice, Direction, Meaning, Named, Phrase};
use super::narrative::Narrative;
use super::period::{Period, Unit, days_after};
use super::resolve::{self, Days, Frame};
use super::tense::{self, Heading};
use super::{Found, unresolved, words};
use crate::article::Article;
use crate::front::Front;

pub(super) fn read(article: &Article<'_>, front: &Front, found: &[Found]) -> Published {
    if let Some(given) = &article.report.published
        && let Some(day) = day_of(given)
    {
        return Published {
            value: Some(given.clone()),
            basis: PublishedBasis::Given,
            earliest: Some(day),
            latest: Some(day),
            why: Vec::new(),
        };
    }
    let mut bounds = Bounds::default();
    bounds.by_tense(article, found);
    bounds.by_years_named_twice(article, found);
    bounds.by_weekday_of_a_date(article, found);
    match dateline_day(front, found) {
        Some(phrase) => by_dateline(phrase, bounds),
        None => bounds.published(article, found),
    }
}

/// The day of an ISO 8601 date or date-time.
fn day_of(given: &str) -> Option<Date> {
    given.trim().get(..10)?.parse().ok()
}

/// The first and last day that the report can have been published, and why.
#[derive(Debug, Default)]
struct Bounds {
    earliest: Option<Date>,
    latest: Option<Date>,
    why: Vec<String>,
}

impl Bounds {
    fn not_before(&mut self, day: Date, why: String) {
        if self.earliest.is_none_or(|earliest| earliest < day) {
            self.earliest = Some(day);
            self.why.push(why);
        }
    }

    fn not_after(&mut self, day: Date, why: String) {
        let possible = self.earliest.is_none_or(|earliest| earliest <= day);
        if possible && self.latest.is_none_or(|latest| latest > day) {
            self.latest = Some(day);
            self.why.push(why);
        }
    }

    /// "Served in 2020-24" was written in 2024 or later, "will open in June 2025" before July 2025.
    fn by_tense(&mut self, article: &Article<'_>, found: &[Found]) {
        let mut latest_past: Option<(Date, &Found)> = None;
        let mut first_future: Option<(Date, &Found)> = None;
        for expression in found.iter().filter(|expression| !expression.is_end) {
            let Some(period) = written_out(expression) else { continue };
            if !is_adverbial(article, expression) {
                continue;
            }
            match tense::heading(article, &expression.words) {
                Heading::Past => {
                    let Some(day) = period.first_day() else { continue };
                    if latest_past.is_none_or(|(latest, _)| latest < day) {
                        latest_past = Some((day, expression));
                    }
                }
                Heading::Future if follows_will(article, &expression.words) => {
                    let Some(day) = period.last_day() else { continue };
                    if first_future.is_none_or(|(first, _)| first > day) {
                        first_future = Some((day, expression));
                    }
                }
                _ => {}
            }
        }
        if let Some((day, expression)) = latest_past {
            let said = surface_with_preposition(article, expression);
            self.not_before(
                day,
                format!("\u{201c}{said}\u{201d} is told as past: not before {day}"),
            );
        }
        if let Some((day, expression)) = first_future {
            let said = surface_with_preposition(article, expression);
            self.not_after(
                day,
                format!("\u{201c}{said}\u{201d} is told as future: not after {day}"),
            );
        }
    }

    /// A year written out and `last year`, `this year` or `three years ago` for the same time.
    fn by_years_named_twice(&mut self, article: &Article<'_>, found: &[Found]) {
        for (at, relative) in found.iter().enumerate() {
            // The years written out in this sentence and the ones beside it stand near in the list.
            let near = &found[at.saturating_sub(NEAR)..found.len().min(at + NEAR)];
            for explicit in near {
                let Some(Period::Year(year)) = written_out(explicit) else { continue };
                let Some((first, last, why)) = self.same_time(article, relative, explicit, year)
                else {
                    continue;
                };
                let (Ok(start), Ok(end)) = (Date::new(first, 1, 1), Date::new(last, 12, 31)) else {
                    continue;
                };
                if self.earliest.is_none_or(|earliest| earliest <= end)
                    && self.latest.is_none_or(|latest| latest >= start)
                {
                    self.not_after(end, why.clone());
                    self.not_before(start, why);
                    self.why.dedup();
                    return;
                }
            }
        }
    }

    /// The years of publication that follow if two expressions mean the same time, and why they do;
    /// `None` where nothing shows that they do.
    fn same_time(
        &self,
        article: &Article<'_>,
        relative: &Found,
        explicit: &Found,
        year: i16,
    ) -> Option<(i16, i16, String)> {
        let Meaning::Period(phrase) = &relative.expression.meaning else { return None };
        let relative_words = article.surface(relative.words.clone());
        let explicit_words = article.surface(explicit.words.clone());
        if let Named::Offset(length, Direction::Ago) = phrase.named {
            let years = i16::try_from(length.whole()?).ok()?;
            let beside = length.unit == Unit::Year && are_beside(article, relative, explicit);
            // "34 years ago" counts full years, so that the 35th may have begun.
            let first = year.checked_add(years)?;
            return beside.then(|| {
                let why = format!(
                    "\u{201c}{explicit_words}\u{201d} is \u{201c}{relative_words}\u{201d}: published in {first} or {}",
                    first + 1
                );
                (first, first + 1, why)
            });
        }
        let (Named::Unit(Unit::Year), Choice::FromPublication(by)) = (phrase.named, phrase.choice)
        else {
            return None;
        };
        let published = year.checked_sub(i16::try_from(by).ok()?)?;
        if are_beside(article, relative, explicit) {
            let why = format!(
                "\u{201c}{explicit_words}\u{201d} stands beside \u{201c}{relative_words}\u{201d} for the same time: published in {published}"
            );
            return Some((published, published, why));
        }
        let newest = self.earliest.is_some_and(|earliest| earliest.year() == published);
        let parallel = by == -1 && give_the_same_figures(article, relative, explicit, newest);
        parallel.then(|| {
            let why = format!(
                "the same figures are given for \u{201c}{explicit_words}\u{201d} and \u{201c}{relative_words}\u{201d}: published in {published}"
            );
            (published, published, why)
        })
    }

    /// "Friday, Oct. 23" is of a year in which that day is a Friday: where the years are bounded,
    /// one may be left.
    fn by_weekday_of_a_date(&mut self, article: &Article<'_>, found: &[Found]) {
        let (Some(earliest), Some(latest)) = (self.earliest, self.latest) else { return };
        if latest.year() - earliest.year() > 5 {
            return;
        }
        for expression in found {
            let Meaning::Period(phrase) = &expression.expression.meaning else { continue };
            let (Named::Weekday(weekday), Some(outer)) = (phrase.named, &phrase.within) else {
                continue;
            };
            let (Named::MonthDay(month, day), None) = (outer.named, &outer.within) else {
                continue;
            };
            if tense::heading(article, &expression.words) != Heading::Past {
                continue;
            }
            let mut fitting = (earliest.year() - 1..=latest.year())
                .filter_map(|year| Date::new(year, month, day).ok())
                .filter(|date| date.weekday() == weekday && *date <= latest);
            let (Some(only), None) = (fitting.next(), fitting.next()) else { continue };
            let said = article.surface(expression.words.clone());
            self.not_before(only, format!("\u{201c}{said}\u{201d} was in {}", only.year()));
            if let Some(end) = days_after(only, 365) {
                self.not_after(end, format!("\u{201c}{said}\u{201d} is named without its year"));
            }
            return;
        }
    }

    /// Not enough shows the day: one bound at most, with its reason.
    fn undated(self) -> Published {
        let bounded = self.earliest.is_some() || self.latest.is_some();
        Published {
            value: None,
            basis: if bounded { PublishedBasis::Inferred } else { PublishedBasis::Unknown },
            earliest: self.earliest,
            latest: self.latest,
            why: self.why,
        }
    }

    fn published(mut self, article: &Article<'_>, found: &[Found]) -> Published {
        let (Some(earliest), Some(latest)) = (self.earliest, self.latest) else {
            return self.undated();
        };
        self.why.extend(weekday_of_report(article, found));
        Published {
            value: common(earliest, latest),
            basis: PublishedBasis::Inferred,
            earliest: Some(earliest),
            latest: Some(latest),
            why: self.why,
        }
    }
}

/// How many expressions are looked at on either side of `last year` for the year that it is.
const NEAR: usize = 12;

/// The year, month or day that two days share.
fn common(earliest: Date, latest: Date) -> Option<String> {
    let year = earliest.year();
    if earliest == latest {
        Some(Period::Day(earliest).value())
    } else if year == latest.year() && earliest.month() == latest.month() {
        Some(Period::Month { year, month: earliest.month() }.value())
    } else {
        (year == latest.year()).then(|| Period::Year(year).value())
    }
}

/// The stretch of an expression that is written out with its year.
pub(super) fn written_out(found: &Found) -> Option<Period> {
    let (Meaning::Period(phrase) | Meaning::Range(_, phrase)) = &found.expression.meaning else {
        return None;
    };
    let frame = Frame {
        today: None,
        heading: Heading::Open,
        narrative: &Narrative::default(),
        days: Days::News,
        compared: false,
        sentence: 0,
        beside_verb: false,
    };
    resolve::resolve(phrase, frame)
        .filter(|period| period.unit() <= Unit::Year && !matches!(period, Period::FiscalYear(_)))
}

/// Whether a time tells when something happened: "in 2019", not "the 2028 Games".
fn is_adverbial(article: &Article<'_>, found: &Found) -> bool {
    let before = found.words.start.checked_sub(1).map(|before| article.word(before).lower.as_str());
    matches!(before, Some("in" | "on" | "since" | "during" | "after"))
}

/// Whether `will` stands before a time in its sentence. "Would" may look ahead from long ago.
fn follows_will(article: &Article<'_>, time: &Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(time.start);
    (sentence.start.max(time.start.saturating_sub(12))..time.start)
        .any(|at| matches!(article.word(at).lower.as_str(), "will" | "'ll" | "\u{2019}ll"))
}

fn surface_with_preposition<'a>(article: &Article<'a>, found: &Found) -> &'a str {
    article.surface(found.words.start.saturating_sub(1)..found.words.end)
}

/// Whether two times stand side by side, with nothing but a comma, a dash or a bracket between.
fn are_beside(article: &Article<'_>, one: &Found, other: &Found) -> bool {
    let (first, second) =
        if one.words.start < other.words.start { (one, other) } else { (other, one) };
    let between = first.words.end..second.words.start;
    (1..=2).contains(&between.len())
        && between.clone().all(|at| {
            matches!(article.form(at), "," | "(" | "\u{2014}" | "\u{2013}" | "-" | "in" | "or")
        })
        && matches!(article.form(between.start), "," | "(" | "\u{2014}" | "\u{2013}" | "-")
}

/// Whether two sentences, one after the other, give figures of the same things: both have a number,
/// they share nouns, and the later takes up the earlier ("the number of such refugees") or the year
/// written out is the last before the one that the report is of at the earliest.
fn give_the_same_figures(
    article: &Article<'_>,
    relative: &Found,
    explicit: &Found,
    newest: bool,
) -> bool {
    let here = article.parse.sentence_of(relative.words.start);
    let there = article.parse.sentence_of(explicit.words.start);
    if here.abs_diff(there) != 1 || explicit.is_end || !is_adverbial_or_first(article, explicit) {
        return false;
    }
    let (one, other) = (
        article.parse.sentence_around(relative.words.start),
        article.parse.sentence_around(explicit.words.start),
    );
    let later = if here > there { &one } else { &other };
    let takes_up = later
        .clone()
        .any(|at| matches!(article.word(at).lower.as_str(), "such" | "those" | "these" | "them"));
    let counts = |sentence: &Range<usize>, time: &Range<usize>| {
        sentence.clone().any(|at| article.word(at).upos == Upos::Num && !time.contains(&at))
    };
    let nouns = |sentence: Range<usize>| -> HashSet<&str> {
        sentence
            .map(|at| article.word(at))
            .filter(|word| matches!(word.upos, Upos::Noun | Upos::Propn))
            .map(|word| word.lemma.as_str())
            .collect()
    };
    (takes_up || newest)
        && counts(&one, &relative.words)
        && counts(&other, &explicit.words)
        && nouns(one).intersection(&nouns(other)).count() >= 2
}

fn is_adverbial_or_first(article: &Article<'_>, found: &Found) -> bool {
    let before = found.words.start.checked_sub(1).map(|before| article.word(before).lower.as_str());
    found.begins_sentence || matches!(before, Some("in" | "during"))
}

/// "The ministry said Tuesday": on or just after a Tuesday.
fn weekday_of_report(article: &Article<'_>, found: &[Found]) -> Option<String> {
    found.iter().find_map(|expression| {
        let Meaning::Period(phrase) = &expression.expression.meaning else { return None };
        let bare = matches!(phrase.named, Named::Weekday(_)) && phrase.within.is_none();
        let verb = expression.words.start.checked_sub(1)?;
        (bare && words::is_saying(&article.word(verb).lower)).then(|| {
            let said = article.surface(verb..expression.words.end);
            let day = article.surface(expression.words.clone());
            format!("\u{201c}{said}\u{201d}: on a {day}, or in the days after it")
        })
    })
}

/// The date of the dateline.
fn dateline_day<'f>(front: &Front, found: &'f [Found]) -> Option<&'f Phrase> {
    let dateline = front.dateline.as_ref()?;
    found.iter().take_while(|found| found.words.start < dateline.end).find_map(|found| match &found
        .expression
        .meaning
    {
        Meaning::Period(phrase) if matches!(phrase.named, Named::MonthDay(..)) => Some(phrase),
        _ => None,
    })
}

/// A dateline gives the day; its year, where it is left out, must follow from the text.
fn by_dateline(phrase: &Phrase, bounds: Bounds) -> Published {
    let Named::MonthDay(month, day) = phrase.named else { return bounds.undated() };
    let year_written = match phrase.within.as_deref() {
        Some(Phrase { named: Named::Year(year), .. }) => Some(*year),
        _ => None,
    };
    let fits = |date: &Date| {
        bounds.earliest.is_some_and(|earliest| *date >= earliest)
            && bounds.latest.is_some_and(|latest| *date <= latest)
    };
    let date = match (year_written, bounds.earliest, bounds.latest) {
        (Some(year), _, _) => Date::new(year, month, day).ok(),
        (None, Some(earliest), Some(latest)) => {
            let mut fitting = (earliest.year()..=latest.year())
                .filter_map(|year| Date::new(year, month, day).ok())
                .filter(fits);
            let first = fitting.next();
            first.filter(|_| fitting.next().is_none())
        }
        _ => None,
    };
    if let Some(date) = date {
        return Published {
            value: Some(Period::Day(date).value()),
            basis: PublishedBasis::Dateline,
            earliest: Some(date),
            latest: Some(date),
            why: if year_written.is_some() { Vec::new() } else { bounds.why },
        };
    }
    // The first and the last of these days within the bounds, which may be years apart.
    let day_in = |year: i16| Date::new(year, month, day).ok();
    let first = bounds.earliest.and_then(|earliest| {
        (earliest.year()..).take(YEARS_TO_A_DAY).filter_map(day_in).find(|on| *on >= earliest)
    });
    let last = bounds.latest.and_then(|latest| {
        let years = latest.year().saturating_sub(8)..=latest.year();
        years.rev().filter_map(day_in).find(|on| *on <= latest)
    });
    Published {
        value: Some(unresolved::value(phrase)),
        basis: PublishedBasis::Dateline,
        earliest: first.or(bounds.earliest),
        latest: last.or(bounds.latest),
        why: bounds.why,
    }
}

/// In so many years every day of the calendar comes once: 29 February may lack for seven.
const YEARS_TO_A_DAY: usize = 9;

#[cfg(test)]
mod tests {
    use super::super::tests::times_of;

    #[test]
    fn published_as_given() {
        let published = times_of("A man died.", Some("2024-07-16T08:00:00Z")).published;
        assert_eq!(published.value.as_deref(), Some("2024-07-16T08:00:00Z"));
        assert_eq!(published.earliest.map(|day| day.to_string()).as_deref(), Some("2024-07-16"));
    }

    /// A report, and what follows of its day: basis, value, first and last day.
    #[test]
    fn published_as_the_text_shows() {
        for (text, expected) in [
            ("A man died.", "unknown - - -"),
            ("The mill burned down in 2019.", "inferred - 2019-01-01 -"),
            (
                "SEOUL, July 16, 2024 (Reuters) - A man died.",
                "dateline 2024-07-16 2024-07-16 2024-07-16",
            ),
            ("SEOUL, July 16 (Reuters) - A man died.", "dateline XXXX-07-16 - -"),
            (
                "The mill burned down in March 2019. A new one will open in October 2019.",
                "inferred 2019 2019-03-01 2019-10-31",
            ),
            (
                "OSLO, July 16 (NTB) - The mill burned down in March 2019. A new one will open in \
                 October 2019.",
                "dateline 2019-07-16 2019-07-16 2019-07-16",
            ),
            (
                "The mill made a loss last year, 2021, the owners said Monday.",
                "inferred 2022 2022-01-01 2022-12-31",
            ),
            ("The mill opened in 1990, 30 years ago.", "inferred - 2020-01-01 2021-12-31"),
            (
                "In 2021, the number of fires in the valley came to 40. The number of such fires \
                 near the mill reached 7 last year.",
                "inferred 2022 2022-01-01 2022-12-31",
            ),
            (
                "In 2015, 12 mills burned. Last year, the town had a flood.",
                "inferred - 2015-01-01 -",
            ),
            ("The committee gave the town the 2032 Games.", "unknown - - -"),
        ] {
            let published = times_of(text, None).published;
            let day =
                |day: Option<jiff::civil::Date>| day.map_or("-".to_owned(), |day| day.to_string());
            let found = format!(
                "{} {} {} {}",
                format!("{:?}", published.basis).to_lowercase(),
                published.value.clone().unwrap_or("-".to_owned()),
                day(published.earliest),
                day(published.latest)
            );
            assert_eq!(found, expected, "in {text:?}: {:?}", published.why);
        }
    }
}
