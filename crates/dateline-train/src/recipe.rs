//! The recipe of a model: which corpora train which part, and how.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::calibrate::CalibrationRecipe;
use crate::clusters::ClusterRecipe;
use crate::lexical::LexicalSettings;
use crate::names::NameRecipe;
use crate::network::recipe::NetworkRecipe;

/// A recipe file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    /// The name of the model.
    pub(crate) name: String,
    /// The word clusters that all parts see, where there are any.
    pub(crate) clusters: Option<ClusterRecipe>,
    /// How the recogniser of names is trained, where there is one.
    pub(crate) names: Option<NameRecipe>,
    /// The network that tags and parses.
    pub(crate) network: NetworkRecipe,
    /// The treebanks that everything but names is trained on.
    pub(crate) treebanks: Treebanks,
    /// How the lemmatiser is trained.
    pub(crate) lemmas: LexicalSettings,
    /// What the probabilities of labels are fitted to.
    #[serde(default)]
    pub(crate) calibration: CalibrationRecipe,
}

/// The treebanks of a recipe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Treebanks {
    /// Files in the folder of corpora.
    pub(crate) train: Vec<PathBuf>,
    /// Genres of GUM that are left out.
    #[serde(default)]
    pub(crate) without_genres: Vec<String>,
    /// One sentence in so many is seen as a headline too.
    pub(crate) headline_every: usize,
}

impl Recipe {
    /// The recipe in a file.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("in {}", path.display()))
    }
}
