//! When a post was or is held.

use dateline_language::Upos;
use dateline_record::RoleStatus;
use jiff::Span;
use jiff::civil::Date;

use super::Effect;
use crate::article::Article;
use crate::times::Times;

/// How many words above a time its post or verb may stand.
const DEPTH: usize = 4;

/// A first or last day, and how exactly it is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) day: Date,
    exactness: Exactness,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Year,
    Month,
    Day,
}

impl Bound {
    /// The bound of a time with this value; of a stretch, whose value says no exactness, the year
    /// or month that the day begins or ends.
    fn of(day: Option<Date>, value: &str, is_first: bool) -> Option<Self> {
        let day = day?;
        let parts: Vec<&str> = value.split('-').collect();
        let whole = |part: &str| part.chars().all(|digit| digit.is_ascii_digit());
        let exactness = match parts[..] {
            [year] if year.len() == 4 && whole(year) => Exactness::Year,
            [year, month] if year.len() == 4 && month.len() == 2 && whole(month) => {
                Exactness::Month
            }
            [year, _, _] if year.len() == 4 && whole(year) => Exactness::Day,
            _ => {
                let (begins, ends) = if is_first {
                    (day.day() == 1, day.month() == 1)
                } else {
                    (day.day() == day.days_in_month(), day.month() == 12)
                };
                match (begins, ends) {
                    (true, true) => Exactness::Year,
                    (true, false) => Exactness::Month,
                    _ => Exactness::Day,
                }
            }
        };
        Some(Self { day, exactness })
    }

    /// As the record has it: `2020`, `2023-11`, `2023-11-05`.
    pub(super) fn written(self) -> String {
        let day = self.day;
        match self.exactness {
            Exactness::Year => format!("{:04}", day.year()),
            Exactness::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Exactness::Day => day.to_string(),
        }
    }
}

/// The first and the last day of a role, as far as they are said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Period {
    pub(super) earliest: Option<Bound>,
    pub(super) latest: Option<Bound>,
}

/// The times of a report, by where they stand.
pub(super) struct Clock<'a> {
    article: &'a Article<'a>,
    times: &'a Times,
    starts: Vec<(usize, usize)>,
}

impl<'a> Clock<'a> {
    pub(super) fn new(article: &'a Article<'a>, times: &'a Times) -> Self {
        let starts =
            times.list.iter().enumerate().map(|(at, time)| (time.words.start, at)).collect();
        Self { article, times, starts }
    }

    /// The period of a post whose noun is `post`, and of the clause that tells of it.
    pub(super) fn period(&self, post: usize, clause: Option<(usize, Effect)>) -> Period {
        let parse = self.article.parse;
        let mut period = Period::default();
        let sentence = parse.sentence_around(post);
        let verb = clause.map(|(verb, _)| verb);
        for &(start, at) in self.within(sentence.start, sentence.end) {
            if !self.belongs(start, post, verb) {
                continue;
            }
            let time = &self.times.list[at];
            let before = time.words.start.checked_sub(1).map(|at| self.article.word(at));
            let first = self.article.word(time.words.start).lower.as_str();
            let marker = match first {
                "since" | "from" | "until" | "till" => first,
                _ => before.map_or("", |word| word.lower.as_str()),
            };
            let item = &time.item;
            let earliest = || Bound::of(item.earliest, &item.value, true);
            let latest = || Bound::of(item.latest, &item.value, false);
            let effect = clause.map(|(_, effect)| effect);
            match (effect, marker) {
                (Some(Effect::Leaves | Effect::WillLeave), _)
                | (Some(Effect::Takes | Effect::Awaits), "until" | "till") => {
                    period.latest = period.latest.or_else(latest);
                }
                (Some(Effect::Takes | Effect::Awaits), _) | (_, "since" | "from") => {
                    period.earliest = period.earliest.or_else(earliest);
                }
                (_, "between") => period.earliest = period.earliest.or_else(earliest),
                (_, "until" | "till" | "to" | "-" | "through") => {
                    period.latest = period.latest.or_else(latest);
                }
                (_, "and") if period.earliest.is_some() => {
                    period.latest = period.latest.or_else(latest);
                }
                _ => {
                    period.earliest = period.earliest.or_else(earliest);
                    period.latest = period.latest.or_else(latest);
                }
            }
        }
        period
    }

    /// The times that begin within a range of words; they are in the order of the text.
    fn within(&self, start: usize, end: usize) -> &[(usize, usize)] {
        let from = self.starts.partition_point(|&(at, _)| at < start);
        let to = self.starts.partition_point(|&(at, _)| at < end);
        &self.starts[from..to]
    }

    /// Whether a time hangs from the post or its clause, with no other verb between.
    fn belongs(&self, time: usize, post: usize, verb: Option<usize>) -> bool {
        // A copula has its times hang from the predicate.
        for above in self.article.parse.ancestors(time).take(DEPTH + 1).skip(1) {
            if above == post {
                // "Lim, a judge, said on Monday" has its time elsewhere; but a post that heads the
                // sentence without a copula may be misread: its times are its own.
                return true;
            }
            if Some(above) == verb {
                return true;
            }
            if self.article.word(above).upos == Upos::Verb {
                return false;
            }
        }
        false
    }

    /// The day of the report, if it is known.
    fn today(&self) -> Option<Date> {
        self.times.published.latest
    }

    /// Whether a day lies less than a year before the report.
    pub(super) fn is_recent(&self, date: Date) -> bool {
        self.today().is_some_and(|today| {
            today.checked_sub(Span::new().years(1)).is_ok_and(|bound| date >= bound)
        })
    }

    /// What a period says of whether the post is held: `since 2019`, `until 2016`.
    pub(super) fn settle(&self, period: &Period, said: Option<RoleStatus>) -> Option<RoleStatus> {
        let over =
            period.latest.is_some_and(|latest| self.today().is_none_or(|today| latest.day < today));
        match said {
            None | Some(RoleStatus::Current) if over => Some(RoleStatus::Former),
            None if period.earliest.is_some() && period.latest.is_none() => {
                Some(RoleStatus::Current)
            }
            _ => said,
        }
    }
}
