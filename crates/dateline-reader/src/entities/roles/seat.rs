//! The organisation and the place that a post is held at or for.

use std::ops::Range;

use dateline_language::Relation;
use dateline_record::{EntityId, EntityKind, MentionForm};

use super::post::{self, Post};
use super::{Claim, Effect, Reading};
use crate::entities::Entities;
use crate::entities::lexicon::lexicon;

/// How deep below a post its organisation may stand: `a member of the board of the bank`.
const DEPTH: usize = 2;

/// How many words are looked at.
const MOST: usize = 64;

/// The seat that is found so far.
struct Seat<'a> {
    entities: &'a Entities,
    holder: EntityId,
    organisation: Option<EntityId>,
    place: Option<EntityId>,
}

impl Seat<'_> {
    fn look(&mut self, word: usize) {
        let Some(id) = self.entities.at(word).filter(|&id| id != self.holder) else { return };
        match self.entities.get(id).kind {
            EntityKind::Organisation if self.organisation.is_none() => self.organisation = Some(id),
            EntityKind::Place if self.place.is_none() && !self.is_in_name(word) => {
                self.place = Some(id);
            }
            // "leader of the rebels", "commander of the rebel group"
            EntityKind::Group if self.organisation.is_none() && self.is_body(id) => {
                self.organisation = Some(id);
            }
            _ => {}
        }
    }

    /// Whether a place is only part of the organisation's name: `University of Accra`.
    fn is_in_name(&self, word: usize) -> bool {
        self.organisation.is_some_and(|id| {
            self.entities
                .get(id)
                .mentions
                .iter()
                .take(MOST)
                .any(|mention| mention.form == MentionForm::Name && mention.words.contains(&word))
        })
    }

    /// Whether a group is more than a people: it has a sector.
    fn is_body(&self, id: EntityId) -> bool {
        !self.entities.get(id).sectors.is_empty()
    }
}

/// The organisation and the place of a post; `title` are the words of its title.
pub(super) fn seat(
    reading: &Reading<'_>,
    claim: &Claim,
    post: &Post,
    title: Range<usize>,
) -> (Option<EntityId>, Option<EntityId>) {
    let article = reading.article;
    let parse = article.parse;
    let entities = reading.entities;
    let mut seat = Seat { entities, holder: claim.holder, organisation: None, place: None };
    let is_diplomat = lexicon().is_posted_abroad(&article.word(post.head).lemma.to_lowercase());

    // "ambassador to Peru", "head of the agency": what follows tells more than who possesses.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut possessors: Vec<usize> = Vec::new();
    for at in post.core.clone() {
        for below in parse.dependents(at) {
            let word = article.word(below);
            if title.contains(&below) && below < post.core.start {
                continue;
            }
            match word.relation {
                Relation::Nmod if word.deprel == "nmod:poss" => possessors.push(below),
                Relation::Nmod => open.push((below, 0)),
                Relation::Compound if below < post.core.start => possessors.push(below),
                _ => {}
            }
        }
    }
    // "the firm's founder and chairman": what possesses the first post possesses the second.
    let word = article.word(post.head);
    if possessors.is_empty()
        && word.relation == Relation::Conj
        && let Some(first) = word.head.filter(|&first| post::is_post(article, first))
    {
        possessors.extend(
            parse
                .related(first, Relation::Nmod)
                .filter(|&below| article.word(below).deprel == "nmod:poss"),
        );
    }
    // Of an envoy, where they are sent: "the ambassador of Portugal to Chile".
    if is_diplomat {
        open.sort_by_key(|&(below, _)| match reading.case(below) {
            "to" => 0,
            "in" | "at" => 1,
            _ => 2,
        });
        open.retain(|&(below, _)| {
            !(reading.case(below) == "of"
                && entities.at(below).is_some_and(|id| entities.get(id).kind == EntityKind::Place))
        });
    }
    if let Some((verb, _)) = claim.clause {
        let phrases = parse.related(verb, Relation::Obl).filter(|&below| below > post.head);
        open.extend(
            phrases.filter(|&below| reading.case(below) != "by").map(|below| (below, DEPTH - 1)),
        );
    }
    let mut next = 0;
    while next < open.len() && next < MOST {
        let (at, depth) = open[next];
        next += 1;
        // "chief of staff": what is part of the title is no organisation.
        if !title.contains(&at) {
            seat.look(at);
        }
        let person = entities.at(at).is_some_and(|id| entities.get(id).kind == EntityKind::Person);
        if depth < DEPTH && !person {
            let deeper = parse.dependents(at).filter(|&below| {
                matches!(article.word(below).relation, Relation::Nmod | Relation::Compound)
            });
            open.extend(deeper.map(|below| (below, depth + 1)));
        }
    }
    for possessor in possessors {
        let place =
            entities.at(possessor).is_some_and(|id| entities.get(id).kind == EntityKind::Place);
        // "Norway's ambassador" serves anywhere but in Norway.
        if !(place && is_diplomat) {
            seat.look(possessor);
        }
    }
    // "Meridian Shipping CEO Ada Lim", "Texas governor"
    let mut before = title.start;
    let first = parse.sentence_around(post.head).start;
    while before > first
        && post::is_left_out(article, before - 1)
        && entities.at(before - 1).is_none()
    {
        before -= 1;
    }
    if before > first && seat.organisation.is_none() && seat.place.is_none() {
        let at = before - 1;
        let named = entities.at(at).is_some_and(|id| {
            entities
                .get(id)
                .mentions
                .iter()
                .take(MOST)
                .any(|mention| mention.words.end == at + 1 && mention.words.contains(&at))
        });
        // "In Texas President Lim spoke" has a preposition before the place.
        let start = (first..=at)
            .rev()
            .take(8)
            .take_while(|&word| entities.at(word) == entities.at(at))
            .last();
        let preposed = start.is_some_and(|start| {
            parse.first_related(at, Relation::Case).is_some() && start > first
        }) && !parse.dominates(post.head, at);
        if named
            && !preposed
            && !(is_diplomat
                && entities.at(at).is_some_and(|id| entities.get(id).kind == EntityKind::Place))
        {
            seat.look(at);
        }
    }
    if seat.organisation.is_none() && seat.place.is_none() {
        behind_name(reading, post, &mut seat);
    }
    if let Some((verb, effect)) = claim.clause
        && matches!(effect, Effect::Takes | Effect::Leaves)
        && seat.organisation.is_none()
        && seat.place.is_none()
    {
        // "The board fired Ada Lim as chairwoman"; a parliament elects for others.
        let appointing = parse.first_related(verb, Relation::Nsubj).filter(|&subject| {
            let organ = entities.at(subject).map(|id| entities.get(id));
            article.word(subject).deprel == "nsubj"
                && organ.is_some_and(|organ| {
                    !organ.sectors.iter().any(|sector| sector == "LEG" || sector == "GOV")
                })
        });
        if let Some(subject) = appointing {
            seat.look(subject);
        }
    }
    (seat.organisation, seat.place)
}

/// `Senator Ada Lim of Ohio`, `King Rashid of Qasira`: what stands behind the name is said of the
/// title before it.
fn behind_name(reading: &Reading<'_>, post: &Post, seat: &mut Seat<'_>) {
    let parse = reading.article.parse;
    let sentence = parse.sentence_around(post.head);
    let mentions = &reading.entities.get(seat.holder).mentions;
    let name = mentions.iter().take(MOST).find(|mention| {
        mention.form == MentionForm::Name
            && mention.words.start + 1 >= post.core.end
            && mention.words.start < sentence.end
    });
    let Some(name) = name else { return };
    // "Ada Lim, a minister of Chad" has its own seat; the title must stand before the name.
    let behind = parse.related(name.head, Relation::Nmod).filter(|&below| {
        below >= name.words.end && matches!(reading.case(below), "of" | "from" | "for")
    });
    for below in behind.take(4) {
        seat.look(below);
    }
}

/// An entity as organisation or as place.
pub(super) fn by_kind(entities: &Entities, id: EntityId) -> (Option<EntityId>, Option<EntityId>) {
    match entities.get(id).kind {
        EntityKind::Place => (None, Some(id)),
        _ => (Some(id), None),
    }
}

impl Reading<'_> {
    /// The preposition of a phrase, or nothing.
    pub(super) fn case(&self, at: usize) -> &str {
        self.article
            .parse
            .first_related(at, Relation::Case)
            .map_or("", |case| self.article.word(case).lower.as_str())
    }
}
