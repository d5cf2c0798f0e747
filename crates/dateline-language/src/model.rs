use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use dateline_text::Segmented;
use smol_str::SmolStr;
use thiserror::Error;

use crate::attachment;
use crate::feature::Features;
use crate::file::ModelFile;
use crate::lemma::{LemmaScript, lemma_features};
use crate::lexical::{LexicalModel, lexical_key};
use crate::linear::Scores;
use crate::names::{NameRecogniser, Words as NameWords};
use crate::network::{
    LabelNumbers, Layers, Meanings, Network, WordReading, Words as NetworkWords, Workspace,
};
use crate::relations::Relations;
use crate::surface::{Surface, level_typography};
use crate::tag::{Tag, read_tags};
use crate::{Calibration, Clusters, Confidence, Label, Parse, Relation, Upos, Word, intern};

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// It is no model file, or one of another version.
    #[error(
        "expected a dateline model of version {expected}, but found {found}; train or take one for \
         this version of the program"
    )]
    Format {
        /// The version that this program reads.
        expected: u32,
        /// What stands there instead.
        found: String,
    },
    /// Its bytes are not those that were written.
    #[error(
        "expected the checksum {expected:08x} of the model, but found {found:08x}: the file is cut \
         short or damaged; copy or download it again"
    )]
    Checksum {
        /// The checksum that the file says.
        expected: u32,
        /// That of the bytes that follow it.
        found: u32,
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
    loaded: Arc<Loaded>,
}

/// A model file, the labels in it, and its network's layers.
#[derive(Debug)]
struct Loaded {
    file: ModelFile,
    tags: Vec<Tag>,
    /// For each tag the number of its universal part of speech.
    universal: Vec<u8>,
    /// For each relation whether it is that of a subject.
    subjects: Vec<bool>,
    relations: Relations,
    lemma_scripts: Vec<LemmaScript>,
    feats: Vec<Label>,
    layers: Layers,
    calibration: Calibration,
    /// The memories of networks that are not at work.
    workspaces: Mutex<Vec<Workspace>>,
}

/// The models of a file, as views of its bytes.
#[derive(Debug, Clone, Copy)]
struct Parts<'m> {
    clusters: Clusters<'m>,
    network: Network<'m>,
    lemmas: LexicalModel<'m>,
    /// A model may know no names.
    names: Option<NameRecogniser<'m>>,
}

impl Loaded {
    fn parts(&self) -> Result<Parts<'_>, ModelError> {
        if self.layers.labels() != (self.tags.len(), self.relations.count()) {
            return Err(ModelError::Damaged { what: "the number of labels" });
        }
        let clusters = self.file.optional_section("clusters").map(Clusters::read).transpose()?;
        let names = self.file.optional_section("names").map(NameRecogniser::read).transpose()?;
        Ok(Parts {
            clusters: clusters.unwrap_or(Clusters::NONE),
            network: Network::new(self.file.section("network")?, &self.layers, self.calibration)?,
            lemmas: LexicalModel::read(self.file.section("lemmas")?)?.1,
            names,
        })
    }

    /// What the network says of the words of a text.
    fn readings(
        &self,
        network: &Network<'_>,
        forms: &[&str],
        surfaces: &[Surface],
        segmented: &Segmented,
    ) -> Vec<WordReading> {
        let labels = LabelNumbers {
            universal: &self.universal,
            root: self.relations.root(),
            subjects: &self.subjects,
            linked: self.relations.number("parataxis").unwrap_or_else(|| self.relations.root()),
        };
        let held = || self.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
        let mut workspace = held().pop().unwrap_or_default();
        let mut readings = Vec::new();
        let words = NetworkWords { forms, surfaces };
        network.read(words, &segmented.sentences, &labels, &mut workspace, &mut readings);
        held().push(workspace);
        readings
    }
}

impl Model {
    /// The English model that the program carries.
    ///
    /// # Errors
    /// Where the embedded file is damaged.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::load(&include_bytes!("../../../models/en.model")[..])
    }

    /// A model from the bytes of its file. Nothing of weight is copied.
    ///
    /// # Errors
    /// Where they are no model file, one of another version, cut short, damaged, or without a part
    /// that is needed.
    pub fn load(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let tags = read_tags(file.section("tags")?)?;
        let relations = Relations::read(file.section("relations")?)?;
        let lemma_scripts = LexicalModel::read(file.section("lemmas")?)?
            .0
            .into_iter()
            .map(LemmaScript::parse)
            .collect::<Option<_>>()
            .ok_or(ModelError::Damaged { what: "a lemma's script" })?;
        let (feats, layers) = Layers::read(file.section("network")?)?;
        let feats = feats.into_iter().map(intern).collect();
        let universal = tags.iter().map(|tag| tag.upos as u8).collect();
        let subjects = (0..relations.count())
            .map(|number| {
                let (relation, deprel) = relations.label(number as u8);
                // The subject outside a clause that is a predicate itself is a second one.
                let is_subject = matches!(relation, Relation::Nsubj | Relation::Csubj);
                is_subject && !deprel.ends_with(":outer")
            })
            .collect();
        let calibration =
            file.optional_section("calibration").map(Calibration::read).transpose()?;
        let loaded = Loaded {
            tags,
            universal,
            subjects,
            relations,
            lemma_scripts,
            feats,
            layers,
            calibration: calibration.unwrap_or_default(),
            workspaces: Mutex::default(),
            file,
        };
        loaded.parts()?;
        Ok(Self { loaded: Arc::new(loaded) })
    }

    /// The model's name, such as `en-1`.
    pub fn name(&self) -> &str {
        self.loaded.file.name()
    }

    /// What words mean: the vectors that the network reads them with.
    ///
    /// # Errors
    /// Where the model is damaged; loading it has shown that it is not.
    pub fn meanings(&self) -> Result<Meanings<'_>, ModelError> {
        Meanings::read(self.loaded.file.section("network")?)
    }

    /// Tags, lemmas, features, trees and names of a segmented text. The segmentation may be any:
    /// each of its sentences gets one tree.
    pub fn parse(&self, text: &str, segmented: &Segmented) -> Parse {
        let mut words: Vec<Word> = segmented
            .words
            .iter()
            .map(|word| {
                let lower = SmolStr::from(level_typography(word.span.of(text)).to_lowercase());
                Word {
                    span: word.span,
                    joined: word.joined,
                    lemma: lower.clone(),
                    lower,
                    upos: Upos::X,
                    xpos: intern("_"),
                    feats: intern("_"),
                    head: None,
                    relation: Relation::Root,
                    deprel: intern("root"),
                    confidence: Confidence::CERTAIN,
                }
            })
            .collect();
        let mut names = Vec::new();
        // Loading has shown that the parts are there.
        if let Ok(parts) = self.loaded.parts() {
            let forms: Vec<&str> = segmented.words.iter().map(|word| word.span.of(text)).collect();
            let surfaces: Vec<Surface> = forms
                .iter()
                .map(|form| Surface::of(form).with_clusters(form, parts.clusters))
                .collect();
            let readings = self.loaded.readings(&parts.network, &forms, &surfaces, segmented);
            let mut writer = WordWriter::new(&self.loaded, &parts);
            for sentence in &segmented.sentences {
                for at in sentence.clone() {
                    let place = Place { sentence: sentence.start, at };
                    writer.write(forms[at], &surfaces[at], &readings[at], place, &mut words[at]);
                }
            }
            if let Some(recogniser) = parts.names {
                let scores: Vec<_> = readings.iter().map(|reading| reading.names).collect();
                names = recogniser.recognise(
                    NameWords {
                        text,
                        spans: &segmented.words,
                        surfaces: &surfaces,
                        sentences: &segmented.sentences,
                    },
                    Some(parts.network.pool(&scores)),
                );
            }
        }
        for sentence in &segmented.sentences {
            attachment::rehang(&mut words, sentence.clone(), &names);
        }
        Parse::new(words, segmented.sentences.clone(), names)
    }
}

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first word of its sentence.
    sentence: usize,
    at: usize,
}

/// Puts labels for numbers, and lemmas.
#[derive(Debug)]
struct WordWriter<'m> {
    loaded: &'m Loaded,
    parts: &'m Parts<'m>,
    features: Features,
    scores: Scores,
}

impl<'m> WordWriter<'m> {
    fn new(loaded: &'m Loaded, parts: &'m Parts<'m>) -> Self {
        Self { loaded, parts, features: Features::default(), scores: [0; 256] }
    }

    /// Fills in what the models say of a word.
    fn write(
        &mut self,
        form: &str,
        surface: &Surface,
        reading: &WordReading,
        place: Place,
        word: &mut Word,
    ) {
        let Place { sentence, at } = place;
        let (script, known) = self.parts.lemmas.class(
            lexical_key(surface.form, reading.tag),
            &mut self.features,
            &mut self.scores,
            |features| lemma_features(surface, reading.tag, at == sentence, true, features),
        );
        if let Some(script) = self.loaded.lemma_scripts.get(usize::from(script)) {
            word.lemma = script.apply(form);
        }
        if let Some(feats) = self.loaded.feats.get(usize::from(reading.feats)) {
            word.feats = feats;
        }
        if let Some(tag) = self.loaded.tags.get(usize::from(reading.tag)) {
            (word.upos, word.xpos) = (tag.upos, tag.xpos);
        }
        word.head = (reading.head as usize).checked_sub(1).map(|head| sentence + head);
        (word.relation, word.deprel) = self.loaded.relations.label(reading.relation);
        word.confidence = Confidence {
            upos: reading.tag_confidence,
            feats: reading.feats_confidence,
            lemma: self.loaded.calibration.lemma(known, reading.tag_confidence),
            head: reading.head_confidence,
            relation: reading.head_confidence * reading.relation_confidence,
        };
    }
}
