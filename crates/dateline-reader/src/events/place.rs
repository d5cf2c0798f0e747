//! Where an event happens: by its clause, never the nearest place.

use dateline_language::Relation;
use dateline_record::{EntityKind, ParticipantRole, Where};

use super::argument::{Argument, Arguments};
use super::trigger::Trigger;
use crate::places::Places;

/// Where an event happens, and the word that says so: a place that its clause names as such, else
/// where it leads to.
pub(super) fn place(
    arguments: &Arguments<'_>,
    places: &Places,
    trigger: &Trigger,
    found: &[Argument],
) -> Option<(Where, usize)> {
    let syntax = arguments.syntax;
    let is_place = |at: usize| {
        let entity = arguments.entity_of(at).filter(|&entity| {
            arguments.entities.get(entity).kind == EntityKind::Place
                || places.get(entity).place.is_some()
        })?;
        Some((Where { entity }, at))
    };
    let located = [Some(trigger.word), trigger.light.map(|(verb, _)| verb)]
        .into_iter()
        .flatten()
        .flat_map(|at| syntax.dependents(at))
        .filter(|&at| matches!(syntax.word(at).relation, Relation::Obl | Relation::Nmod))
        .filter(|&at| {
            matches!(
                syntax.marker(at),
                "in" | "at"
                    | "near"
                    | "around"
                    | "outside"
                    | "inside"
                    | "across"
                    | "off"
                    | "along"
                    | "within"
                    | "throughout"
            )
        })
        .find_map(is_place);
    let destination = || {
        found
            .iter()
            .filter(|one| one.role == ParticipantRole::Destination)
            .find_map(|one| is_place(one.head))
    };
    located.or_else(destination)
}
