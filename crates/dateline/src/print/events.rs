//! What happened: when, who, did what, to whom, where, according to whom, how sure.

use dateline_record::{Codes, Event, ParticipantRole, Span};

use super::dates;
use super::header::count;
use super::look::{Look, Shade, cut};
use super::reading::{Reading, Sureness, Voice, printable};
use super::table::{self, Column};

/// From how many columns on the table fits; a narrower picture has a list.
const TABLE_WIDTH: usize = 96;

/// How many columns the word for what was done may take before it is cut.
const LONGEST_TRIGGER: usize = 32;

const COLUMNS: [Column; 6] = [
    Column { heading: "when", least: 13, greatest: 13 },
    Column { heading: "who", least: 14, greatest: 20 },
    Column { heading: "did what, to whom", least: 26, greatest: 34 },
    Column { heading: "where", least: 8, greatest: 14 },
    Column { heading: "according to", least: 16, greatest: 22 },
    Column { heading: "how sure", least: 12, greatest: 14 },
];

/// An event in the words of its picture.
struct Happening {
    when: String,
    who: String,
    did: String,
    code: Option<String>,
    whom: String,
    place: String,
    voice: Voice,
    sureness: Sureness,
}

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let events: Vec<&Event> = main_events(reading, look).collect();
    let happenings = events.iter().map(|event| happening(reading, event));
    let mut out = if events.is_empty() {
        look.wrap("  ", Shade::Plain, "nothing that the reader could make out")
    } else if look.width >= TABLE_WIDTH {
        table::draw(&COLUMNS, &happenings.map(row).collect::<Vec<_>>(), look)
    } else {
        happenings.map(|happening| item(&happening, look)).collect()
    };
    let left_out = reading.record.events.len() - events.len();
    if left_out > 0 {
        let words =
            format!("and {} in passing (--all-events shows them)", count(left_out, "event"));
        out.push_str(&look.wrap(" ", Shade::Faint, &words));
    }
    out
}

/// The events worth a line: all where all are asked for; otherwise those told for the first time,
/// by more than a word of saying, that have a type or a time, that are denied, or that tie two named parties.
pub(super) fn main_events<'r>(
    reading: &Reading<'r>,
    look: Look,
) -> impl Iterator<Item = &'r Event> {
    let record = reading.record;
    let mut cues: Vec<Span> =
        record.attributions.iter().flat_map(|one| one.cue.iter().copied()).collect();
    cues.sort_unstable();
    let is_cue = move |trigger: Span| {
        let after = cues.partition_point(|cue| cue.start <= trigger.start);
        after.checked_sub(1).is_some_and(|at| cues[at].contains(trigger))
    };
    record.events.iter().filter(move |event| {
        let parties = event.participants.iter().filter(|one| one.entity.is_some()).count();
        let disputed = reading.sureness(event).shade == Shade::Denied;
        let coded = code(&event.codes).is_some();
        let tells = event.when.is_some() || parties > 1 || disputed;
        // "accused", "agreed" attribute and are acts of their own; "said" is not.
        let worth = coded || (tells && !is_cue(event.trigger));
        let is_new = event.same_as.is_none() && !event.participants.is_empty();
        look.all_events || (is_new && worth)
    })
}

/// When an event happens, in words; nothing where the report does not say.
pub(super) fn when(reading: &Reading<'_>, event: &Event) -> String {
    let Some(when) = event.when else { return String::new() };
    dates::stretch(when.earliest, when.latest)
        .or_else(|| when.time.map(|time| reading.time(time)))
        .unwrap_or_default()
}

fn happening(reading: &Reading<'_>, event: &Event) -> Happening {
    use ParticipantRole::{
        Actor, Cause, Companion, Destination, Instrument, Origin, Recipient, Theme,
    };
    let place = event.place.map(|place| reading.name(place.entity)).unwrap_or_default();
    let from = reading.participants(event, &[Origin]);
    let to = reading.participants(event, &[Destination]);
    let way = match (from.is_empty(), to.is_empty()) {
        (true, true) => place,
        (false, true) => format!("{from} →"),
        (_, false) => format!("{from} → {to}").trim_start().to_owned(),
    };
    let jointly = [(Companion, "with"), (Instrument, "by means of"), (Cause, "because of")];
    let jointly = jointly.into_iter().filter_map(|(role, joint)| {
        let words = reading.participants(event, &[role]);
        (!words.is_empty()).then(|| format!("{joint} {words}"))
    });
    let whom = Some(reading.participants(event, &[Recipient, Theme]));
    let whom: Vec<String> = whom
        .into_iter()
        .filter(|whom| !whom.is_empty())
        .chain(jointly)
        .chain(attributes(reading, event))
        .collect();
    Happening {
        when: when(reading, event),
        who: reading.participants(event, &[Actor]),
        did: cut(&reading.words(event.trigger), LONGEST_TRIGGER),
        code: code(&event.codes),
        whom: whom.join(" "),
        place: way,
        voice: reading.short_voice(event.attribution),
        sureness: reading.sureness(event),
    }
}

/// What the event leaves in numbers and what it is done with: `(dead: 12; weapon: car bomb)`.
fn attributes(reading: &Reading<'_>, event: &Event) -> Option<String> {
    let told = &event.attributes;
    let counts = [
        (&told.dead, "dead"),
        (&told.injured, "injured"),
        (&told.arrested, "arrested"),
        (&told.displaced, "displaced"),
        (&told.crowd, "taking part"),
    ];
    let numbers = counts.into_iter().filter(|(ids, _)| !ids.is_empty()).map(|(ids, what)| {
        let words: Vec<String> = ids.iter().map(|&id| reading.quantity(id)).collect();
        format!("{what}: {}", words.join(", "))
    });
    let weapon = told.weapon.map(|weapon| format!("weapon: {}", reading.words(weapon)));
    let all: Vec<String> = numbers.chain(weapon).collect();
    (!all.is_empty()).then(|| format!("({})", all.join("; ")))
}

/// The type by the first of the program's codebooks that has one, PLOVER, then Dateline's own, then
/// CAMEO, and those of the user's: `PROTEST, strikes STRIKE`.
fn code(codes: &Codes) -> Option<String> {
    let plover = codes.plover.as_ref().map(|plover| plover.event.clone());
    let own = plover.or_else(|| codes.core.clone()).or_else(|| codes.cameo.clone());
    let all: Vec<String> = own.into_iter().chain(of_user(codes)).collect();
    (!all.is_empty()).then(|| printable(&all.join(", ")))
}

/// What the user's codebooks have, each after the codebook's name.
pub(super) fn of_user(codes: &Codes) -> impl Iterator<Item = String> {
    let coded =
        |(name, code): (&String, &Option<String>)| Some(format!("{name} {}", code.as_ref()?));
    codes.others.iter().filter_map(coded)
}

fn row(happening: Happening) -> Vec<(Shade, String)> {
    let done = joined(&[&happening.did, &happening.whom, &bracketed(happening.code.as_ref())], " ");
    let Happening { when, who, place, voice, sureness, .. } = happening;
    vec![
        (Shade::Plain, when),
        (Shade::Plain, who),
        (Shade::Strong, done),
        (Shade::Plain, place),
        (voice.shade, voice.words),
        (sureness.shade, format!("{} {}", sureness.mark, sureness.words)),
    ]
}

/// An event in a narrow picture: what happened, and under it when, where, by whom and how sure.
fn item(happening: &Happening, look: Look) -> String {
    let Happening { when, who, did, code, whom, place, voice, sureness } = happening;
    let mark = look.paint(sureness.shade, sureness.mark);
    let mut out = look.wrap(&format!("{mark} "), Shade::Strong, &joined(&[who, did, whom], " · "));
    let code = bracketed(code.as_ref());
    let circumstances = joined(&[when, place, &voice.words, sureness.words, &code], " · ");
    out.push_str(&look.wrap("  ", voice.shade, &circumstances));
    out
}

fn bracketed(code: Option<&String>) -> String {
    code.map(|code| format!("[{code}]")).unwrap_or_default()
}

/// The parts that are not empty, with `between` between them.
fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
