//! Who is only counted by the noun that takes part: `*dozens* of rebels`, `*thousands* of students`.

use dateline_language::Relation;
use dateline_record::{EntityId, EntityKind};

use super::argument::Arguments;
use super::lexicon::QUANTITIES;

/// The entity of a participant: that of its noun, else of those whom the noun counts. One of several
/// is not who they are.
pub(super) fn entity_of(arguments: &Arguments<'_>, head: usize) -> Option<EntityId> {
    arguments.entity_of(head).or_else(|| counted(arguments, head))
}

/// Those whom a noun counts.
pub(super) fn counted(arguments: &Arguments<'_>, head: usize) -> Option<EntityId> {
    let syntax = arguments.syntax;
    let lemma = syntax.lemma(head);
    if !QUANTITIES.contains(lemma) || matches!(lemma, "one" | "member" | "part") {
        return None;
    }
    syntax.dependents(head).find_map(|below| {
        let of = syntax.word(below).relation == Relation::Nmod && syntax.marker(below) == "of";
        let entity = arguments.entities.at(below).filter(|_| of)?;
        (arguments.entities.get(entity).kind == EntityKind::Group).then_some(entity)
    })
}
