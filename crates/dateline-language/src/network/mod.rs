//! The network that tags, parses and scores names: embeddings of words and their parts, layers of
//! convolution, and a biaffine parser (Dozat and Manning 2017).

mod input;
mod kernel;
mod projective;
mod reading;
mod rows;
mod section;
mod tree;

pub use input::{EMBEDDINGS, Embedding, WordRows, vector_keys};
pub(crate) use reading::LabelNumbers;
pub use reading::{LONGEST, Network, WordReading, Words, Workspace};
pub(crate) use rows::exp;
pub use section::{LayerValues, Layers, Meanings, NetworkValues, NormValues, write_network};
pub use tree::{DISTANCES, TreeFinder, distance};
