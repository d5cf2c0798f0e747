//! Codebooks of event types, as data.
//!
//! A codebook is a text that a social scientist can read and edit: its types with what they mean,
//! their modes, the words of its contexts, and the predicates that stand for each type. A line is a
//! statement; its first word says what it states:
//!
//! ```text
//! codebook demo
//! title A codebook of two types
//! version 1
//!
//! type ASSAULT
//!   quad 4
//!   means Deliberate actions that can do bodily harm.
//!   mode beat
//!     means Striking a person.
//!     verb beat, beat up, punch
//!     noun beating
//!     example The guards *beat* two prisoners.
//!
//! type THREATEN
//!   quad 3
//!   means Warnings of force.
//!   verb threaten, vow to <ASSAULT>
//! ```
//!
//! | statement | says |
//! | --- | --- |
//! | `codebook`, `title`, `version` | what the whole is |
//! | `context NAME` and `words` | a context, and the words and phrases that show it, with commas between |
//! | `type NAME`, `quad`, `means` | a type, its quad class, its definition |
//! | `mode NAME` | a mode of the type above; it has patterns and examples of its own |
//! | `verb`, `noun`, `adjective` | predicates of the type or mode, with commas between |
//! | `future` | the types that count as this one while they are still to come |
//! | `negated` | the types that count as this one where the author says that they will not be |
//! | `within` | for a mode: the type of what is threatened, asked for or refused; for a type: the same, and what is promised |
//! | `goldstein` | the type's weight on Goldstein's scale, from -10.0 to 10.0 |
//! | `plover` | what a type of another codebook is in PLOVER: type, modes, and `in` contexts that tell it from its neighbours or `with` contexts that only go with it |
//! | `also` | what it may be in PLOVER as well, where one of its patterns says that it is this type |
//! | `example` | a sentence, its trigger between asterisks: a test |
//! | `counter` | a sentence whose trigger does not have this type or mode: a test as well |
//! | `nothing` | begins patterns that stand for nothing, against those that say less |
//!
//! How a predicate is written is described at [`Pattern`]. A pattern says nothing of a language's
//! grammar: the reader of a report offers a [`Frame`] for each predicate it meets, and
//! [`Codebook::code`] finds the pattern that fits it best.

mod builtin;
mod codebook;
mod crosswalk;
mod declared;
mod frame;
mod matching;
mod pattern;
mod problem;
mod reading;
mod restriction;
mod soundness;
mod source;
mod type_set;
mod word;

pub use builtin::{RESERVED, built_in, cameo, cameo_of_plover, core, plover};
pub use codebook::{
    Codebook, Coding, Context, EventType, Example, Mode, PloverName, RuleView, TypeId,
};
pub use crosswalk::Crosswalk;
pub use frame::{Frame, Role, Slot, TriggerClass};
pub use matching::Verdict;
pub use pattern::{Element, Pattern, Wanted};
pub use problem::{CodebookError, Problem, Severity};
pub use reading::Examined;
pub use restriction::{Condition, Side};
pub use source::{LARGEST, text_of};
pub use type_set::TypeSet;
