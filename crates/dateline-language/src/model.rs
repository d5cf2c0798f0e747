use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use dateline_text::Segmented;
use smol_str::SmolStr;
use thiserror::Error;

use crate::feature::Features;
use crate::file::ModelFile;
use crate::lemma::{LemmaScript, lemma_features};
use crate::lexical::{LexicalModel, lexical_key};
use crate::linear::Scores;
use crate::morphology::morphology_features;
use crate::names::{NameRecogniser, Words as NameWords};
use crate::parser::{Parser, Relations, State, TreeWords};
use crate::supertag::{Supertagger, VerbContext};
use crate::surface::{Surface, level_typography};
use crate::tagger::{Tag, Tagger, read_tags};
use crate::{Clusters, Label, Parse, Relation, Upos, Word, intern};

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
    loaded: Arc<Loaded>,
}

/// A model file and the labels in it.
#[derive(Debug)]
struct Loaded {
    file: ModelFile,
    tags: Vec<Tag>,
    relations: Relations,
    lemma_scripts: Vec<LemmaScript>,
    feats: Vec<Label>,
}

/// The models of a file, as views of its bytes.
#[derive(Debug, Clone, Copy)]
struct Parts<'m> {
    clusters: Clusters<'m>,
    tagger: Tagger<'m>,
    supertagger: Supertagger<'m>,
    parser: Parser<'m>,
    lemmas: LexicalModel<'m>,
    morphology: LexicalModel<'m>,
    /// A model may know no names.
    names: Option<NameRecogniser<'m>>,
}

impl Loaded {
    fn parts(&self) -> Result<Parts<'_>, ModelError> {
        let tagger = Tagger::read(self.file.section("tagger")?)?;
        if tagger.tags() != self.tags.len() {
            return Err(ModelError::Damaged { what: "the number of tags" });
        }
        let clusters = self.file.optional_section("clusters").map(Clusters::read).transpose()?;
        let names = self.file.optional_section("names").map(NameRecogniser::read).transpose()?;
        Ok(Parts {
            clusters: clusters.unwrap_or(Clusters::NONE),
            tagger,
            supertagger: Supertagger::read(self.file.section("supertagger")?)?,
            parser: Parser::read(self.file.section("parser")?, &self.relations)?,
            lemmas: LexicalModel::read(self.file.section("lemmas")?)?.1,
            morphology: LexicalModel::read(self.file.section("morphology")?)?.1,
            names,
        })
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
        let feats = LexicalModel::read(file.section("morphology")?)?.0;
        let feats = feats.into_iter().map(intern).collect();
        let loaded = Loaded { file, tags, relations, lemma_scripts, feats };
        loaded.parts()?;
        Ok(Self { loaded: Arc::new(loaded) })
    }

    /// The model's name, such as `en-1`.
    pub fn name(&self) -> &str {
        self.loaded.file.name()
    }

    /// Tags, lemmas, features, trees and names of a segmented text. The segmentation may be any:
    /// each of its sentences gets one tree.
    pub fn parse(&self, text: &str, segmented: &Segmented) -> Parse {
        let mut words: Vec<Word> = segmented
            .words
            .iter()
            .map(|word| {
                let form = word.span.of(text);
                let lower = SmolStr::from(level_typography(form).to_lowercase());
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
                }
            })
            .collect();
        let mut names = Vec::new();
        // Loading has shown that the parts are there.
        if let Ok(parts) = self.loaded.parts() {
            let surfaces: Vec<Surface> = segmented
                .words
                .iter()
                .map(|word| word.span.of(text))
                .map(|form| Surface::of(form).with_clusters(form, parts.clusters))
                .collect();
            let mut sentence = SentenceReader::new(&self.loaded, &parts);
            for range in &segmented.sentences {
                sentence.read(text, &mut words, &surfaces, range.clone());
            }
            if let Some(recogniser) = parts.names {
                names = recogniser.recognise(NameWords {
                    text,
                    spans: &segmented.words,
                    surfaces: &surfaces,
                    sentences: &segmented.sentences,
                });
            }
        }
        Parse::new(words, segmented.sentences.clone(), names)
    }
}

/// Reads a text's sentences one after another, with the memory of the last.
#[derive(Debug)]
struct SentenceReader<'m> {
    loaded: &'m Loaded,
    parts: &'m Parts<'m>,
    tags: Vec<u8>,
    verbs: VerbContext,
    supertags: Vec<u8>,
    tree_words: TreeWords,
    state: State,
    features: Features,
}

impl<'m> SentenceReader<'m> {
    fn new(loaded: &'m Loaded, parts: &'m Parts<'m>) -> Self {
        Self {
            loaded,
            parts,
            tags: Vec::new(),
            verbs: VerbContext::new(&loaded.tags),
            supertags: Vec::new(),
            tree_words: TreeWords::default(),
            state: State::default(),
            features: Features::default(),
        }
    }

    /// Fills in what the models say of the words of a sentence.
    fn read(&mut self, text: &str, words: &mut [Word], surfaces: &[Surface], range: Range<usize>) {
        let start = range.start;
        let words = &mut words[range.clone()];
        let surfaces = &surfaces[range];
        self.parts.tagger.tag(surfaces, &mut self.tags);
        self.parts.supertagger.tag(
            surfaces,
            &self.tags,
            &mut self.verbs,
            &mut self.features,
            &mut self.supertags,
        );
        self.tree_words.fill(surfaces, &self.tags, &self.supertags);
        self.parts.parser.parse(&self.tree_words, &mut self.state, &mut self.features);
        let mut scores: Scores = [0; 256];
        for (at, word) in words.iter_mut().enumerate() {
            let (surface, tag) = (&surfaces[at], self.tags[at]);
            let script = self.parts.lemmas.class(
                lexical_key(surface.form, tag),
                &mut self.features,
                &mut scores,
                |features| lemma_features(surface, tag, at == 0, true, features),
            );
            if let Some(script) = self.loaded.lemma_scripts.get(usize::from(script)) {
                word.lemma = script.apply(word.span.of(text));
            }
            let feats = self.parts.morphology.class(
                lexical_key(surface.lower, tag),
                &mut self.features,
                &mut scores,
                |features| morphology_features(surfaces, &self.tags, at, features),
            );
            if let Some(feats) = self.loaded.feats.get(usize::from(feats)) {
                word.feats = feats;
            }
            if let Some(tag) = self.loaded.tags.get(usize::from(self.tags[at])) {
                (word.upos, word.xpos) = (tag.upos, tag.xpos);
            }
            let head = self.state.head(at as u32);
            word.head = (head < self.state.root()).then_some(start + head as usize);
            (word.relation, word.deprel) =
                self.loaded.relations.label(self.state.relation(at as u32));
        }
    }
}
