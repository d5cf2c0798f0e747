//! Whether two strings name the same person or organisation, and why.
//!
//! Names are folded to Latin letters whatever their script, taken apart into parts (given and
//! family names, initials, titles, legal forms, numbers), and the parts are laid beside each other:
//! what is equal, what is another form or spelling of one name, what lacks, what contradicts. A
//! small logistic model weighs these findings.
//!
//! ```
//! use dateline_names::{Schema, compare};
//!
//! let same = compare("Сергей Лавров", "Lavrov, Sergey V.", Schema::Person);
//! assert!(same.score > 0.5);
//! let other = compare("Harbour Fund III LP", "Harbour Fund IV LP", Schema::Organisation);
//! assert!(other.score < 0.5);
//! assert!(other.why.iter().any(|reason| reason.contains("numbers differ")));
//! ```

mod align;
mod disguise;
mod findings;
mod fold;
mod lexicon;
mod parts;
mod schema;
mod script;
mod sound;
mod token;
mod weigh;
mod why;

pub use disguise::undisguised;
pub use findings::{FEATURES, Findings};
pub use fold::{LONGEST_NAME, fold_words};
pub use schema::Schema;

/// How alike two names are.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// That both name the same, 0 to 1; from 0.5 on they are taken to.
    pub score: f64,
    /// What speaks for it and against it, a reason each, in words.
    pub why: Vec<String>,
}

/// Compares two names of the same sort of thing. The order of the two makes no difference to the
/// score. Time is bounded: of a longer name than [`LONGEST_NAME`] characters only the first are
/// compared, and `why` says so.
pub fn compare(first: &str, second: &str, schema: Schema) -> Match {
    let findings = Findings::of(first, second, schema);
    Match { score: weigh::score(&findings), why: why::reasons(&findings) }
}

/// The score of [`compare`] alone, without its reasons.
pub fn score(first: &str, second: &str, schema: Schema) -> f64 {
    weigh::score(&Findings::of(first, second, schema))
}
