//! What has been said of the order of events so far, and whether a further link agrees with it.
//!
//! An event is a stretch with a beginning and an end, as in Allen (1983). `before` puts the end of one
//! before the beginning of the other; events that are simultaneous are one stretch. A link
//! contradicts the graph where it would close a circle.
//!
//! A search that has met [`REACH`] points gives up, and its link is left out: so the work grows with
//! the number of links, and what is kept is certain to agree. The publication, which nearly every
//! event is linked to, is never searched through; whether a path leads over it is asked at both of
//! its sides.

use dateline_record::OrderRelation;

/// How many points one search may meet.
const REACH: usize = 192;

/// What stands in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// An event, as a place in their list.
    Event(usize),
    /// The publication.
    Report,
}

/// The beginning or the end of a stretch: twice the number of the stretch, plus one for an end.
type Point = usize;

/// The order of events.
pub(super) struct Graph {
    /// For each event, the stretch that it is one with.
    stretch_of: Vec<usize>,
    later: Vec<Vec<Point>>,
    earlier: Vec<Vec<Point>>,
    report: usize,
}

/// What a search met.
enum Met {
    /// The point searched for, or a way over the publication.
    Yes,
    No,
    /// Too many points.
    Unknown,
}

impl Graph {
    /// A graph of this many events and the publication, of which nothing is said yet.
    pub(super) fn new(events: usize) -> Self {
        let points = 2 * (events + 1);
        Self {
            stretch_of: (0..=events).collect(),
            later: vec![Vec::new(); points],
            earlier: vec![Vec::new(); points],
            report: events,
        }
    }

    /// Takes a link up, unless it contradicts what was taken up before, or says nothing new.
    pub(super) fn take(&mut self, from: Node, relation: OrderRelation, to: Node) -> bool {
        let (one, other) = (self.stretch(from), self.stretch(to));
        if one == other {
            return false;
        }
        let (begin, end) = (2 * one, 2 * one + 1);
        let (other_begin, other_end) = (2 * other, 2 * other + 1);
        match relation {
            OrderRelation::Before => self.add(&[(end, other_begin)]),
            OrderRelation::After => self.add(&[(other_end, begin)]),
            OrderRelation::During => self.add(&[(other_begin, begin), (end, other_end)]),
            OrderRelation::Includes => self.add(&[(begin, other_begin), (other_end, end)]),
            OrderRelation::Simultaneous => self.join(one, other),
        }
    }

    fn stretch(&self, node: Node) -> usize {
        let mut at = match node {
            Node::Event(event) => event,
            Node::Report => self.report,
        };
        while self.stretch_of[at] != at {
            at = self.stretch_of[at];
        }
        at
    }

    /// Puts points before others, if all of that agrees with the graph and some of it is new.
    fn add(&mut self, edges: &[(Point, Point)]) -> bool {
        let new: Vec<(Point, Point)> = edges
            .iter()
            .copied()
            .filter(|&(before, after)| !matches!(self.reaches(before, after), Met::Yes))
            .collect();
        if new.is_empty()
            || new.iter().any(|&(before, after)| !matches!(self.reaches(after, before), Met::No))
        {
            return false;
        }
        for (before, after) in new {
            self.later[before].push(after);
            self.earlier[after].push(before);
        }
        true
    }

    /// Makes two stretches one, if nothing is said of how they lie to each other.
    fn join(&mut self, one: usize, other: usize) -> bool {
        if one == self.report || other == self.report {
            return false;
        }
        let apart = [0, 1].iter().all(|side| {
            [0, 1].iter().all(|other_side| {
                let (point, other_point) = (2 * one + side, 2 * other + other_side);
                matches!(self.reaches(point, other_point), Met::No)
                    && matches!(self.reaches(other_point, point), Met::No)
            })
        });
        if !apart {
            return false;
        }
        let (kept, gone) = (one.min(other), one.max(other));
        self.stretch_of[gone] = kept;
        for side in [0, 1] {
            let (from, to) = (2 * gone + side, 2 * kept + side);
            for after in std::mem::take(&mut self.later[from]) {
                self.earlier[after]
                    .iter_mut()
                    .filter(|point| **point == from)
                    .for_each(|point| *point = to);
                self.later[to].push(after);
            }
            for before in std::mem::take(&mut self.earlier[from]) {
                self.later[before]
                    .iter_mut()
                    .filter(|point| **point == from)
                    .for_each(|point| *point = to);
                self.earlier[to].push(before);
            }
        }
        true
    }

    /// Whether a point is before another by what is said.
    fn reaches(&self, from: Point, to: Point) -> Met {
        let (begin, end) = (2 * self.report, 2 * self.report + 1);
        let mut over = [false; 2];
        let met = search(from, to, &self.later, 0, |point| {
            over[0] |= point == begin;
            over[1] |= point == end;
            point == begin || point == end
        });
        if matches!(met, Met::Yes | Met::Unknown) || over == [false, false] {
            return met;
        }
        // A way from the beginning of the publication may leave it at either side; one from its end
        // only there.
        let mut leaves = false;
        let back = search(to, from, &self.earlier, 1, |point| {
            leaves |= point == begin && over[0] || point == end && (over[0] || over[1]);
            point == begin || point == end
        });
        match back {
            Met::Unknown => Met::Unknown,
            _ if leaves => Met::Yes,
            other => other,
        }
    }
}

/// Whether a way along `next` leads from one point to another. From a beginning a way leads to the
/// end of its stretch, and the other way round in a search against time (`side` 1). Points for which
/// `stops` holds are not gone beyond.
fn search(
    from: Point,
    to: Point,
    next: &[Vec<Point>],
    side: usize,
    mut stops: impl FnMut(Point) -> bool,
) -> Met {
    let mut met = vec![from];
    let mut at = 0;
    while let Some(&point) = met.get(at) {
        at += 1;
        if point == to && at > 1 {
            return Met::Yes;
        }
        if stops(point) && at > 1 {
            continue;
        }
        let own = (point % 2 == side).then_some(point ^ 1);
        for &after in next[point].iter().chain(own.as_ref()) {
            if !met.contains(&after) {
                if after == to {
                    return Met::Yes;
                }
                if met.len() == REACH {
                    return Met::Unknown;
                }
                met.push(after);
            }
        }
    }
    Met::No
}

#[cfg(test)]
mod tests {
    use super::*;
    use Node::{Event, Report};
    use OrderRelation::{After, Before, During, Includes, Simultaneous};

    #[test]
    fn what_contradicts_or_repeats_is_not_taken() {
        let tables: [&[(Node, OrderRelation, Node, bool)]; 8] = [
            &[(Event(0), Before, Event(1), true), (Event(1), Before, Event(0), false)],
            &[(Event(0), Before, Event(1), true), (Event(1), After, Event(0), false)],
            &[
                (Event(0), Before, Event(1), true),
                (Event(1), Before, Event(2), true),
                (Event(2), Before, Event(0), false),
                (Event(0), Before, Event(2), false),
            ],
            // Over the publication: 0 is past, 1 is to come.
            &[
                (Event(0), Before, Report, true),
                (Event(1), After, Report, true),
                (Event(1), Before, Event(0), false),
                (Event(1), Before, Event(2), true),
                (Event(2), Before, Event(0), false),
                (Event(2), Before, Report, false),
            ],
            &[
                (Event(0), Includes, Report, true),
                (Event(1), Before, Report, true),
                (Event(0), Before, Event(1), false),
            ],
            &[
                (Event(0), During, Event(1), true),
                (Event(1), Before, Event(2), true),
                (Event(2), Before, Event(0), false),
                (Event(1), During, Event(0), false),
            ],
            &[
                (Event(0), Simultaneous, Event(1), true),
                (Event(0), Before, Event(1), false),
                (Event(1), Before, Event(2), true),
                (Event(2), Before, Event(0), false),
            ],
            &[
                (Event(1), Before, Event(2), true),
                (Event(0), Simultaneous, Event(1), true),
                (Event(2), Simultaneous, Event(0), false),
            ],
        ];
        for table in tables {
            let mut graph = Graph::new(3);
            for &(from, relation, to, taken) in table {
                assert_eq!(graph.take(from, relation, to), taken, "{from:?} {relation:?} {to:?}");
            }
        }
    }

    #[test]
    fn long_chains_and_crowds_around_the_publication_stay_cheap() {
        let many = 20_000;
        let mut graph = Graph::new(many);
        for event in 0..many {
            let relation = if event % 2 == 0 { Before } else { After };
            assert!(graph.take(Event(event), relation, Report));
        }
        assert!(!graph.take(Event(many - 1), Before, Event(0)));
        let mut chain = Graph::new(many);
        for event in 1..many {
            chain.take(Event(event - 1), Before, Event(event));
        }
        assert!(!chain.take(Event(many - 1), Before, Event(0)), "beyond the reach of a search");
    }
}
