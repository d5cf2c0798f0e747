//! `record.entities`: who and what the report is about, each one once.

use std::collections::HashMap;
use std::ops::Range;

use dateline_record::{EntityId, EntityKind, MentionForm, RoleStatus};

use crate::article::Article;
use crate::front::Front;
use crate::quantities;
use crate::times::Times;

/// The entities of a report, in the order of their first mention.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// The entity that the mention with this head word refers to.
    by_head: HashMap<usize, EntityId>,
}

/// An entity before places are resolved.
#[derive(Debug)]
pub(crate) struct Entity {
    pub(crate) kind: EntityKind,
    pub(crate) name: String,
    pub(crate) sectors: Vec<String>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) members: Vec<EntityId>,
    pub(crate) roles: Vec<Role>,
}

/// A mention, as words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub(crate) words: Range<usize>,
    /// The word of the mention that the others hang from.
    pub(crate) head: usize,
    pub(crate) form: MentionForm,
}

/// An office, as words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Role {
    pub(crate) title: String,
    pub(crate) organisation: Option<EntityId>,
    pub(crate) place: Option<EntityId>,
    pub(crate) earliest: Option<String>,
    pub(crate) latest: Option<String>,
    pub(crate) status: Option<RoleStatus>,
    pub(crate) words: Range<usize>,
}

impl Entities {
    /// The entity of the mention whose head is this word.
    pub(crate) fn at(&self, head: usize) -> Option<EntityId> {
        self.by_head.get(&head).copied()
    }

    pub(crate) fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.index()]
    }
}

pub(crate) fn read(
    _article: &Article<'_>,
    _front: &Front,
    _times: &Times,
    _quantities: &[crate::article::Anchored<dateline_record::Quantity>],
) -> Entities {
    let _ = quantities::read;
    Entities::default()
}
