//! A pretrained encoder: BERT (Devlin et al. 2019), of any number of layers and any width, read
//! from a folder as it is published, run and trained on.
//!
//! The rows of all word pieces of a batch lie one after another, without padding: only attention
//! knows sentences.

mod attention;
mod elementwise;
mod pool;
mod safetensors;
mod transformer;
mod wordpiece;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

pub(crate) use self::wordpiece::{Case, Pieces};

use self::attention::Heads;
use self::elementwise::{Dropout, Normed, Sum, add_and_norm, through_norm};
use self::pool::{Buffer, Pool};
use self::safetensors::Tensors;
use self::transformer::{Layer, LayerTape, Shares, Widths, norm};
use self::wordpiece::WordPieces;
use crate::network::layers::{LayerNorm, add};
use crate::network::parameters::{Layout, Slot};
use crate::random::Random;

/// The word pieces that are run at once where nothing need be kept: more do not make it faster.
const AT_ONCE: usize = 2048;

/// A pretrained encoder's layout and its vocabulary. The parameters that are trained are in a flat
/// list; those of word pieces are not trained, and are here.
#[derive(Debug, Clone)]
pub(crate) struct Encoder {
    widths: Widths,
    shares: Shares,
    wordpieces: WordPieces,
    /// A row for each word piece.
    words: Vec<f32>,
    positions: Slot,
    types: Slot,
    cases: Slot,
    norm: LayerNorm,
    layers: Vec<Layer>,
    pool: Arc<Pool>,
}

/// What `config.json` says, as far as it matters.
#[derive(Debug, Clone, Deserialize)]
struct Configuration {
    hidden_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    intermediate_size: usize,
    max_position_embeddings: usize,
    type_vocab_size: usize,
    vocab_size: usize,
    hidden_act: String,
    layer_norm_eps: f32,
    hidden_dropout_prob: f32,
    attention_probs_dropout_prob: f32,
    position_embedding_type: Option<String>,
}

impl Configuration {
    fn check(&self) -> Result<()> {
        let (width, heads) = (self.hidden_size, self.num_attention_heads);
        ensure!(
            heads > 0 && width > 0 && width.is_multiple_of(heads),
            "expected a width that the heads divide, but found {width} and {heads} heads"
        );
        ensure!(self.num_hidden_layers > 0, "expected layers, but found none");
        ensure!(self.intermediate_size > 0, "expected a width within layers, but found none");
        ensure!(
            self.max_position_embeddings > 2,
            "expected more than 2 positions, but found {}",
            self.max_position_embeddings
        );
        ensure!(self.type_vocab_size > 0, "expected types of sentences, but found none");
        ensure!(
            self.hidden_act == "gelu",
            "expected the activation gelu, but found {}",
            self.hidden_act
        );
        let positions = self.position_embedding_type.as_deref().unwrap_or("absolute");
        ensure!(positions == "absolute", "expected absolute positions, but found {positions}");
        for share in [self.hidden_dropout_prob, self.attention_probs_dropout_prob] {
            ensure!(
                (0.0..1.0).contains(&share),
                "expected a dropout from 0 to below 1, but found {share}"
            );
        }
        Ok(())
    }
}

/// The word pieces of a batch.
#[derive(Debug, Default)]
struct Batch {
    ids: Vec<u32>,
    /// How the word of each piece is written; the pieces of no word have none.
    cases: Vec<Option<Case>>,
    /// The pieces of each sentence.
    sentences: Vec<Range<usize>>,
    /// The row that each row of the output is; words too late in a sentence have none.
    outputs: Vec<Option<usize>>,
}

/// What the backward pass needs of the forward pass.
#[derive(Debug)]
pub(crate) struct Tape {
    batch: Batch,
    /// What was done in training.
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    embedded: Normed,
    dropout: Dropout,
    layers: Vec<LayerTape>,
}

impl Encoder {
    /// Reads the folder of a model (`config.json`, `vocab.txt`, `model.safetensors`) and puts what
    /// is trained into the layout: layers, norms, positions, types, and a row for each way in
    /// which a word can be written, at first zeros, since the vocabulary has small letters only.
    pub(crate) fn load(folder: &Path, layout: &mut Layout) -> Result<Self> {
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
        };
        let tensors = Tensors::read(&folder.join("model.safetensors"))?;
        Self::take(&text("config.json")?, &text("vocab.txt")?, &tensors, layout)
            .with_context(|| format!("reading the encoder in {}", folder.display()))
    }

    fn take(
        configuration: &str,
        vocabulary: &str,
        tensors: &Tensors,
        layout: &mut Layout,
    ) -> Result<Self> {
        let configuration: Configuration =
            serde_json::from_str(configuration).context("the configuration")?;
        configuration.check().context("the configuration")?;
        let wordpieces =
            WordPieces::parse(vocabulary, configuration.vocab_size).context("the vocabulary")?;
        let width = configuration.hidden_size;
        let heads = configuration.num_attention_heads;
        let widths = Widths {
            outer: width,
            inner: configuration.intermediate_size,
            heads: Heads { count: heads, size: width / heads },
            small: configuration.layer_norm_eps,
        };
        let shares = Shares {
            rows: configuration.hidden_dropout_prob,
            attention: configuration.attention_probs_dropout_prob,
        };
        let words = "embeddings.word_embeddings.weight";
        let prefix = if tensors.has(&format!("bert.{words}")) { "bert." } else { "" };
        let words =
            tensors.numbers(&format!("{prefix}{words}"), &[configuration.vocab_size, width])?;
        let mut rows = |name: &str, rows| {
            let name = format!("{prefix}embeddings.{name}_embeddings.weight");
            let values = tensors.numbers(&name, &[rows, width])?;
            let slot = layout.constant(rows, width, 0.0);
            slot.of_mut(&mut layout.values).copy_from_slice(&values);
            anyhow::Ok(slot)
        };
        let positions = rows("position", configuration.max_position_embeddings)?;
        let types = rows("token_type", configuration.type_vocab_size)?;
        let cases = layout.constant(Case::COUNT, width, 0.0);
        let norm = norm(tensors, &format!("{prefix}embeddings"), width, widths.small, layout)?;
        let layers = (0..configuration.num_hidden_layers).map(|layer| {
            Layer::read(tensors, &format!("{prefix}encoder.layer.{layer}."), widths, layout)
        });
        let layers = layers.collect::<Result<_>>()?;
        Ok(Self {
            widths,
            shares,
            wordpieces,
            words,
            positions,
            types,
            cases,
            norm,
            layers,
            pool: Arc::default(),
        })
    }

    /// The numbers of a row.
    pub(crate) fn width(&self) -> usize {
        self.widths.outer
    }

    /// The word pieces of a word, six at most, and how it is written.
    pub(crate) fn pieces(&self, form: &str) -> Pieces {
        self.wordpieces.pieces(form)
    }

    /// Runs sentences: for each the row of its beginning, which stands for the root, then a row
    /// for each word, that of its first piece. Words for which the encoder has no positions left
    /// (`MiniLM` has 512) have zeros.
    ///
    /// With chance, as in training, some of what passes is hidden, and the tape serves
    /// [`Self::backward`]; without, the tape holds nothing.
    pub(crate) fn forward(
        &self,
        parameters: &[f32],
        sentences: &[&[Pieces]],
        random: Option<&mut Random>,
    ) -> (Vec<f32>, Tape) {
        if let Some(random) = random {
            let batch = self.batch(sentences);
            let (states, kept) = self.train(parameters, &batch, random);
            return (self.outputs(&batch, &states), Tape { batch, kept: Some(kept) });
        }
        let rows = sentences.iter().map(|words| 1 + words.len()).sum::<usize>();
        let mut outputs = Vec::with_capacity(rows * self.width());
        for sentences in self.groups(sentences) {
            let batch = self.batch(sentences);
            let states = self.states(parameters, &batch);
            outputs.extend(self.outputs(&batch, &states));
        }
        (outputs, Tape { batch: Batch::default(), kept: None })
    }

    /// Adds the gradients of the parameters, given that of the rows that [`Self::forward`] gave.
    ///
    /// # Panics
    ///
    /// Panics where the forward pass was not one of training.
    pub(crate) fn backward(
        &self,
        parameters: &[f32],
        gradient: &mut [f32],
        tape: &Tape,
        rows_gradient: &[f32],
    ) {
        let width = self.width();
        let Tape { batch, kept } = tape;
        let kept = kept.as_ref().expect("a forward pass with chance");
        let mut slopes = self.pool.take(batch.ids.len() * width);
        slopes.fill(0.0);
        for (output, row) in batch.outputs.iter().zip(rows_gradient.chunks_exact(width)) {
            if let Some(output) = output {
                add(&mut slopes[output * width..][..width], row);
            }
        }
        for (layer, tape) in self.layers.iter().zip(&kept.layers).rev() {
            layer.backward(parameters, gradient, &batch.sentences, tape, &mut slopes, &self.pool);
        }
        kept.dropout.hide(&mut slopes);
        through_norm(&self.norm, parameters, gradient, &kept.embedded, &mut slopes);
        for sentence in &batch.sentences {
            for (position, at) in sentence.clone().enumerate() {
                let row = &slopes[at * width..][..width];
                add(self.positions.row_mut(gradient, position), row);
                add(self.types.row_mut(gradient, 0), row);
                if let Some(case) = batch.cases[at] {
                    add(self.cases.row_mut(gradient, case as usize), row);
                }
            }
        }
    }

    /// A vector for each word alone, without a sentence: the mean of the rows of its pieces and of
    /// the beginning and end.
    pub(crate) fn encode_word(&self, parameters: &[f32], words: &[&str]) -> Vec<f32> {
        let width = self.width();
        let words: Vec<[Pieces; 1]> = words.iter().map(|word| [self.pieces(word)]).collect();
        let words: Vec<&[Pieces]> = words.iter().map(<[Pieces; 1]>::as_slice).collect();
        let mut vectors = vec![0.0; words.len() * width];
        let mut vector = vectors.chunks_exact_mut(width);
        for words in self.groups(&words) {
            let batch = self.batch(words);
            let states = self.states(parameters, &batch);
            for (sentence, vector) in batch.sentences.iter().zip(&mut vector) {
                for row in states[sentence.start * width..sentence.end * width].chunks_exact(width)
                {
                    add(vector, row);
                }
                for value in vector {
                    *value /= sentence.len() as f32;
                }
            }
        }
        vectors
    }

    /// Groups sentences so that each group has few word pieces.
    fn groups<'a, 'b>(&self, sentences: &'b [&'a [Pieces]]) -> Vec<&'b [&'a [Pieces]]> {
        let mut groups = Vec::new();
        let (mut start, mut pieces) = (0, 0);
        for (at, words) in sentences.iter().enumerate() {
            let count = 2 + words.iter().map(Pieces::count).sum::<usize>();
            let count = count.min(self.positions.rows);
            if at > start && pieces + count > AT_ONCE {
                groups.push(&sentences[start..at]);
                (start, pieces) = (at, 0);
            }
            pieces += count;
        }
        if start < sentences.len() {
            groups.push(&sentences[start..]);
        }
        groups
    }

    /// Puts the pieces of sentences one after another.
    fn batch(&self, sentences: &[&[Pieces]]) -> Batch {
        let mut batch = Batch::default();
        for words in sentences {
            let start = batch.ids.len();
            // The end of a sentence takes the last position.
            let most = start + self.positions.rows - 1;
            batch.outputs.push(Some(start));
            batch.ids.push(self.wordpieces.classify);
            batch.cases.push(None);
            let mut words = words.iter();
            for word in words.by_ref() {
                let at = batch.ids.len();
                if at + word.count() > most {
                    batch.outputs.push(None);
                    break;
                }
                batch.outputs.push(Some(at));
                batch.ids.extend(&word.ids);
                batch.cases.resize(batch.ids.len(), Some(word.case));
            }
            batch.outputs.extend(words.map(|_| None));
            batch.ids.push(self.wordpieces.separator);
            batch.cases.push(None);
            batch.sentences.push(start..batch.ids.len());
        }
        batch
    }

    /// What the first layer is given, and what is needed on the way back.
    fn embed(&self, parameters: &[f32], batch: &Batch) -> (Buffer, Normed) {
        let width = self.width();
        let mut words = self.pool.take(batch.ids.len() * width);
        let mut others = self.pool.take(words.len());
        for sentence in &batch.sentences {
            for (position, at) in sentence.clone().enumerate() {
                let place = at * width..(at + 1) * width;
                let word = &self.words[batch.ids[at] as usize * width..][..width];
                words[place.clone()].copy_from_slice(word);
                let others = &mut others[place];
                others.copy_from_slice(self.positions.row(parameters, position));
                if let Some(case) = batch.cases[at] {
                    add(others, self.cases.row(parameters, case as usize));
                }
            }
        }
        let mut x = self.pool.take(words.len());
        let sum = Sum {
            x: &words,
            y: others,
            bias: self.types.row(parameters, 0),
            dropout: Dropout::NONE,
        };
        let normed = add_and_norm(&self.norm, parameters, sum, &mut x);
        (x, normed)
    }

    /// The last rows of all word pieces, and what is needed on the way back.
    fn train(&self, parameters: &[f32], batch: &Batch, random: &mut Random) -> (Buffer, Kept) {
        let (mut x, embedded) = self.embed(parameters, batch);
        let dropout = Dropout::new(self.shares.rows, random.bits());
        dropout.hide(&mut x);
        let mut layers = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            let training = Some((self.shares, &mut *random));
            let (y, tape) = layer.forward(parameters, &batch.sentences, x, training, &self.pool);
            layers.push(tape);
            x = y;
        }
        (x, Kept { embedded, dropout, layers })
    }

    /// The last rows of all word pieces.
    fn states(&self, parameters: &[f32], batch: &Batch) -> Buffer {
        let (mut x, _) = self.embed(parameters, batch);
        for layer in &self.layers {
            x = layer.forward(parameters, &batch.sentences, x, None, &self.pool).0;
        }
        x
    }

    /// The rows that are given out.
    fn outputs(&self, batch: &Batch, states: &[f32]) -> Vec<f32> {
        let width = self.width();
        let mut rows = Vec::with_capacity(batch.outputs.len() * width);
        for output in &batch.outputs {
            match output {
                Some(output) => rows.extend_from_slice(&states[output * width..][..width]),
                None => rows.resize(rows.len() + width, 0.0),
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests;
