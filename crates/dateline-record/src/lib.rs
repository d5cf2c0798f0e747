//! The record that Dateline keeps of one news report: its public types, their JSON and its schema.
//!
//! A [`Record`] is what `dateline read --format json` prints. Every item of it points to the words
//! of the report that say it, by [`Span`]s that count Unicode code points, so that
//! `text[start:end]` in Python is the span. Ids such as `e1`, `t2` or `v3` are typed
//! ([`EntityId`], [`TimeId`], [`EventId`] …) and count from one in the order of their list.
//!
//! What a report goes in as is a [`Report`].

mod attribution;
mod entity;
mod event;
mod figure;
mod id;
mod link;
mod note;
mod order;
mod quantity;
mod report;
mod schema;
mod span;
mod time;

pub use attribution::{Attribution, AttributionMode, Party, Source, SourceKind, Stance};
pub use entity::{
    Entity, EntityKind, Mention, MentionForm, Place, PlaceGuess, Role, RoleStatus, Usage,
};
pub use event::{
    Aspect, Attributes, Auxiliary, Certainty, Codes, Event, Factuality, Grammar, PartOfSpeech,
    Participant, ParticipantRole, PloverCode, Polarity, SourceFactuality, Tense, VerbTense, When,
    WhenBasis, Where,
};
pub use figure::{Comparison, ComparisonKind, Figure, Implied};
pub use id::{AttributionId, EntityId, EventId, FigureId, QuantityId, TimeId};
pub use link::Link;
pub use note::Note;
pub use order::{OrderBasis, OrderEnd, OrderLink, OrderRelation};
pub use quantity::{Quantity, QuantityKind};
pub use report::{DatelineLine, Published, PublishedBasis, Report, ReportEntry};
pub use schema::json_schema;
pub use span::{Span, Within};
pub use time::{Time, TimeType};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name and version of the record's format.
pub const SCHEMA: &str = "dateline.record/1";

/// What Dateline read in one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The program and the model that wrote this record.
    pub engine: Engine,
    /// The report itself, its text unchanged.
    pub report: ReportEntry,
    /// Where each sentence stands, in order.
    pub sentences: Vec<Span>,
    /// People, organisations, places and other things, each one once.
    pub entities: Vec<Entity>,
    /// Time expressions, in the order of the text.
    pub times: Vec<Time>,
    /// Numbers, measures and amounts of money, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// Who says what, by which words.
    pub attributions: Vec<Attribution>,
    /// Everything that the report says happens, happened, will or might.
    pub events: Vec<Event>,
    /// How the events lie in time: to each other, to times, and to the publication.
    pub order: Vec<OrderLink>,
    /// What the quantities measure, and how they compare.
    pub figures: Vec<Figure>,
    /// What the reader could not do, said plainly.
    pub notes: Vec<Note>,
}

/// The program and the model that wrote a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Engine {
    /// The version of Dateline.
    pub version: String,
    /// The name of the language model, such as `en-1`.
    pub model: String,
}
