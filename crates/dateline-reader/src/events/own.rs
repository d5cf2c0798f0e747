//! What is moved of one's own: `put its army on alert`, `pulled its last units out of the valley`.
//!
//! Who is only moved is no recipient of the move; that is whoever it is aimed at, if anybody.

use dateline_language::Relation;
use dateline_record::ParticipantRole;

use super::argument::Argument;
use super::coding::{Coded, Coder};

/// Makes the troops that somebody moves, alerts or brings home no recipients of that.
pub(super) fn set_apart(coder: &Coder<'_>, codings: &[Coded], parts: &mut [Vec<Argument>]) {
    for (coded, found) in codings.iter().zip(parts) {
        let moves = coded.plover.is_some_and(|coding| {
            coder.plover.kind(coding.kind).name == "MOBILIZE"
                || coder.plover.mode(coding) == Some("withdraw")
        });
        if !moves {
            continue;
        }
        let own: Vec<usize> = found
            .iter()
            .filter(|one| one.role == ParticipantRole::Recipient && is_own(coder, found, one.head))
            .map(|one| one.head)
            .collect();
        for one in found.iter_mut().filter(|one| own.contains(&one.head)) {
            if one.role == ParticipantRole::Recipient {
                one.role = ParticipantRole::Theme;
            }
        }
    }
}

/// Whether a pronoun says that something belongs to an actor.
fn is_own(coder: &Coder<'_>, found: &[Argument], head: usize) -> bool {
    let arguments = coder.arguments;
    let owner = arguments.syntax.dependents(head).find(|&below| {
        let word = arguments.syntax.word(below);
        word.relation == Relation::Nmod
            && matches!(word.lower.as_str(), "its" | "their" | "his" | "her")
    });
    let owner = owner.and_then(|at| arguments.entities.at(at));
    owner.is_some_and(|owner| {
        found.iter().any(|one| {
            one.role == ParticipantRole::Actor && arguments.entity_of(one.head) == Some(owner)
        })
    })
}
