//! Tags, lemmas, features, dependency trees and names of a text, from trained models.
//!
//! The vocabulary is that of Universal Dependencies. A [`Parse`] holds the words of a whole text in
//! one list; heads and ranges are places in that list.

mod conllu;
mod label;
mod model;
mod parse;
mod universal;

pub use conllu::{ConlluError, ConlluSentence, read_conllu};
pub use label::{Label, intern};
pub use model::{Model, ModelError};
pub use parse::{Name, NameKind, Parse, Word};
pub use universal::{Relation, Upos};
