//! Codebooks of event types as data: PLOVER, Dateline's own core codebook, the user's.
