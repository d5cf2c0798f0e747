//! The network in the model file: tables of embeddings in whole numbers of eight bits, read where
//! they lie, and the weights of layers in sixteen, unpacked when the model is opened.
//!
//! ```text
//! texts of morphological features
//! u32 static width │ u32 width │ u32 layers │ layers × u32 reach
//! word table of known words │ word table of static vectors
//! table of static vectors │ tables of embeddings │ the root's row
//! layers: input │ its norm │ (layer over the sentence, its norm) × layers │ the heads
//! ```

use std::collections::BTreeMap;

use super::input::{EMBEDDINGS, WordRows, vector_keys};
use super::kernel::Layer;
use super::rows::NormWeights;
use crate::ModelError;
use crate::section::{SectionReader, SectionWriter};
use crate::surface::Surface;
use crate::word_table::{WordTable, write_word_table};

/// A matrix with its bias as the trainer has them: rows of weights, one for each number that goes
/// in.
#[derive(Debug, Clone, Copy)]
pub struct LayerValues<'a> {
    /// How many numbers come out.
    pub to: usize,
    /// The weights, row by row.
    pub weights: &'a [f32],
    /// What is added.
    pub bias: &'a [f32],
}

/// A scale and a shift as the trainer has them.
#[derive(Debug, Clone, Copy)]
pub struct NormValues<'a> {
    /// What each number is multiplied by.
    pub scale: &'a [f32],
    /// What is added.
    pub shift: &'a [f32],
}

/// All that [`write_network`] writes.
#[derive(Debug, Clone)]
pub struct NetworkValues<'a> {
    /// The morphological features by number.
    pub feats: &'a [String],
    /// How many numbers a static vector has.
    pub static_width: usize,
    /// How many numbers stand for a word between the layers.
    pub width: usize,
    /// The rows of known words by the hash of their lower-case form.
    pub known: &'a BTreeMap<u32, u16>,
    /// The rows of static vectors by the hash of the word.
    pub vectors: &'a BTreeMap<u32, u16>,
    /// The static vectors, flat; the first is that of a word without one.
    pub fixed: &'a [f32],
    /// The tables of embeddings, flat each, in the order of [`EMBEDDINGS`].
    pub learned: Vec<&'a [f32]>,
    /// The root's row.
    pub root: &'a [f32],
    /// The first layer.
    pub input: (LayerValues<'a>, NormValues<'a>),
    /// The layers over the sentence, each with its reach: zero for one of recurrence.
    pub layers: Vec<(usize, LayerValues<'a>, NormValues<'a>)>,
    /// Tags, features, names, arcs' dependents, heads, bilinear form and distances, relations'
    /// dependents, heads, and labels.
    pub heads: [LayerValues<'a>; 10],
}

/// Writes the section that the network is read from.
pub fn write_network(values: &NetworkValues<'_>) -> Vec<u8> {
    let mut writer = SectionWriter::default();
    writer.texts(values.feats);
    writer.u32(values.static_width as u32);
    writer.u32(values.width as u32);
    writer.u32(values.layers.len() as u32);
    for (reach, ..) in &values.layers {
        writer.u32(*reach as u32);
    }
    write_word_table(values.known, &mut writer);
    write_word_table(values.vectors, &mut writer);
    write_table(&mut writer, values.fixed, values.static_width);
    for (table, embedding) in values.learned.iter().zip(EMBEDDINGS) {
        write_table(&mut writer, table, embedding.width);
    }
    floats(&mut writer, values.root);
    write_layer(&mut writer, values.input.0);
    write_norm(&mut writer, values.input.1);
    for (_, layer, norm) in &values.layers {
        write_layer(&mut writer, *layer);
        write_norm(&mut writer, *norm);
    }
    for layer in values.heads {
        write_layer(&mut writer, layer);
    }
    writer.finish()
}

fn floats(writer: &mut SectionWriter, numbers: &[f32]) {
    for number in numbers {
        writer.u32(number.to_bits());
    }
}

/// A table in whole numbers of eight bits, of units of its own.
fn write_table(writer: &mut SectionWriter, rows: &[f32], width: usize) {
    let unit = rows.iter().fold(f32::EPSILON, |most, x| most.max(x.abs())) / 127.0;
    writer.u32((rows.len() / width.max(1)) as u32);
    writer.u32(unit.to_bits());
    let bytes: Vec<u8> = rows.iter().map(|x| (x / unit).round() as i8 as u8).collect();
    writer.bytes(&bytes);
}

/// Weights in whole numbers of sixteen bits, of units of their own, and the bias as it is.
fn write_layer(writer: &mut SectionWriter, layer: LayerValues<'_>) {
    let unit = layer.weights.iter().fold(f32::EPSILON, |most, x| most.max(x.abs())) / 32_767.0;
    writer.u32((layer.weights.len() / layer.to.max(1)) as u32);
    writer.u32(layer.to as u32);
    writer.u32(unit.to_bits());
    for weight in layer.weights {
        writer.u16((weight / unit).round() as i16 as u16);
    }
    floats(writer, layer.bias);
}

fn write_norm(writer: &mut SectionWriter, norm: NormValues<'_>) {
    floats(writer, norm.scale);
    floats(writer, norm.shift);
}

/// A table of rows in whole numbers, read where it lies.
#[derive(Debug, Clone, Copy)]
struct Table<'m> {
    width: usize,
    unit: f32,
    rows: &'m [u8],
}

impl<'m> Table<'m> {
    fn read(reader: &mut SectionReader<'m>, width: usize) -> Result<Self, ModelError> {
        let rows = reader.u32()? as usize;
        let unit = f32::from_bits(reader.u32()?);
        let size = rows.checked_mul(width).ok_or(ModelError::Truncated)?;
        Ok(Self { width, unit, rows: reader.bytes(size)? })
    }

    /// Adds a row's numbers to the end; zeros for a row that is not there.
    fn append(&self, row: usize, out: &mut Vec<f32>) {
        let start = row.saturating_mul(self.width);
        match self.rows.get(start..start.saturating_add(self.width)) {
            Some(row) => out.extend(row.iter().map(|&x| f32::from(x as i8) * self.unit)),
            None => out.resize(out.len() + self.width, 0.0),
        }
    }
}

/// The tables of the network, a view of the model file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables<'m> {
    known: WordTable<'m>,
    vectors: WordTable<'m>,
    fixed: Table<'m>,
    learned: [Table<'m>; EMBEDDINGS.len()],
}

impl Tables<'_> {
    /// Adds the numbers that stand for a word to the end.
    pub(super) fn append(&self, form: &str, surface: &Surface, out: &mut Vec<f32>) {
        let fixed = vector_keys(form).iter().find_map(|&key| self.vectors.get(key));
        let known = self.known.get(surface.lower);
        let rows = WordRows::of(
            surface,
            u32::from(fixed.unwrap_or_default()),
            u32::from(known.unwrap_or_default()),
        );
        self.fixed.append(rows.fixed as usize, out);
        for (table, row) in self.learned.iter().zip(rows.learned) {
            table.append(row as usize, out);
        }
    }
}

/// A layer over a sentence and the norm of what it gives: of convolution, over a window of three
/// words, or, where the reach is zero, of recurrence.
#[derive(Debug, Clone)]
pub(super) struct SentenceLayer {
    pub(super) reach: usize,
    pub(super) layer: Layer,
    pub(super) norm: NormWeights,
}

/// The layers of the network, unpacked.
#[derive(Debug, Clone)]
pub struct Layers {
    pub(super) width: usize,
    pub(super) root: Vec<f32>,
    pub(super) input: Layer,
    pub(super) input_norm: NormWeights,
    pub(super) over_sentences: Vec<SentenceLayer>,
    pub(super) tags: Layer,
    pub(super) feats: Layer,
    pub(super) names: Layer,
    pub(super) arc_dependent: Layer,
    pub(super) arc_head: Layer,
    pub(super) arcs: Layer,
    pub(super) distances: Layer,
    pub(super) label_dependent: Layer,
    pub(super) label_head: Layer,
    pub(super) labels: Layer,
}

/// What stands before the layers in the section.
struct Head<'m> {
    feats: Vec<&'m str>,
    static_width: usize,
    width: usize,
    reaches: Vec<usize>,
}

const DAMAGED: ModelError = ModelError::Damaged { what: "the network" };

/// Sizes above this are those of no network that is trained here.
const LARGEST: usize = 1 << 14;

impl<'m> Head<'m> {
    fn read(reader: &mut SectionReader<'m>) -> Result<Self, ModelError> {
        let feats = reader.texts()?;
        let mut size = || match reader.u32()? as usize {
            size if size < LARGEST => Ok(size),
            _ => Err(DAMAGED),
        };
        let (static_width, width, count) = (size()?, size()?, size()?);
        let reaches = (0..count).map(|_| size()).collect::<Result<_, _>>()?;
        if width == 0 {
            return Err(DAMAGED);
        }
        Ok(Self { feats, static_width, width, reaches })
    }
}

fn read_floats(reader: &mut SectionReader<'_>, count: usize) -> Result<Vec<f32>, ModelError> {
    let bytes = reader.bytes(count.checked_mul(4).ok_or(ModelError::Truncated)?)?;
    Ok(bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
}

fn read_layer(reader: &mut SectionReader<'_>) -> Result<Layer, ModelError> {
    let (from, to) = (reader.u32()? as usize, reader.u32()? as usize);
    let unit = f32::from_bits(reader.u32()?);
    if from == 0 || to == 0 || from >= LARGEST || to >= LARGEST {
        return Err(DAMAGED);
    }
    let weights: Vec<f32> = reader
        .bytes(from * to * 2)?
        .as_chunks::<2>()
        .0
        .iter()
        .map(|bytes| f32::from(i16::from_le_bytes(*bytes)) * unit)
        .collect();
    let bias = read_floats(reader, to)?;
    Ok(Layer::new(from, to, &weights, &bias))
}

fn read_norm(reader: &mut SectionReader<'_>, width: usize) -> Result<NormWeights, ModelError> {
    Ok(NormWeights { scale: read_floats(reader, width)?, shift: read_floats(reader, width)? })
}

/// A network's tables, and where they were asked for, the names of its features and its layers.
type Contents<'m> = (Tables<'m>, Option<(Vec<&'m str>, Layers)>);

/// Reads a section; its layers where `unpack` says so.
fn read(section: &[u8], unpack: bool) -> Result<Contents<'_>, ModelError> {
    let mut reader = SectionReader::new(section);
    let head = Head::read(&mut reader)?;
    let known = WordTable::read(&mut reader)?;
    let vectors = WordTable::read(&mut reader)?;
    let fixed = Table::read(&mut reader, head.static_width)?;
    let mut learned = [Table { width: 0, unit: 0.0, rows: &[] }; EMBEDDINGS.len()];
    for (table, embedding) in learned.iter_mut().zip(EMBEDDINGS) {
        *table = Table::read(&mut reader, embedding.width)?;
    }
    let tables = Tables { known, vectors, fixed, learned };
    if !unpack {
        return Ok((tables, None));
    }
    let reader = &mut reader;
    let width = head.width;
    let root = read_floats(reader, width)?;
    let (input, input_norm) = (read_layer(reader)?, read_norm(reader, width)?);
    let mut over_sentences = Vec::with_capacity(head.reaches.len());
    for reach in head.reaches {
        let layer = read_layer(reader)?;
        over_sentences.push(SentenceLayer { reach, layer, norm: read_norm(reader, width)? });
    }
    let layers = Layers {
        width,
        root,
        input,
        input_norm,
        over_sentences,
        tags: read_layer(reader)?,
        feats: read_layer(reader)?,
        names: read_layer(reader)?,
        arc_dependent: read_layer(reader)?,
        arc_head: read_layer(reader)?,
        arcs: read_layer(reader)?,
        distances: read_layer(reader)?,
        label_dependent: read_layer(reader)?,
        label_head: read_layer(reader)?,
        labels: read_layer(reader)?,
    };
    let learned: usize = EMBEDDINGS.iter().map(|table| table.width).sum();
    layers.check(head.static_width + learned, head.feats.len())?;
    Ok((tables, Some((head.feats, layers))))
}

impl Layers {
    /// Whether the layers fit one onto the other.
    fn check(&self, input: usize, feats: usize) -> Result<(), ModelError> {
        let width = self.width;
        let shape = |layer: &Layer| (layer.from(), layer.to());
        let (arc, label) = (self.arcs.from(), self.label_dependent.to());
        let holds = shape(&self.input) == (input, 2 * width)
            && width.is_multiple_of(2)
            && self.over_sentences.iter().all(|one| {
                let seen = if one.reach == 0 { 1 } else { 3 };
                shape(&one.layer) == (seen * width, 2 * width)
            })
            && [&self.tags, &self.names].iter().all(|layer| layer.from() == width)
            && shape(&self.feats) == (width, feats)
            && self.names.to() == crate::names::TAGS
            && [&self.arc_dependent, &self.arc_head].iter().all(|one| shape(one) == (width, arc))
            && shape(&self.arcs) == (arc, arc)
            && shape(&self.distances) == (arc, super::DISTANCES)
            && [&self.label_dependent, &self.label_head]
                .iter()
                .all(|one| shape(one) == (width, label))
            && self.labels.from() == 3 * label
            && self.tags.to() <= 255
            && self.labels.to() <= 255;
        if holds { Ok(()) } else { Err(DAMAGED) }
    }

    /// The layers in a section, and the names of the morphological features.
    pub(crate) fn read(section: &[u8]) -> Result<(Vec<&str>, Self), ModelError> {
        read(section, true)?.1.ok_or(DAMAGED)
    }

    /// How many parts of speech and relations the network tells apart.
    pub(crate) fn labels(&self) -> (usize, usize) {
        (self.tags.to(), self.labels.to())
    }
}

/// The static vectors of words: what a word means, as far as it shows beside other words.
#[derive(Debug, Clone, Copy)]
pub struct Meanings<'m> {
    vectors: WordTable<'m>,
    fixed: Table<'m>,
}

impl<'m> Meanings<'m> {
    pub(crate) fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        let Tables { vectors, fixed, .. } = Tables::read(section)?;
        Ok(Self { vectors, fixed })
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.fixed.width
    }

    /// The vector of a word, or `None` where it has none.
    pub fn of(&self, form: &str) -> Option<Vec<f32>> {
        let row = vector_keys(form).iter().find_map(|&key| self.vectors.get(key))?;
        let mut vector = Vec::with_capacity(self.fixed.width);
        self.fixed.append(row as usize, &mut vector);
        Some(vector)
    }
}

impl<'m> Tables<'m> {
    pub(super) fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        Ok(read(section, false)?.0)
    }
}
