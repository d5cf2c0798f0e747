use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AttributionId, EntityId, Span, TimeId};

/// Who says, thinks or asks something, by which words, and exactly which words are theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// `a1`, `a2`, … in the order of their cues.
    pub id: AttributionId,
    /// The attribution whose content this one stands in, outermost first.
    pub parent: Option<AttributionId>,
    /// Whose words or thoughts they are; empty where nobody is named (`reportedly`).
    pub sources: Vec<Source>,
    /// What sort of source it is.
    pub source_kind: SourceKind,
    /// The words that attribute: `said`, `according to`, `was quoted as saying`.
    pub cue: Vec<Span>,
    /// What is attributed, in pieces, in the order of the text.
    pub content: Vec<Span>,
    /// Whether the words are quoted.
    pub mode: AttributionMode,
    /// What the source does with the content.
    pub stance: Stance,
    /// When it was said.
    pub time: Option<TimeId>,
    /// To whom it was said: `told reporters`. Left out of JSON where the text does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Party>,
    /// Through what it came to the reporter: the newspaper of `was quoted by a newspaper as saying`,
    /// `said in an interview with a newspaper`. Left out of JSON where the text does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Party>,
}

/// The words for somebody who hears or passes on what is said, and the entity they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Who it is.
    pub entity: Option<EntityId>,
}

/// The words for a source, and the entity they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Who it is.
    pub entity: Option<EntityId>,
    /// For whom a spokesperson speaks: the ministry of `a ministry spokeswoman`. Left out of JSON
    /// where the source speaks for itself or the text does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<EntityId>,
    /// The words that say that the source is not to be named, with the reason where one is given:
    /// `who spoke on condition of anonymity because the talks are secret`. Left out of JSON where
    /// there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymity: Option<Span>,
}

/// What sort of source stands behind an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person or body.
    Named,
    /// Somebody who speaks by office: `an official`, `police`, `the ministry`.
    Official,
    /// Somebody who speaks for another.
    Spokesperson,
    /// Nobody who can be told: `sources`, `a person familiar with`, none at all.
    Unnamed,
    /// A document, law, report or data.
    Document,
    /// A newspaper, agency or broadcaster.
    Media,
    /// A poll or survey.
    Poll,
    /// The author of the report.
    Author,
}

/// Whether an attribution's words are the source's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AttributionMode {
    /// All within quotation marks.
    Direct,
    /// None within quotation marks.
    Indirect,
    /// Some within quotation marks.
    Mixed,
}

/// What a source does with what it is said to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// States it.
    Says,
    /// Vouches for what another said.
    Confirms,
    /// Claims it against somebody.
    Alleges,
    /// Holds it true.
    Believes,
    /// Says that it is not so.
    Denies,
    /// Judges, estimates or finds it.
    Assesses,
    /// Wants to know or to have it.
    Asks,
    /// Means to do it.
    Plans,
    /// Will not speak of it.
    Declines,
}

impl Stance {
    /// The word that JSON has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Says => "says",
            Self::Confirms => "confirms",
            Self::Alleges => "alleges",
            Self::Believes => "believes",
            Self::Denies => "denies",
            Self::Assesses => "assesses",
            Self::Asks => "asks",
            Self::Plans => "plans",
            Self::Declines => "declines",
        }
    }
}
