//! Events by CAMEO in rows with tabs between, as PETRARCH-2 writes them, with columns after those for
//! who says so and how sure that is.
//!
//! A row is an actor, a recipient and a code; what several sentences tell is one row with the numbers
//! of all of them, as PETRARCH-2 has it. There is a row for each actor with each recipient; of what
//! two do together, one each way. What the report does not tell as news that it happened is left out:
//! what was denied, threatened, planned or feared, and what happened years before. The user's codebooks have columns after all
//! others.

use std::collections::HashMap;

use csv::{QuoteStyle, WriterBuilder};
use dateline_record::{Event, ParticipantRole, Record};

use crate::auxiliary::is_news;
use crate::coded::{Party, Source, on_one_line};
use crate::own;
use crate::table::{cameo_country, cameo_sector};

/// What stands where there is nobody, and for the code of what only the user's codebooks have a type
/// for.
const NOBODY: &str = "---";

/// What stands between several codes.
const BETWEEN: &str = "; ";

/// What stands for the source of a report that does not tell it.
const NO_SOURCE: &str = "NULL";

/// The sectors of what is of no one country, which CAMEO has in the place of a country.
const BEYOND_STATES: [&str; 3] = ["IGO", "NGO", "IMG"];

/// The names of the columns: those of PETRARCH-2, then Dateline's own.
pub const COLUMNS: [&str; 13] = [
    "date",
    "source",
    "target",
    "code",
    "issues",
    "ids",
    "url",
    "story_source",
    "event_first_day",
    "event_last_day",
    "attributed_to",
    "stance",
    "factuality",
];

/// The first two figures of the codes of what two do together: agreeing, meeting, diplomatic and
/// material cooperation, and fighting.
const TOGETHER: [&str; 5] = ["03", "04", "05", "06", "19"];

/// The names of the columns as a row, with one for each of the user's codebooks, by their names.
/// PETRARCH-2 writes none.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn header(codebooks: &[String]) -> csv::Result<Vec<u8>> {
    let names = COLUMNS.map(str::to_owned).into_iter().chain(own::columns(codebooks));
    written(std::iter::once(names.collect()))
}

/// The events of a record that have a code of CAMEO or of one of the user's codebooks, a row for each
/// pair of actor and recipient, with a cell for each of these codebooks at its end.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn rows(record: &Record, codebooks: &[String]) -> csv::Result<Vec<u8>> {
    let source = Source::new(record);
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut place_of: HashMap<(String, String, Code<'_>), usize> = HashMap::new();
    for event in record.events.iter().filter(|event| is_news(&source, event)) {
        let Some(code) = Code::of(event) else { continue };
        let sentence = source.sentence(event.trigger).map(|(number, _)| number);
        for (actor, recipient) in pairs(&source, event, code.cameo()) {
            let place = *place_of
                .entry((actor.clone(), recipient.clone(), code.clone()))
                .or_insert_with(|| rows.len());
            if place == rows.len() {
                let own = vec![Vec::new(); codebooks.len()];
                let code = code.cameo();
                rows.push(Row { actor, recipient, code, own, sentences: Vec::new(), event });
            }
            let row = &mut rows[place];
            for (codes, book) in row.own.iter_mut().zip(codebooks) {
                codes.extend(own::code(event, book).filter(|code| !codes.contains(code)));
            }
            if let Some(number) = sentence.filter(|number| row.sentences.last() != Some(number)) {
                row.sentences.push(number);
            }
            // The surest mention speaks for all.
            if event.factuality.score > row.event.factuality.score {
                row.event = event;
            }
        }
    }
    written(rows.iter().map(|row| row.cells(&source)))
}

/// What an event is coded as, as far as rows are told apart by it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Code<'r> {
    Cameo(&'r str),
    /// CAMEO has no code for it, but codebooks of the user have these.
    Own(Vec<(&'r str, &'r str)>),
}

impl<'r> Code<'r> {
    fn of(event: &'r Event) -> Option<Self> {
        let own = || {
            let codes: Vec<_> = own::all(&event.codes).collect();
            (!codes.is_empty()).then_some(Self::Own(codes))
        };
        event.codes.cameo.as_deref().map(Self::Cameo).or_else(own)
    }

    fn cameo(&self) -> &'r str {
        match self {
            Self::Cameo(code) => code,
            Self::Own(_) => NOBODY,
        }
    }
}

/// What one or more sentences tell of a pair.
struct Row<'r> {
    actor: String,
    recipient: String,
    code: &'r str,
    /// What each of the user's codebooks has for it, each code once.
    own: Vec<Vec<&'r str>>,
    /// The numbers of the sentences, from one.
    sentences: Vec<usize>,
    event: &'r Event,
}

impl Row<'_> {
    fn cells(&self, source: &Source<'_>) -> Vec<String> {
        let report = &source.record.report;
        let published = report.published.earliest;
        // A year or a month is no day.
        let day = published.filter(|_| published == report.published.latest);
        let ids: Vec<String> =
            self.sentences.iter().map(|number| format!("{}_{number}", report.id)).collect();
        let when = self.event.when;
        let own = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let attribution = source.attribution(self.event);
        let sources = attribution.map(|attribution| source.sources(attribution).join(BETWEEN));
        let cells = [
            day.map_or_else(|| NOBODY.to_owned(), |day| day.strftime("%Y%m%d").to_string()),
            self.actor.clone(),
            self.recipient.clone(),
            self.code.to_owned(),
            String::new(),
            ids.join(";"),
            report.url.clone().unwrap_or_default(),
            report.publisher.clone().unwrap_or_else(|| NO_SOURCE.to_owned()),
            when.and_then(|when| own(when.earliest)).unwrap_or_default(),
            when.and_then(|when| own(when.latest)).unwrap_or_default(),
            sources.unwrap_or_default(),
            attribution.map_or("", |attribution| attribution.stance.as_str()).to_owned(),
            format!("{:.1}", self.event.factuality.score),
        ];
        cells.into_iter().chain(self.own.iter().map(|codes| codes.join(BETWEEN))).collect()
    }
}

/// Each actor with each recipient, by their codes; nobody with nobody is no pair.
fn pairs(source: &Source<'_>, event: &Event, code: &str) -> Vec<(String, String)> {
    let coded = |role| -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for party in source.parties(event, role) {
            if let Some(code) = actor_code(party).filter(|code| !codes.contains(code)) {
                codes.push(code);
            }
        }
        codes
    };
    let actors = coded(ParticipantRole::Actor);
    let recipients = coded(ParticipantRole::Recipient);
    let together = recipients.is_empty()
        && actors.len() > 1
        && TOGETHER.iter().any(|cue| code.starts_with(cue));
    if together {
        let each = |actor: &String| {
            let others: Vec<_> = actors.iter().filter(|other| *other != actor).cloned().collect();
            others.into_iter().map(|other| (actor.clone(), other)).collect::<Vec<_>>()
        };
        return actors.iter().flat_map(each).collect();
    }
    let or_nobody = |codes: Vec<String>| {
        if codes.is_empty() { vec![NOBODY.to_owned()] } else { codes }
    };
    let (actors, recipients) = (or_nobody(actors), or_nobody(recipients));
    let each = |actor: &String| {
        recipients.iter().map(|other| (actor.clone(), other.clone())).collect::<Vec<_>>()
    };
    let mut pairs: Vec<_> = actors.iter().flat_map(each).collect();
    pairs.retain(|(actor, recipient)| actor != NOBODY || recipient != NOBODY);
    pairs
}

/// CAMEO's code of an actor: the country, then the first of its sectors that CAMEO has. What is of no
/// one country is told by its sort before anything else: UN peacekeepers are IGO before MIL.
fn actor_code(party: Party<'_>) -> Option<String> {
    let country = party.country().map_or("", cameo_country);
    let sectors = party.sectors();
    let sort = sectors.iter().find(|sector| BEYOND_STATES.contains(&sector.as_str()));
    let sector = sort.into_iter().chain(sectors).find_map(|sector| cameo_sector(sector));
    let sector = sector.unwrap_or("");
    let code = format!("{country}{sector}");
    (!code.is_empty()).then_some(code)
}

/// Rows without quotation marks around cells, for those who read this format cut it at tabs: no cell
/// holds a tab or a line end.
fn written(rows: impl Iterator<Item = Vec<String>>) -> csv::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(QuoteStyle::Never)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| on_one_line(cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
