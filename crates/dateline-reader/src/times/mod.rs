//! `record.times` and `record.report.published`.
//!
//! [`grammar`] finds the expressions and says what each means; [`resolve`] finds the day, month or
//! year, by the day of publication, the tense of the verb and what the text spoke of before. The
//! types and values are those of TimeML's TIMEX3.

mod accounts;
mod beside;
mod expression;
mod festivals;
mod flaws;
mod found;
mod grammar;
mod history;
mod narrative;
mod nearest;
mod period;
mod publication;
mod reading;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod unresolved;
mod words;

use dateline_record::{Note, Published, Time, TimeId, TimeType};
use jiff::civil::Date;

use crate::article::{Anchored, Article};
use crate::front::Front;
use crate::pieces::{Cursor, Pieces};
use expression::{Choice, Direction, Holiday, Length, Meaning, Modifier, Named, Phrase, TimeOfDay};
use found::{Comparison, Found};
use narrative::Narrative;
use period::{Period, Unit};
use reading::{Reading, open_kind, set_value, time_value};
use resolve::{Days, Frame};
use tense::Heading;

/// The day of publication, and the time expressions in the order of the text.
pub(crate) struct Times {
    pub(crate) published: Published,
    pub(crate) list: Vec<Anchored<Time>>,
    /// What looks like a date and is none.
    pub(crate) notes: Vec<Note>,
}

pub(crate) fn read(article: &Article<'_>, front: &Front) -> Times {
    let pieces = Pieces::new(article);
    let found = found::find(article, &pieces);
    let published = publication::read(article, front, &found);
    let mut resolver = Resolver {
        article,
        earliest: published.earliest,
        latest: published.latest,
        history: history::is_history(&found, published.earliest),
        narrative: Narrative::default(),
        explicit_day: None,
        list: Vec::with_capacity(found.len()),
    };
    for (at, expression) in found.iter().enumerate() {
        resolver.add(expression, at.checked_sub(1).map(|before| &found[before]), found.get(at + 1));
    }
    Times { published, list: resolver.list, notes: flaws::notes(article, &pieces, &found) }
}

/// The place behind the date that stands here, with month and day.
pub(crate) fn date_behind(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    grammar::month_and_day(cursor)
}

/// Whether a word is a form of a verb of saying.
pub(crate) fn is_saying(word: &str) -> bool {
    words::is_saying(word)
}

/// How far from the publication a date must lie for the days after it to be days of its story.
const DAYS_OF_NEWS: i32 = 60;

struct Resolver<'a> {
    article: &'a Article<'a>,
    /// The first and last day that the report can have been published.
    earliest: Option<Date>,
    latest: Option<Date>,
    /// Whether the text tells of days long before its publication.
    history: bool,
    narrative: Narrative,
    /// The last date that was written out with its year, and its sentence.
    explicit_day: Option<(Date, usize)>,
    list: Vec<Anchored<Time>>,
}

/// Months that accounts are given of, beside quarters: "for the nine months".
const MONTHS_OF_ACCOUNT: [i32; 3] = [6, 9, 12];

impl Resolver<'_> {
    fn add(&mut self, found: &Found, before: Option<&Found>, next: Option<&Found>) {
        let mut reading = match &found.expression.meaning {
            // "Until then", where nothing was told
            Meaning::Period(Phrase { named: Named::Told, .. }) if self.narrative.last.is_none() => {
                return;
            }
            Meaning::Period(phrase) => match self
                .written_beside(phrase, found, before, next)
                .or_else(|| self.after_weekday(phrase, found, before))
                .or_else(|| self.after_date_ahead(phrase, found, before))
            {
                Some(period) => Reading::of(period),
                None => self.period(phrase, found),
            },
            Meaning::Range(from, to) => self.range(from, to, found),
            Meaning::TimeOfDay { day: None, time } if self.comes_again(found, next) => {
                let value = format!("{}{}", beside::EVERY_DAY, time_value(*time));
                Reading::without_days(TimeType::Time, value)
            }
            Meaning::TimeOfDay { day, time } => {
                let shared = next.filter(|_| day.is_none());
                match shared.and_then(|next| self.day_of_end(found, next)) {
                    Some(day) => Reading::of_time(day, *time),
                    None => self.time_of_day(day.as_ref(), *time, found),
                }
            }
            Meaning::Duration(length) if self.is_some_day(*length, found) => {
                Reading::without_days(TimeType::Date, "FUTURE_REF".to_owned())
            }
            Meaning::Duration(length) => self.duration(*length, found, next),
            Meaning::Set(recurrence) => Reading::without_days(TimeType::Set, set_value(recurrence)),
            Meaning::Vague(value) => Reading::without_days(TimeType::Date, (*value).to_owned()),
        };
        // Words may hold two expressions ("2020-24"); the second would share its words.
        if self.list.last().is_some_and(|last| last.words.end > found.words.start) {
            return;
        }
        reading.qualify(
            found.expression.modifier == Some(Modifier::Approx),
            found.words.start > 0 && words::is_uncertain(self.article, found.words.clone()),
        );
        let time = Time {
            id: TimeId::from_index(self.list.len()),
            span: self.article.span(found.words.clone()),
            kind: reading.kind,
            value: reading.value,
            modifier: found.expression.modifier.map(|modifier| modifier.code().to_owned()),
            edtf: reading.edtf,
            earliest: reading.earliest,
            latest: reading.latest,
        };
        self.list.push(Anchored { words: found.words.clone(), item: time });
    }

    /// The stretch a phrase means if the report was published on this day.
    fn resolve_on(&self, phrase: &Phrase, today: Option<Date>, found: &Found) -> Option<Period> {
        let frame = Frame {
            today,
            heading: self.heading(phrase, found),
            narrative: &self.narrative,
            days: if self.history {
                Days::History
            } else if self.is_in_story(phrase, found, today) {
                Days::Story
            } else {
                Days::News
            },
            compared: match found.comparison {
                Comparison::Said => true,
                Comparison::OfFigure => is_years_back(phrase),
                Comparison::No => is_years_back(phrase) && phrase.choice != Choice::ByTense,
            },
            sentence: self.sentence_of(found),
            beside_verb: found.looks_back || self.is_beside_verb(found),
        };
        resolve::resolve(phrase, frame)
    }

    /// Which way a phrase lies. "Extended to Nov. 20": the end of a stretch lies either way of what
    /// was done.
    fn heading(&self, phrase: &Phrase, found: &Found) -> Heading {
        // "Since March, 40 boats have sunk"
        if found.looks_back {
            return Heading::Past;
        }
        let heading = tense::heading(self.article, &found.words);
        let dated = matches!(phrase.named, Named::MonthDay(..) | Named::Month(_));
        if dated && found.is_end && heading == Heading::Past { Heading::Open } else { heading }
    }

    /// The stretch a phrase means, whatever day of those that it can be the report was published.
    fn resolve(&self, phrase: &Phrase, found: &Found) -> Option<Period> {
        let first = self.resolve_on(phrase, self.earliest, found)?;
        if self.earliest == self.latest {
            return Some(first);
        }
        (self.resolve_on(phrase, self.latest, found)? == first).then_some(first)
    }

    /// "The fire broke out on 3 June 2021. By Saturday it was out": a weekday soon after a date far
    /// from the publication is a day of that story, unless somebody said something on it.
    fn is_in_story(&self, phrase: &Phrase, found: &Found, today: Option<Date>) -> bool {
        let Some((day, sentence)) = self.explicit_day else { return false };
        let here = self.article.parse.sentence_of(found.words.start);
        let far = today
            .is_none_or(|today| day.until(today).is_ok_and(|span| span.get_days() > DAYS_OF_NEWS));
        let said = found.words.start > 0
            && words::is_saying(&self.article.word(found.words.start - 1).lower);
        let named = matches!(phrase.named, Named::Weekday(_)) && phrase.choice == Choice::ByTense;
        named && far && !said && here <= sentence + 1
    }

    fn period(&mut self, phrase: &Phrase, found: &Found) -> Reading {
        if let Named::Offset(length, direction) = phrase.named
            && (length.count.is_none() || length.unit < Unit::Day)
        {
            let vague = |value: &str| Reading::without_days(TimeType::Date, value.to_owned());
            match direction {
                Direction::Ago if length.count.is_none() => return vague("PAST_REF"),
                Direction::FromNow if length.count.is_none() => return vague("FUTURE_REF"),
                // "a few days later", "an hour later": of what was told, only the distance is known.
                Direction::Earlier | Direction::Later => {
                    return Reading::without_days(TimeType::Duration, length.value());
                }
                Direction::Ago | Direction::FromNow => {}
            }
        }
        if let (Named::Offset(length, Direction::Later), None) = (phrase.named, self.narrative.last)
        {
            return Reading::without_days(TimeType::Duration, length.value());
        }
        let Some(period) = self.resolve(phrase, found) else { return self.open(phrase, found) };
        self.go_on_to(phrase, period, found);
        if let (Named::Holiday(Holiday::Moving(name)), Period::Day(day)) = (phrase.named, period)
            && words::moving_day(name, day.year()).is_some_and(|(_, sure)| !sure)
        {
            return Reading::of_about(period);
        }
        if let (Named::Festival(festival), Period::Days { first, .. }) = (phrase.named, period)
            && !festivals::is_sure(festival, first.year())
        {
            return Reading::of_about(period);
        }
        if let Named::WeekOfMonth(_, nth) = phrase.named {
            return Reading::of_week_of_month(period, nth);
        }
        Reading::of(period)
    }

    fn sentence_of(&self, found: &Found) -> usize {
        self.article.parse.sentence_of(found.words.start)
    }

    fn duration(&mut self, length: Length, found: &Found, next: Option<&Found>) -> Reading {
        if let Some(account) = next.and_then(|next| self.account_until(length, found, next)) {
            self.narrative.account = Some(account);
            return Reading::without_days(TimeType::Duration, length.value());
        }
        let months = if length.unit == Unit::Year { 12 } else { 1 } * length.whole().unwrap_or(0);
        if matches!(length.unit, Unit::Month | Unit::Year)
            && MONTHS_OF_ACCOUNT.contains(&months)
            && let Some(today) = self.earliest
        {
            self.narrative.account_of_year(today.year());
        }
        Reading::without_days(TimeType::Duration, length.value())
    }

    fn go_on_to(&mut self, phrase: &Phrase, period: Period, found: &Found) {
        // "up from 12 a year earlier" looks back for a moment; the story stays where it was.
        let year_back = is_years_back(phrase) && !found.begins_sentence;
        // "the 1988 period" too is what the period of the report is compared with.
        let of_account = phrase.named == Named::Unit(Unit::Quarter)
            && phrase
                .within
                .as_ref()
                .is_some_and(|outer| !matches!(outer.named, Named::MonthDay(..)));
        if of_account
            || year_back
            || found.comparison == Comparison::Said
                && matches!(phrase.named, Named::Offset(..) | Named::Unit(_))
        {
            return;
        }
        self.narrative.go_on_to(period, self.sentence_of(found));
        // "Expects a fourth-quarter charge" gives no figures of that quarter yet.
        let has_ended = self.latest.is_none_or(|latest| period.last_day() < Some(latest));
        let told = has_ended
            || match self.heading(phrase, found) {
                // "reported a fall in fourth-quarter profit": the verb of the clause tells.
                Heading::Open => tense::nearby(self.article, &found.words) == Heading::Past,
                heading => heading == Heading::Past,
            };
        // "up from $4 million in the previous quarter" looks back for a moment.
        let back = matches!(phrase.choice, Choice::FromNarrative(by) if by < 0);
        if told && !back && !is_years_back(phrase) {
            self.narrative.account_of(period);
        }
        // "For the year, sales fell"
        let this = matches!(phrase.choice, Choice::FromNarrative(0) | Choice::FromPublication(0));
        if let (Named::Unit(Unit::Year), Period::Year(year), true) = (phrase.named, period, this) {
            self.narrative.account_of_year(year);
        }
        let written_out = matches!(phrase.named, Named::MonthDay(..) | Named::Weekday(_))
            && phrase.within.is_some();
        match period {
            Period::Day(day) if written_out => {
                self.explicit_day = Some((day, self.article.parse.sentence_of(found.words.start)));
            }
            Period::Day(day) if self.explicit_day.is_some_and(|(last, _)| last != day) => {}
            Period::Day(_) => {}
            _ => self.explicit_day = None,
        }
    }

    /// A phrase whose day stays open: its value says what is known, and where the publication has
    /// bounds, so has the phrase.
    fn open(&self, phrase: &Phrase, found: &Found) -> Reading {
        // "It opened in 2011. That month ...": one of the months of 2011.
        if let (Named::Unit(unit), Choice::FromNarrative(0)) = (phrase.named, phrase.choice)
            && let Some(reading) =
                self.narrative.last.and_then(|told| unresolved::one_of(told, unit))
        {
            return reading;
        }
        let value = unresolved::value(phrase);
        let mut reading = Reading::without_days(open_kind(&value), value);
        reading.edtf = unresolved::edtf(phrase);
        if let Named::Figures { year, one, other } = phrase.named {
            let bounds = unresolved::figures_bounds(year, one, other);
            reading.earliest = bounds.map(|(first, _)| first);
            reading.latest = bounds.map(|(_, last)| last);
        } else {
            // Where only one bound of the publication is known, the phrase has only that one too.
            let on = |day: Option<Date>| self.resolve_on(phrase, Some(day?), found);
            reading.earliest = on(self.earliest).and_then(Period::first_day);
            reading.latest = on(self.latest).and_then(Period::last_day);
        }
        reading
    }

    fn range(&mut self, from: &Phrase, to: &Phrase, found: &Found) -> Reading {
        let Some(end) = self.resolve(to, found) else { return self.open(to, found) };
        let start = match (from.named, end) {
            (Named::DayOfMonth(day), Period::Day(last)) => {
                Date::new(last.year(), last.month(), day).ok().map(Period::Day)
            }
            (Named::MonthDay(month, day), Period::Day(last)) => {
                let year = if month > last.month() { last.year() - 1 } else { last.year() };
                Date::new(year, month, day).ok().map(Period::Day)
            }
            (Named::Month(first), Period::Month { year, month }) => {
                let year = if first > month { year - 1 } else { year };
                Some(Period::Month { year, month: first })
            }
            _ => self.resolve(from, found),
        };
        let Some(start) = start.filter(|start| start.first_day() <= end.first_day()) else {
            return Reading::of(end);
        };
        self.narrative.go_on_to(end, self.sentence_of(found));
        self.narrative.account_of(end);
        Reading {
            kind: TimeType::Date,
            value: format!("{}/{}", start.value(), end.value()),
            edtf: start.edtf().zip(end.edtf()).map(|(start, end)| format!("{start}/{end}")),
            earliest: start.first_day(),
            latest: end.last_day(),
        }
    }

    fn time_of_day(&mut self, day: Option<&Phrase>, time: TimeOfDay, found: &Found) -> Reading {
        let named = match day {
            Some(phrase) => {
                let period = self.resolve(phrase, found);
                if let Some(period) = period {
                    self.go_on_to(phrase, period, found);
                }
                period
            }
            None => self.day_of_context(found).map(Period::Day),
        };
        let Some(Period::Day(day)) = named else {
            let open = match day {
                Some(phrase) => unresolved::value(phrase),
                None => "XXXX-XX-XX".to_owned(),
            };
            return Reading::without_days(TimeType::Time, format!("{open}T{}", time_value(time)));
        };
        Reading::of_time(day, time)
    }

    /// The day that a clock time without one is on: the last that its sentence or the one before
    /// named, else that of publication.
    fn day_of_context(&self, found: &Found) -> Option<Date> {
        let here = self.article.parse.sentence_of(found.words.start);
        let told = self
            .list
            .last()
            .filter(|last| here <= self.article.parse.sentence_of(last.words.start) + 1);
        match (told.is_some() || self.history, self.narrative.last) {
            (true, Some(Period::Day(day))) => Some(day),
            _ => self.earliest.filter(|_| self.earliest == self.latest),
        }
    }
}

/// `a year ago`, `year-earlier`.
fn is_years_back(phrase: &Phrase) -> bool {
    matches!(phrase.named, Named::Offset(length, _) if length.unit == Unit::Year)
}
