//! Runs the network over the sentences of a text.

use std::ops::Range;

use smol_str::SmolStr;

use super::kernel::{Layer, Product, multiply, pack_columns, padded, widely};
use super::rows::{Carry, Leaky, MaxNorm, Norm, Softmax};
use super::section::{Layers, Tables};
use super::tree::{DISTANCES, TreeFinder, distance};
use crate::ModelError;
use crate::calibration::Calibration;
use crate::names::{Pool, TAGS as NAME_TAGS};
use crate::surface::Surface;

/// What the network says of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct WordReading {
    /// The number of its part of speech.
    pub tag: u8,
    /// How likely its universal part of speech is right.
    pub tag_confidence: f32,
    /// The number of its morphological features.
    pub feats: u16,
    /// How likely these are right.
    pub feats_confidence: f32,
    /// Its head: zero for the root, else the place in the sentence, from one.
    pub head: u32,
    /// How likely the head is right.
    pub head_confidence: f32,
    /// The number of its relation.
    pub relation: u8,
    /// How likely the relation is right where the head is.
    pub relation_confidence: f32,
    /// The scores of the tags of names.
    pub names: [f32; NAME_TAGS],
}

/// The words of a text, as the network is given them.
#[derive(Debug, Clone, Copy)]
pub struct Words<'t> {
    /// Each word as it stands in the text.
    pub forms: &'t [&'t str],
    /// What each word's letters say.
    pub surfaces: &'t [Surface],
}

/// Words of several sentences are run together, up to so many.
const TOGETHER: usize = 240;

/// Words that a sentence may have for its arcs to be weighed each against each. The parts of a
/// longer one have trees of their own.
pub const LONGEST: usize = 400;

/// How many words have a place in the memory of first layers.
const REMEMBERED: usize = 1 << 13;

/// The memory of a network at work: what it computed of words before, and rows that are used over
/// and over. What is remembered changes no result.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    words: Vec<(SmolStr, bool)>,
    rows: Vec<f32>,
    missed: Vec<usize>,
    input: Vec<f32>,
    first: Vec<f32>,
    x: Vec<f32>,
    window: Vec<f32>,
    wide: Vec<f32>,
    with_roots: Vec<f32>,
    heads: HeadRows,
    tree: TreeFinder,
}

/// What the heads' layers give.
#[derive(Debug, Clone, Default)]
struct HeadRows {
    tags: Vec<f32>,
    feats: Vec<f32>,
    names: Vec<f32>,
    arc_dependent: Vec<f32>,
    arc_head: Vec<f32>,
    through: Vec<f32>,
    distances: Vec<f32>,
    label_dependent: Vec<f32>,
    label_head: Vec<f32>,
    panels: Vec<f32>,
    bias: Vec<f32>,
    scores: Vec<f32>,
    narrow: Vec<f32>,
    best: Vec<u32>,
    pairs: Vec<f32>,
    labels: Vec<f32>,
}

/// The network of a model.
#[derive(Debug, Clone, Copy)]
pub struct Network<'m> {
    tables: Tables<'m>,
    layers: &'m Layers,
    calibration: Calibration,
}

impl<'m> Network<'m> {
    /// The network of a section whose layers have been unpacked.
    pub(crate) fn new(
        section: &'m [u8],
        layers: &'m Layers,
        calibration: Calibration,
    ) -> Result<Self, ModelError> {
        Ok(Self { tables: Tables::read(section)?, layers, calibration })
    }

    /// The scores of names as the recogniser of names takes them.
    pub(crate) fn pool<'a>(&self, scores: &'a [[f32; NAME_TAGS]]) -> Pool<'a> {
        let Calibration { names_weight, names, .. } = self.calibration;
        Pool { scores, weight: names_weight, sharpness: names }
    }

    /// Reads sentences, ranges of the words. `universal` gives for each part of speech the number of
    /// its universal one, below 32; `root` is the number of the root's relation, `linked` that of
    /// the parts of an over-long sentence to its first.
    pub(crate) fn read(
        &self,
        words: Words<'_>,
        sentences: &[Range<usize>],
        labels: &LabelNumbers<'_>,
        workspace: &mut Workspace,
        readings: &mut Vec<WordReading>,
    ) {
        readings.clear();
        readings.resize(words.forms.len(), WordReading::default());
        let mut parts: Vec<Range<usize>> = Vec::new();
        for sentence in sentences {
            let starts = sentence.clone().step_by(LONGEST);
            parts.extend(starts.map(|start| start..sentence.end.min(start + LONGEST)));
        }
        let mut first = 0;
        let mut held = 0;
        for at in 0..parts.len() {
            held += parts[at].len();
            let next = parts.get(at + 1).map_or(usize::MAX, Range::len);
            if held.saturating_add(next) > TOGETHER {
                self.read_together(words, &parts[first..=at], labels, workspace, readings);
                (first, held) = (at + 1, 0);
            }
        }
        link_parts(sentences, labels, readings);
    }

    fn read_together(
        &self,
        words: Words<'_>,
        sentences: &[Range<usize>],
        labels: &LabelNumbers<'_>,
        workspace: &mut Workspace,
        readings: &mut [WordReading],
    ) {
        self.look_up(words, sentences, workspace);
        for over in &self.layers.over_sentences {
            let Workspace { x, window, wide, .. } = workspace;
            if over.reach == 0 {
                over.layer.apply(x, wide);
                widely(Carry { linear: wide, sentences, width: self.layers.width, states: window });
                widely(Norm { x: window, weights: &over.norm, out: x });
            } else {
                windows(x, sentences, over.reach, self.layers.width, window);
                over.layer.apply(window, wide);
                widely(MaxNorm { x: wide, norm: &over.norm, out: x, add: true });
            }
        }
        self.apply_heads(sentences, workspace);
        let Workspace { heads, tree, .. } = workspace;
        let (mut word_row, mut row) = (0, 0);
        for sentence in sentences {
            let readings = &mut readings[sentence.clone()];
            self.read_words(heads, word_row, labels, readings);
            self.read_tree(heads, row, labels, tree, readings);
            word_row += sentence.len();
            row += sentence.len() + 1;
        }
    }

    /// Fills `x` with what the first layer gives for each word.
    fn look_up(&self, words: Words<'_>, sentences: &[Range<usize>], workspace: &mut Workspace) {
        let width = self.layers.width;
        let Workspace { words: held, rows, missed, input, first, x, wide, .. } = workspace;
        if held.is_empty() {
            held.resize(REMEMBERED, (SmolStr::default(), false));
            rows.resize(REMEMBERED * width, 0.0);
        }
        missed.clear();
        input.clear();
        x.clear();
        for at in sentences.iter().cloned().flatten() {
            let (form, surface) = (words.forms[at], &words.surfaces[at]);
            let slot = surface.form as usize % REMEMBERED;
            if held[slot].1 && held[slot].0 == form {
                x.extend_from_slice(&rows[slot * width..][..width]);
            } else {
                missed.push(at);
                missed.push(x.len());
                self.tables.append(form, surface, input);
                x.resize(x.len() + width, 0.0);
            }
        }
        if missed.is_empty() {
            return;
        }
        self.layers.input.apply(input, wide);
        first.clear();
        first.resize(missed.len() / 2 * width, 0.0);
        widely(MaxNorm { x: wide, norm: &self.layers.input_norm, out: first, add: false });
        for (missed, row) in missed.chunks_exact(2).zip(first.chunks_exact(width)) {
            x[missed[1]..missed[1] + width].copy_from_slice(row);
            let slot = words.surfaces[missed[0]].form as usize % REMEMBERED;
            held[slot] = (SmolStr::from(words.forms[missed[0]]), true);
            rows[slot * width..][..width].copy_from_slice(row);
        }
    }

    fn apply_heads(&self, sentences: &[Range<usize>], workspace: &mut Workspace) {
        let Workspace { x, with_roots, heads, .. } = workspace;
        let layers = self.layers;
        let width = layers.width;
        with_roots.clear();
        let mut start = 0;
        for sentence in sentences {
            with_roots.extend_from_slice(&layers.root);
            let end = start + sentence.len() * width;
            with_roots.extend_from_slice(&x[start..end]);
            start = end;
        }
        layers.tags.apply(x, &mut heads.tags);
        layers.feats.apply(x, &mut heads.feats);
        layers.names.apply(x, &mut heads.names);
        for (layer, out) in [
            (&layers.arc_dependent, &mut heads.arc_dependent),
            (&layers.arc_head, &mut heads.arc_head),
            (&layers.label_dependent, &mut heads.label_dependent),
            (&layers.label_head, &mut heads.label_head),
        ] {
            layer.apply(with_roots, out);
            widely(Leaky(out));
            tighten(out, layer, &mut heads.narrow);
        }
        layers.arcs.apply(&heads.arc_dependent, &mut heads.through);
        tighten(&mut heads.through, &layers.arcs, &mut heads.narrow);
        layers.distances.apply(&heads.arc_dependent, &mut heads.distances);
    }

    /// Tags, features and the scores of names of a sentence whose first word has this row.
    fn read_words(
        &self,
        heads: &mut HeadRows,
        first: usize,
        labels: &LabelNumbers<'_>,
        readings: &mut [WordReading],
    ) {
        let layers = self.layers;
        let sharpness = self.calibration;
        for (row, reading) in (first..).zip(readings) {
            let scores = &mut heads.tags[row * layers.tags.stride()..][..layers.tags.to()];
            widely(Softmax { scores, sharpness: sharpness.tags });
            // A universal tag is as likely as all its finer tags together.
            let mut sums = [0.0_f32; 32];
            for (score, universal) in scores.iter().zip(labels.universal) {
                sums[usize::from(*universal) % 32] += score;
            }
            let universal = best(&sums);
            let own = scores
                .iter()
                .zip(labels.universal)
                .map(|(score, other)| if usize::from(*other) == universal { *score } else { -1.0 });
            reading.tag = best_of(own) as u8;
            reading.tag_confidence = sums[universal];
            let scores = &mut heads.feats[row * layers.feats.stride()..][..layers.feats.to()];
            widely(Softmax { scores, sharpness: sharpness.feats });
            let feats = best(scores);
            (reading.feats, reading.feats_confidence) = (feats as u16, scores[feats]);
            let scores = &heads.names[row * layers.names.stride()..];
            if let Some(scores) = scores.first_chunk() {
                reading.names = *scores;
            }
        }
    }

    /// The tree of a sentence whose root has this row.
    fn read_tree(
        &self,
        heads: &mut HeadRows,
        root: usize,
        labels: &LabelNumbers<'_>,
        tree: &mut TreeFinder,
        readings: &mut [WordReading],
    ) {
        let layers = self.layers;
        let (words, all) = (readings.len(), readings.len() + 1);
        if words == 0 {
            return;
        }
        let width = layers.arcs.to();
        let head_rows = &heads.arc_head[root * width..(root + all) * width];
        pack_columns(head_rows, width, width, &mut heads.panels);
        heads.bias.clear();
        heads.bias.resize(padded(all), 0.0);
        heads.narrow.clear();
        heads.narrow.resize(words * padded(all), 0.0);
        multiply(Product {
            x: &heads.through[(root + 1) * width..(root + all) * width],
            from: width,
            panels: &heads.panels,
            bias: &heads.bias,
            out: &mut heads.narrow,
        });
        heads.scores.clear();
        for (at, row) in heads.narrow.chunks_exact(padded(all)).enumerate() {
            let distances =
                &heads.distances[(root + 1 + at) * layers.distances.stride()..][..DISTANCES];
            let scored = row[..all].iter().enumerate().map(|(place, score)| {
                if place == at + 1 { -1e9 } else { score + distances[distance(at, place)] }
            });
            heads.scores.extend(scored);
        }
        tree.best(&heads.scores, words, &mut heads.best);
        self.label_arcs(heads, root, labels, readings);
        for (at, reading) in readings.iter_mut().enumerate() {
            let scores = &mut heads.scores[at * all..][..all];
            widely(Softmax { scores, sharpness: self.calibration.arcs });
            reading.head = heads.best[at];
            reading.head_confidence = scores[reading.head as usize];
        }
        if part_subjects(&heads.scores, labels, readings) {
            for (best, reading) in heads.best.iter_mut().zip(&*readings) {
                *best = reading.head;
            }
            self.label_arcs(heads, root, labels, readings);
        }
    }

    /// The relations of a sentence whose root has this row, by the heads that were found best.
    fn label_arcs(
        &self,
        heads: &mut HeadRows,
        root: usize,
        labels: &LabelNumbers<'_>,
        readings: &mut [WordReading],
    ) {
        let layers = self.layers;
        let label_width = layers.label_dependent.to();
        heads.pairs.clear();
        for (at, &head) in heads.best.iter().enumerate() {
            let one = &heads.label_dependent[(root + 1 + at) * label_width..][..label_width];
            let two = &heads.label_head[(root + head as usize) * label_width..][..label_width];
            heads.pairs.extend_from_slice(one);
            heads.pairs.extend_from_slice(two);
            heads.pairs.extend(one.iter().zip(two).map(|(one, two)| one * two));
        }
        layers.labels.apply(&heads.pairs, &mut heads.labels);
        for (at, reading) in readings.iter_mut().enumerate() {
            let scores = &mut heads.labels[at * layers.labels.stride()..][..layers.labels.to()];
            if heads.best[at] == 0 {
                (reading.relation, reading.relation_confidence) = (labels.root, 1.0);
                continue;
            }
            if let Some(score) = scores.get_mut(usize::from(labels.root)) {
                *score = -1e9;
            }
            widely(Softmax { scores, sharpness: self.calibration.relations });
            // Where scores are no numbers, none is above it.
            if let Some(score) = scores.get_mut(usize::from(labels.root)) {
                *score = -1.0;
            }
            let relation = best(scores);
            (reading.relation, reading.relation_confidence) = (relation as u8, scores[relation]);
        }
    }
}

/// How likely, beside the head that it has, another head of a subject must be to be taken instead.
const LIKELY_ENOUGH: f32 = 0.1;

/// A verb has one subject. Where two words were given as subjects of one head ("the envoy who left
/// Oslo *resigned*, the ministry said": envoy and ministry of "said"), the one for which another
/// head is likeliest, of those without a subject, hangs from that. Whether any was moved.
fn part_subjects(
    probabilities: &[f32],
    labels: &LabelNumbers<'_>,
    readings: &mut [WordReading],
) -> bool {
    let all = readings.len() + 1;
    let is_subject = |reading: &WordReading| {
        reading.head != 0 && labels.subjects.get(usize::from(reading.relation)) == Some(&true)
    };
    let mut subjects = vec![0_u8; all];
    for reading in readings.iter().filter(|reading| is_subject(reading)) {
        let count = &mut subjects[reading.head as usize];
        *count = count.saturating_add(1);
    }
    let mut moved = false;
    for head in 1..all {
        if subjects[head] < 2 {
            continue;
        }
        let mut found = (LIKELY_ENOUGH, 0, 0);
        for (at, reading) in readings.iter().enumerate() {
            if reading.head as usize != head || !is_subject(reading) {
                continue;
            }
            let row = &probabilities[at * all..][..all];
            for (place, probability) in row.iter().enumerate().skip(1) {
                let ratio = probability / row[head].max(1e-6);
                if ratio > found.0 && subjects[place] == 0 && !hangs_from(readings, place, at + 1) {
                    found = (ratio, at, place);
                }
            }
        }
        let (_, at, place) = found;
        if place != 0 {
            subjects[head] -= 1;
            subjects[place] += 1;
            readings[at].head = place as u32;
            readings[at].head_confidence = probabilities[at * all + place];
            moved = true;
        }
    }
    moved
}

/// Whether a word is another one or hangs from it; both by their places, from one.
fn hangs_from(readings: &[WordReading], word: usize, above: usize) -> bool {
    let mut at = word;
    for _ in 0..=readings.len() {
        if at == above {
            return true;
        }
        if at == 0 {
            return false;
        }
        at = readings[at - 1].head as usize;
    }
    true
}

/// What the numbers of labels mean, as far as the network needs to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LabelNumbers<'a> {
    /// For each part of speech the number of its universal one, below 32.
    pub(crate) universal: &'a [u8],
    /// The relation of the head of a sentence.
    pub(crate) root: u8,
    /// The relation of the parts of an over-long sentence to its first.
    pub(crate) linked: u8,
    /// For each relation whether it is that of a subject, of which a head has one.
    pub(crate) subjects: &'a [bool],
}

/// The parts of over-long sentences become one tree: their heads hang from the first one's.
fn link_parts(sentences: &[Range<usize>], labels: &LabelNumbers<'_>, readings: &mut [WordReading]) {
    for sentence in sentences.iter().filter(|sentence| sentence.len() > LONGEST) {
        let mut root = None;
        for start in sentence.clone().step_by(LONGEST) {
            let end = sentence.end.min(start + LONGEST);
            for (at, reading) in (start..end).zip(&mut readings[start..end]) {
                match (reading.head, root) {
                    (0, None) => root = Some(at),
                    (0, Some(root)) => {
                        reading.head = (root - sentence.start + 1) as u32;
                        reading.head_confidence = 0.5;
                        reading.relation = labels.linked;
                        reading.relation_confidence = 0.5;
                    }
                    _ => reading.head += (start - sentence.start) as u32,
                }
            }
        }
    }
}

/// Rows without what pads them.
fn tighten(rows: &mut Vec<f32>, layer: &Layer, scratch: &mut Vec<f32>) {
    if layer.stride() == layer.to() {
        return;
    }
    scratch.clear();
    for row in rows.chunks_exact(layer.stride()) {
        scratch.extend_from_slice(&row[..layer.to()]);
    }
    std::mem::swap(rows, scratch);
}

/// For each word the rows of the word `reach` places before it, of itself, and of the word as far
/// after it; zeros beyond the sentence.
fn windows(x: &[f32], sentences: &[Range<usize>], reach: usize, width: usize, out: &mut Vec<f32>) {
    out.clear();
    let mut start = 0;
    for length in sentences.iter().map(Range::len) {
        for at in 0..length {
            for place in [at.checked_sub(reach), Some(at), Some(at + reach)] {
                match place.filter(|&place| place < length) {
                    Some(place) => out.extend_from_slice(&x[(start + place) * width..][..width]),
                    None => out.resize(out.len() + width, 0.0),
                }
            }
        }
        start += length;
    }
}

/// The place of the largest number, the first of equals.
fn best(numbers: &[f32]) -> usize {
    best_of(numbers.iter().copied())
}

fn best_of(numbers: impl Iterator<Item = f32>) -> usize {
    let none = (0, f32::NEG_INFINITY);
    numbers.enumerate().fold(none, |best, (at, x)| if x > best.1 { (at, x) } else { best }).0
}
