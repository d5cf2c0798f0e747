//! The relations of a model, with their subtypes, by number.

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
