//! From a report to its record, a module per field.
//!
//! Data flows one way: text and parse, then times, quantities, entities, places, links,
//! attributions, events, figures and the order of events. Each stage is a plain function from what
//! came before to one field of the
//! record; it never reaches forward, never edits what an earlier stage made, and keeps nothing
//! between reports.

mod actors;
mod article;
mod attributions;
mod digits;
mod disguise;
mod entities;
mod events;
mod figures;
mod front;
mod hedge;
mod lexicon;
mod links;
mod number;
mod order;
mod parts;
mod phrases;
mod pieces;
mod places;
mod quantities;
mod reader;
#[cfg(test)]
mod testing;
mod times;
mod withholding;

pub use actors::{SectorNoun, sector_nouns};
pub use attributions::{CueCandidate, EdgeStep};
pub use entities::{COREFERENCE_UNITS, CoreferenceExample, CoreferenceFeature, CoreferenceWeights};
pub use events::{
    CodeCandidate, CodeExplanation, CodeReason, CodeWeights, CodedAs, CodedEvent, Explanation,
    FactualityCandidate, Influence, InfluenceReason, ParticipantCandidate, ParticipantReason,
    ParticipantWeights, Route, Verdict,
};
pub use parts::{read_times, read_times_and_quantities};
pub use places::{PLACE_FEATURES, PlaceChoice, PlaceFeatures, PlaceRanker};
pub use reader::{LEAST_CODE_CONFIDENCE, ReadError, Reader};
