//! The parser: a dependency tree in one pass over the sentence, by arc-hybrid transitions (Kuhlmann
//! et al., 2011) chosen greedily.
//!
//! Every sentence, of whatever length, gets a tree with exactly one root, in time linear in its
//! length: each word is shifted once and given its head once.

mod features;
mod state;

pub use features::{TreeWords, parser_features};
pub use state::{Move, Moves, State};

use crate::feature::Features;
use crate::linear::{Linear, Scores};
use crate::section::{SectionReader, SectionWriter};
use crate::{Label, ModelError, Relation, intern};

/// The relations of a model, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relations {
    labels: Vec<(Relation, Label)>,
    root: u8,
}

impl Relations {
    /// The relations that a section names.
    ///
    /// # Errors
    /// Where the section is damaged, or `root` is not among them.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        let damaged = ModelError::Damaged { what: "the relations" };
        let texts = SectionReader::new(section).texts()?;
        let label = |text: &str| {
            let relation = Relation::parse(text.split(':').next()?)?;
            Some((relation, intern(text)))
        };
        let labels: Option<Vec<_>> = texts.into_iter().map(label).collect();
        let labels = labels.ok_or(damaged.clone())?;
        let root = labels.iter().position(|label| label.0 == Relation::Root).ok_or(damaged)?;
        Ok(Self { labels, root: root as u8 })
    }

    /// Writes the section that [`Self::read`] reads.
    pub fn write(labels: &[&str]) -> Vec<u8> {
        let mut writer = SectionWriter::default();
        writer.texts(labels);
        writer.finish()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    /// The number of `root`.
    pub fn root(&self) -> u8 {
        self.root
    }

    /// A relation without and with its subtype.
    pub fn label(&self, number: u8) -> (Relation, Label) {
        self.labels.get(usize::from(number)).copied().unwrap_or((Relation::Dep, "dep"))
    }

    /// The number of a relation with its subtype, or `None`.
    pub fn number(&self, label: &str) -> Option<u8> {
        self.labels.iter().position(|held| held.1 == label).map(|place| place as u8)
    }
}

/// The parser of a model.
#[derive(Debug, Clone, Copy)]
pub struct Parser<'m> {
    weights: Linear<'m>,
    moves: Moves,
}

impl<'m> Parser<'m> {
    /// The parser in a section of a model file.
    ///
    /// # Errors
    /// Where the section is damaged, or is of other relations.
    pub fn read(section: &'m [u8], relations: &Relations) -> Result<Self, ModelError> {
        let weights = Linear::read(section)?;
        let moves = Moves::new(relations.count(), relations.root());
        if weights.classes() != moves.count() {
            return Err(ModelError::Damaged { what: "the moves of the parser" });
        }
        Ok(Self { weights, moves })
    }

    /// Parses a sentence; the tree is in the state.
    pub fn parse(&self, words: &TreeWords, state: &mut State, features: &mut Features) {
        let mut scores: Scores = [0; 256];
        state.begin(words.count());
        while !state.is_final() {
            parser_features(words, state, features);
            self.weights.score(features.keys(), &mut scores);
            let mut best = None;
            self.moves.each_allowed(state, |class| {
                if best
                    .is_none_or(|best: u8| scores[usize::from(class)] > scores[usize::from(best)])
                {
                    best = Some(class);
                }
            });
            let Some(best) = best else { break };
            state.apply(self.moves.of(best));
        }
    }
}
