//! Tags, lemmas, features, dependency trees and names of a text, from trained models.
//!
//! The vocabulary is that of Universal Dependencies. A [`Parse`] holds the words of a whole text in
//! one list; heads and ranges are places in that list.
//!
//! [`Model::parse`] is what the reader needs. The modules that are public beside it are
//! what the trainer shares with the models: what they see of a text, and the format that they are
//! frozen into.

pub mod feature;
pub mod file;
pub mod lemma;
pub mod lexical;
pub mod linear;
pub mod names;
pub mod network;
pub mod relations;
pub mod section;
pub mod surface;
pub mod tag;
pub mod word_table;

mod attachment;
mod calibration;
mod clusters;
mod conllu;
mod label;
mod model;
mod parse;
mod universal;

pub use calibration::Calibration;
pub use clusters::{ClusterPath, Clusters, cluster_form};
pub use conllu::{ConlluError, ConlluReader, ConlluSentence, read_conllu};
pub use label::{Label, intern};
pub use model::{Model, ModelError};
pub use network::Meanings;
pub use parse::{Confidence, Name, NameKind, Parse, Word};
pub use universal::{Relation, Upos};
