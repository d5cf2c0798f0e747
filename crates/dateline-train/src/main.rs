//! Trains Dateline's models from annotated corpora.

fn main() {}
