//! The network as the model file has it.

use std::collections::BTreeMap;

use dateline_language::network::{
    EMBEDDINGS, LayerValues, NetworkValues, NormValues, write_network,
};

use super::layers::{LayerNorm, Linear};
use super::recipe::Feats;
use super::train::Trained;

/// The section of the model file.
pub(crate) fn freeze(
    trained: &Trained,
    feats: &Feats,
    known: &BTreeMap<u32, u16>,
    vectors: &BTreeMap<u32, u16>,
) -> Vec<u8> {
    let Trained { student, parameters, tables } = trained;
    let layer = |linear: Linear| LayerValues {
        to: linear.weights.columns,
        weights: linear.weights.of(parameters),
        bias: linear.bias.of(parameters),
    };
    let norm = |norm: LayerNorm| NormValues {
        scale: norm.scale.of(parameters),
        shift: norm.shift.of(parameters),
    };
    let heads = &student.heads;
    let learned = (0..EMBEDDINGS.len()).map(|number| {
        let end = tables.starts.get(number + 1).copied().unwrap_or(tables.learned.len());
        &tables.learned[tables.starts[number]..end]
    });
    write_network(&NetworkValues {
        feats: &feats.0,
        static_width: student.static_width,
        width: student.width,
        known,
        vectors,
        fixed: &tables.fixed,
        learned: learned.collect(),
        root: student.root.of(parameters),
        input: (layer(student.input), norm(student.input_norm)),
        layers: student
            .layers
            .iter()
            .map(|one| (one.reach, layer(one.linear), norm(one.norm)))
            .collect(),
        heads: [
            heads.tags,
            heads.feats,
            heads.names,
            heads.arc_dependent,
            heads.arc_head,
            heads.arcs,
            heads.distances,
            heads.label_dependent,
            heads.label_head,
            heads.labels,
        ]
        .map(layer),
    })
}
