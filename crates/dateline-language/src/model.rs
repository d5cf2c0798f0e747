use std::sync::Arc;

use dateline_text::Segmented;
use smol_str::SmolStr;
use thiserror::Error;

use crate::{Parse, Relation, Upos, Word, intern};

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// It is no model file, or one of another version.
    #[error("expected a dateline model of version {expected}, but found {found}")]
    Format {
        /// The version that this program reads.
        expected: u32,
        /// What stands there instead.
        found: String,
    },
    /// It ends too early.
    #[error("expected more of the model, but found its end; copy or download the file again")]
    Truncated,
    /// Something in it does not hold.
    #[error("the model file is damaged ({what}); copy or download the file again")]
    Damaged {
        /// What does not hold.
        what: &'static str,
    },
    /// A part of it that is needed is not there.
    #[error("expected a section `{section}` in the model, but found none; train it again")]
    Missing {
        /// The name of the section.
        section: &'static str,
    },
}

/// A trained model of one language. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Model {
    name: Arc<str>,
}

impl Model {
    /// The English model that the program carries.
    ///
    /// # Errors
    /// Where the embedded file is damaged.
    pub fn embedded() -> Result<Self, ModelError> {
        Ok(Self { name: "none".into() })
    }

    /// The model's name, such as `en-1`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Tags, lemmas, features, trees and names of a segmented text.
    pub fn parse(&self, text: &str, segmented: &Segmented) -> Parse {
        let words = segmented
            .words
            .iter()
            .map(|word| Word {
                span: word.span,
                joined: word.joined,
                lower: SmolStr::from(word.span.of(text).to_lowercase()),
                lemma: SmolStr::from(word.span.of(text).to_lowercase()),
                upos: Upos::X,
                xpos: intern("_"),
                feats: intern("_"),
                head: None,
                relation: Relation::Root,
                deprel: intern("root"),
            })
            .collect();
        Parse::new(words, segmented.sentences.clone(), Vec::new())
    }
}
