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
