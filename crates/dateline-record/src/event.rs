use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AttributionId, EntityId, EventId, QuantityId, Span, TimeId};

/// Something that the report says happens, happened, will or might.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `v1`, `v2`, … in the order of their triggers.
    pub id: EventId,
    /// The word that names the event.
    pub trigger: Span,
    /// The clause that tells of it.
    pub evidence: Span,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// Part of speech, tense and aspect of the trigger.
    pub grammar: Grammar,
    /// Its types, one entry a codebook.
    pub codes: Codes,
    /// Who and what takes part.
    pub participants: Vec<Participant>,
    /// When it happens; null where the text does not say.
    pub when: Option<When>,
    /// Where it happens; null where the text does not say.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// How sure the author of the report presents it.
    pub factuality: Factuality,
    /// Who says so, innermost; null is the report's own voice.
    pub attribution: Option<AttributionId>,
    /// An earlier event of this report that this one mentions again.
    pub same_as: Option<EventId>,
    /// What it leaves in numbers of people, the size of its crowd, and the weapon. Left out of JSON
    /// where the text says nothing of these.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
}

/// What a report says an event leaves in numbers of people, how large its crowd is, and what it is
/// done with. The numbers point to the record's quantities, in the order of the text; several are
/// counts of different people ("two nurses and a driver") or of what different sources say, and are
/// never added up. A number that is told of the killing belongs to the attack it comes from as well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attributes {
    /// How many die: `killed 12 people`, `left nine dead`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dead: Vec<QuantityId>,
    /// How many are injured: `wounded 30 others`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub injured: Vec<QuantityId>,
    /// How many are arrested: `arrested 25 protesters`, `19 arrests`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrested: Vec<QuantityId>,
    /// How many have to leave their homes: `displaced 20,000 families`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub displaced: Vec<QuantityId>,
    /// How many come together: `thousands of teachers marched`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crowd: Vec<QuantityId>,
    /// The words for the weapon: `rifles`, `car bomb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weapon: Option<Span>,
}

impl Attributes {
    /// Whether the text says none of these.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The grammar of the word that names an event, in the terms of TimeML's `MAKEINSTANCE`. When an event
/// is, seen from the report, stands in its [`Factuality`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grammar {
    /// What sort of word it is.
    pub pos: PartOfSpeech,
    /// The tense of the verb with its auxiliaries: of "has left" the present.
    pub tense: VerbTense,
    /// The aspect of the verb with its auxiliaries.
    pub aspect: Aspect,
    /// A modal verb with it other than "will" and "shall": `may`, `could`, `would`.
    pub modal: Option<String>,
}

/// What sort of word names an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartOfSpeech {
    /// `resigned`
    Verb,
    /// `resignation`
    Noun,
    /// `ready`
    Adjective,
}

/// The form of a verb with its auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerbTense {
    /// `left`, `was leaving`, `had left`
    Past,
    /// `leaves`, `is leaving`, `has left`
    Present,
    /// `will leave`
    Future,
    /// `to leave`
    Infinitive,
    /// `leaving`
    PresentParticiple,
    /// `seized`, of a ship
    PastParticiple,
    /// None of these; not a verb.
    None,
}

/// The aspect of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// `left`
    None,
    /// `was leaving`
    Progressive,
    /// `had left`
    Perfective,
    /// `had been leaving`
    PerfectiveProgressive,
}

/// The types of an event by each codebook in use; null where that codebook has no type for it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Codes {
    /// Dateline's own codebook: `move/defect`.
    pub core: Option<String>,
    /// PLOVER.
    pub plover: Option<PloverCode>,
    /// CAMEO: `057`.
    pub cameo: Option<String>,
    /// The user's own codebooks, by name.
    #[serde(flatten)]
    pub others: BTreeMap<String, Option<String>>,
}

/// A PLOVER type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PloverCode {
    /// One of the sixteen types: `AGREE`, `CONSULT`, … `ASSAULT`.
    pub event: String,
    /// The mode, of the types that have modes.
    pub mode: Option<String>,
    /// What it concerns: `diplomatic`, `military`, …
    pub contexts: Vec<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// PLOVER's auxiliary modes, in the order of [`Auxiliary`]. An event that has `future`,
    /// `hypothetical` or `negated` is not told as something that was done. Left out of JSON where
    /// there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auxiliary: Vec<Auxiliary>,
    /// How likely it is that the event has this type, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

impl PloverCode {
    /// Whether the report tells it as done or being done: neither as still to come, nor as open,
    /// nor as something that did not happen.
    pub fn is_done(&self) -> bool {
        self.auxiliary.iter().all(|&mode| mode == Auxiliary::Historical)
    }
}

/// PLOVER's auxiliary modes: how an event of some type stands to the news.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Auxiliary {
    /// It is told as background from years before the report: `in 1974 rebels shelled the port`.
    Historical,
    /// It is still to come: `plan a strike`. Promises and threats are types of their own, `AGREE`
    /// and `THREATEN`, and have no such mode.
    Future,
    /// It is open whether it happens: `rebels could shell the port`.
    Hypothetical,
    /// It did not or will not happen, or somebody whom the report cites says so: `denied that
    /// rebels shelled the port`.
    Negated,
}

impl Auxiliary {
    /// The word that JSON has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Historical => "historical",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Negated => "negated",
        }
    }
}

/// Somebody or something that takes part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// The part it plays.
    pub role: ParticipantRole,
    /// Who or what it is; of a thing or a deed of somebody's that is no entity itself ("*its boats*",
    /// "*the ministry's offer*") whose it is.
    pub entity: Option<EntityId>,
    /// The words that name it here.
    #[serde(flatten)]
    pub span: Span,
}

/// The part that a participant plays.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ParticipantRole {
    /// Who does it.
    Actor,
    /// To whom it is done.
    Recipient,
    /// What it is about.
    Theme,
    /// Where from.
    Origin,
    /// Where to.
    Destination,
    /// With whom.
    Companion,
    /// With what.
    Instrument,
    /// Why.
    Cause,
}

impl ParticipantRole {
    /// The word that JSON has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Theme => "theme",
            Self::Origin => "origin",
            Self::Destination => "destination",
            Self::Companion => "companion",
            Self::Instrument => "instrument",
            Self::Cause => "cause",
        }
    }
}

/// When an event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// The expression that says so.
    pub time: Option<TimeId>,
    /// The first day it can be.
    #[schemars(with = "Option<String>")]
    pub earliest: Option<Date>,
    /// The last day it can be.
    #[schemars(with = "Option<String>")]
    pub latest: Option<Date>,
    /// How that is known.
    pub basis: WhenBasis,
}

/// How the time of an event is known, the surest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum WhenBasis {
    /// The expression stands with the event's own word: `resigned on Monday`, `Monday's attack`.
    Said,
    /// It stands elsewhere in the clause: `Monday's vote went to a second round`, `in trading on
    /// Monday, shares fell`.
    Clause,
    /// It stands in another clause of the sentence, which English lets share its time: `on Monday
    /// the two met and signed`.
    Sentence,
    /// Another mention of the same event has it.
    Mention,
    /// It follows from another event's time: `left two days after the vote`. The bounds are those
    /// that follow; the expression is the one that says how far apart they are, else the other
    /// event's.
    Order,
    /// The sentence before has it, and this one goes on from there: `Later, he left`.
    Narrative,
}

/// Where an event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Where {
    /// The place.
    pub entity: EntityId,
}

/// How sure the author of the report presents an event, and how sure each source is of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Factuality {
    /// From -3 (certainly not) over 0 (open) to 3 (certainly): as readers would take the author's
    /// words, estimated.
    pub score: f64,
    /// Whether the words say that it is or is not so.
    pub polarity: Polarity,
    /// How certain the words are of that.
    pub certainty: Certainty,
    /// When it is, seen from the report.
    pub tense: Tense,
    /// How sure each source is that the event is attributed to, innermost first; empty in the
    /// report's own voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceFactuality>,
}

/// How sure a source is of an event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceFactuality {
    /// The attribution whose source it is.
    pub attribution: AttributionId,
    /// From -3 (the source says that it certainly is not so) over 0 (it leaves it open, or will not
    /// say) to 3 (it says that it certainly is so).
    pub score: f64,
}

/// Whether an event is said to be or not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is.
    Positive,
    /// It is not.
    Negative,
    /// The text leaves it open.
    Open,
}

/// How certain an event is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// As a fact.
    Certain,
    /// As likely.
    Probable,
    /// As something that may be.
    Possible,
    /// Not committed to.
    Unknown,
}

/// When an event is, seen from the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tense {
    /// Before the report.
    Past,
    /// While it is written, or always.
    Present,
    /// After it.
    Future,
    /// The clause has no tense and nothing around it gives one.
    None,
}
