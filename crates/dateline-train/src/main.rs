//! Trains Dateline's models from annotated corpora.

mod perceptron;
mod random;

fn main() {}
