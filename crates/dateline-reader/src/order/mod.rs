//! `record.order`: what the text shows of the order of its events.
//!
//! Signs of order are collected, the strongest first: mentions of one event ([`read`]), days
//! ([`dates`]), connectives (found with the events), and the structure and tense of clauses
//! ([`clauses`]). Each enters a graph that stays free of contradiction ([`graph`]); a sign that
//! contradicts a stronger one is left out, and so is one that says nothing new.
//!
//! The number of links grows with the number of events, not with that of their pairs: days are
//! linked in a chain, and the rest joins an event to what its clause hangs from or follows.

mod clauses;
mod dates;
mod graph;

use std::ops::Range;

use dateline_record::{EventId, OrderBasis, OrderEnd, OrderLink, OrderRelation, TimeId};

use crate::article::Article;
use crate::attributions::Attributions;
use crate::events::Events;
use crate::times::Times;
use graph::{Graph, Node};

/// A sign that two events, or an event and the publication, lie in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sign {
    from: usize,
    relation: OrderRelation,
    to: Node,
    basis: OrderBasis,
    words: Option<Range<usize>>,
}

impl Sign {
    fn new(from: usize, relation: OrderRelation, to: Node, basis: OrderBasis) -> Self {
        Self { from, relation, to, basis, words: None }
    }
}

/// The order of the events of a report, by the events put in order.
pub(crate) fn read(
    article: &Article<'_>,
    times: &Times,
    attributions: &Attributions,
    events: &Events,
) -> Vec<OrderLink> {
    let mut signs: Vec<Sign> = mentions(events).collect();
    signs.extend(dates::signs(events, times));
    signs.extend(events.connections.iter().filter_map(|connection| {
        let (from, to) = (connection.from, Node::Event(connection.to));
        let words = Some(connection.words.clone());
        Some(Sign { words, ..Sign::new(from, connection.relation?, to, OrderBasis::Connective) })
    }));
    signs.extend(clauses::signs(article, attributions, events));
    // The sort is stable: of signs of one kind the first in the text is the strongest.
    signs.sort_by_key(|sign| sign.basis);

    let mut graph = Graph::new(events.list.len());
    signs.retain(|sign| graph.take(Node::Event(sign.from), sign.relation, sign.to));
    let links = signs.into_iter().map(|sign| OrderLink {
        from: EventId::from_index(sign.from),
        relation: sign.relation,
        to: match sign.to {
            Node::Event(event) => OrderEnd::Event(EventId::from_index(event)),
            Node::Report => OrderEnd::Report,
        },
        basis: sign.basis,
        evidence: sign.words.map(|words| article.span(words)),
    });
    let mut links: Vec<OrderLink> = links.chain(lengths(events)).collect();
    links.sort_by_key(|link| link.from);
    links
}

/// Events and how long they take: "stayed for three days".
fn lengths(events: &Events) -> impl Iterator<Item = OrderLink> {
    events.lengths.iter().map(|&(event, time)| OrderLink {
        from: EventId::from_index(event),
        relation: OrderRelation::During,
        to: OrderEnd::Time(TimeId::from_index(time)),
        basis: OrderBasis::Date,
        evidence: None,
    })
}

/// Two mentions of one event are of one time.
fn mentions(events: &Events) -> impl Iterator<Item = Sign> {
    events.list.iter().enumerate().filter_map(|(place, event)| {
        let first = Node::Event(event.item.same_as?.index());
        Some(Sign::new(place, OrderRelation::Simultaneous, first, OrderBasis::Mention))
    })
}
