//! Trains Dateline's models from annotated corpora.

mod clusters;
mod perceptron;
mod random;

fn main() {}
