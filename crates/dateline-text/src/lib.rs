//! Offsets, tokens, sentences and paragraphs of a report.
//!
//! Inside Dateline every span counts bytes of UTF-8 ([`ByteSpan`]); outside, in the record, it
//! counts code points ([`dateline_record::Span`]). [`CharIndex`] is the one place that converts.
//!
//! [`segment`] cuts a text into words, sentences and paragraphs by the conventions of Universal
//! Dependencies English: a clitic is a word of its own (`do` + `n't`), joined to the word before it. [`paragraphs`] and [`quotations`] are for
//! those who have words already.

mod lexicon;
mod offset;
mod quotation;
mod segment;

pub use offset::{ByteSpan, CharIndex};
pub use quotation::{Quotation, quotations};
pub use segment::{Segmented, WordSpan, paragraphs, segment};
