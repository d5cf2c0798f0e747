//! Offices: `former deputy ambassador to Peru`, `Foreign Minister Ada Lim`, `was sworn in as mayor`.
//!
//! What somebody is said to be is a claim: a post and its holder, found in descriptions, in titles
//! before names ([`titles`]) and beside verbs of taking, holding and leaving office ([`offices`]).
//! Each claim becomes a role: the words of the post ([`post`]), the organisation or place it is
//! held at ([`seat`]), when ([`period`]) and whether it is held still ([`status`]).

mod offices;
mod period;
mod post;
mod seat;
mod status;
mod titles;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use dateline_language::Relation;
use dateline_record::{EntityId, EntityKind, MentionForm, RoleStatus};

use self::period::{Bound, Clock};
use self::post::Post;
use super::candidate::{Number, number_of};
use super::{Entities, Role};
use crate::article::Article;
use crate::times::Times;

/// What a clause does with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// `served as`, `is the head of`
    Holds,
    /// `was appointed`, `became`
    Takes,
    /// `was nominated`, `will be appointed`
    Awaits,
    /// `resigned as`
    Leaves,
    /// `will step down as`
    WillLeave,
}

/// That somebody holds, held or will hold a post.
#[derive(Debug, Clone)]
struct Claim {
    holder: EntityId,
    /// What says the post: a noun, or a verb such as `chaired` with what is held.
    said: Said,
    /// The verb of the clause that says so, and what it does, where a clause does.
    clause: Option<(usize, Effect)>,
    /// What the words beside the post say of its being held, where its own do not.
    status: Option<RoleStatus>,
}

#[derive(Debug, Clone)]
enum Said {
    Post(Post),
    /// `chaired the inquiry`: the title, and the organisation or place.
    Verb {
        title: &'static str,
        seat: EntityId,
        words: Range<usize>,
    },
}

/// What the roles of a report are read from.
struct Reading<'a> {
    article: &'a Article<'a>,
    entities: &'a Entities,
    clock: Clock<'a>,
}

/// Gives every person the roles that their descriptions, titles and deeds say.
pub(super) fn read(article: &Article<'_>, times: &Times, entities: &mut Entities) {
    let reading = Reading { article, entities, clock: Clock::new(article, times) };
    let claims = reading.claims();
    let mut roles: BTreeMap<EntityId, Vec<Role>> = BTreeMap::new();
    let mut known: HashMap<(EntityId, String, Option<EntityId>), usize> = HashMap::new();
    for claim in &claims {
        let role = reading.role(claim);
        let list = roles.entry(claim.holder).or_default();
        let key = (claim.holder, role.title.to_lowercase(), role.organisation);
        let place = *known.entry(key).or_insert(list.len());
        match list.get_mut(place) {
            Some(known) => merge(known, role),
            None => list.push(role),
        }
    }
    for (holder, mut list) in roles {
        leave_out_bare(&mut list);
        entities.list[holder.index()].roles = list;
    }
}

/// Puts together what two sentences say of one role.
fn merge(known: &mut Role, role: Role) {
    known.place = known.place.or(role.place);
    known.earliest = known.earliest.take().or(role.earliest);
    known.latest = known.latest.take().or(role.latest);
    // "Mayor Ana Reyes … resigned as mayor": the end is said later and outweighs.
    known.status = match (known.status, role.status) {
        (Some(RoleStatus::Current) | None, Some(later)) => Some(later),
        (said, _) => said,
    };
}

/// `the minister` says nothing beside `the foreign minister`: a title that is the end of another and
/// has no organisation, place or period of its own is left out, its status kept.
fn leave_out_bare(list: &mut Vec<Role>) {
    let ends: HashMap<String, usize> = list
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(at, role)| Some((role.title.rsplit(' ').next()?.to_lowercase(), at)))
        .collect();
    let mut gone: HashSet<usize> = HashSet::new();
    for at in 0..list.len() {
        let role = &list[at];
        let bare = !role.title.contains(' ')
            && role.organisation.is_none()
            && role.place.is_none()
            && role.earliest.is_none()
            && role.latest.is_none();
        let Some(&fuller) = ends.get(&role.title.to_lowercase()).filter(|_| bare) else { continue };
        let says_more = |role: &Role| {
            role.title.contains(' ') || role.organisation.is_some() || role.place.is_some()
        };
        let same = role.status.is_none()
            || list[fuller].status.is_none_or(|status| Some(status) == role.status);
        if fuller != at && same && says_more(&list[fuller]) {
            let status = list[at].status;
            list[fuller].status = list[fuller].status.or(status);
            gone.insert(at);
        }
    }
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

impl Reading<'_> {
    /// The clause of a post that is a predicate, and what it does with the post; no effect where it
    /// is not said as a fact. `None` where the post is no predicate.
    fn clause_of_predicate(&self, post: &Post) -> Option<(usize, Option<Effect>)> {
        let copula = self.article.parse.first_related(post.head, Relation::Cop)?;
        let effect = status::of_copula(self.article, post.head);
        Some((copula, effect))
    }

    /// All claims, by the place of the post.
    fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = offices::claims(self);
        let claimed: HashSet<usize> = claims
            .iter()
            .filter_map(|claim| match &claim.said {
                Said::Post(post) => Some(post.core.start),
                Said::Verb { .. } => None,
            })
            .collect();
        for (index, entity) in self.entities.list.iter().enumerate() {
            if entity.kind != EntityKind::Person {
                continue;
            }
            let holder = EntityId::from_index(index);
            for mention in &entity.mentions {
                let found = match mention.form {
                    MentionForm::Nominal => self.described(mention.head),
                    MentionForm::Name => {
                        let mut found = titles::before(self, mention);
                        found.extend(self.after_apposition(mention.head));
                        found
                    }
                    MentionForm::Pronoun => Vec::new(),
                };
                for (post, status) in found {
                    if claimed.contains(&post.core.start) {
                        continue;
                    }
                    let clause = self.clause_of_predicate(&post);
                    if clause.is_some_and(|(_, effect)| effect.is_none()) {
                        continue;
                    }
                    let clause = clause.and_then(|(verb, effect)| Some((verb, effect?)));
                    claims.push(Claim { holder, said: Said::Post(post), clause, status });
                }
            }
        }
        let place = |claim: &Claim| match &claim.said {
            Said::Post(post) => post.core.start,
            Said::Verb { words, .. } => words.start,
        };
        // A post has one holder, or as many as are named: "Ministers Ada Lim and Jan Novak".
        let named: HashSet<usize> =
            claims.iter().filter(|claim| self.is_named(claim.holder)).map(place).collect();
        claims.retain(|claim| self.is_named(claim.holder) || !named.contains(&place(claim)));
        // Of two claims of one post that which says more comes first: "the nominee for …".
        claims.sort_by_key(|claim| (claim.holder.index(), place(claim), claim.status.is_none()));
        let mut seen: HashSet<(EntityId, usize)> = HashSet::new();
        claims.retain(|claim| seen.insert((claim.holder, place(claim))));
        claims
    }

    /// The posts that a description says: `a lawyer and former senator`, `a singer-turned-politician`.
    fn described(&self, head: usize) -> Vec<(Post, Option<RoleStatus>)> {
        let article = self.article;
        let Some(post) = Post::at(article, head) else { return Vec::new() };
        // "the nominee for attorney general" is to be that.
        if article.word(head).lemma == "nominee" {
            let awaited = article
                .parse
                .related(head, Relation::Nmod)
                .filter(|&below| below > head && matches!(self.case(below), "for" | "as"))
                .find_map(|below| Post::at(article, below));
            if let Some(awaited) = awaited {
                return vec![(awaited, Some(RoleStatus::Designate))];
            }
        }
        // Of a "minister of justice" the justice is no judge.
        let word = article.word(head);
        let object = word.relation == Relation::Nmod
            && word.head.is_some_and(|above| above < head && post::is_post(article, above))
            && self.case(head) == "of"
            && article.parse.first_related(head, Relation::Det).is_none();
        if object {
            return Vec::new();
        }
        let mut found = Vec::new();
        if let Some(before) = post.turned_from(article) {
            found.push((before, Some(RoleStatus::Former)));
        }
        // Of a subject "the mayor and the chairman" the second is somebody else.
        let says_of_one = matches!(article.word(head).relation, Relation::Appos)
            || article.parse.first_related(head, Relation::Cop).is_some();
        if says_of_one {
            for conjunct in article.parse.related(head, Relation::Conj).take(8) {
                if number_of(article, conjunct) != Number::Plural {
                    found.extend(Post::at(article, conjunct).map(|post| (post, None)));
                }
            }
        }
        found.insert(0, (post, None));
        found
    }

    /// `Ada Lim, a lawyer and former senator,`: where the tree has the second post hang from the name.
    fn after_apposition(&self, name: usize) -> Vec<(Post, Option<RoleStatus>)> {
        let article = self.article;
        let parse = article.parse;
        let Some(first) = parse.first_related(name, Relation::Appos) else { return Vec::new() };
        if !post::is_post(article, first) {
            return Vec::new();
        }
        parse
            .related(name, Relation::Conj)
            .take(8)
            .filter(|&below| {
                below > first
                    && number_of(article, below) != Number::Plural
                    && parse.first_related(below, Relation::Det).is_none()
                    && self.entities.at(below).is_none_or(|id| !self.is_named(id))
            })
            .filter_map(|below| Some((Post::at(article, below)?, None)))
            .collect()
    }

    /// The role that a claim says.
    fn role(&self, claim: &Claim) -> Role {
        let (title, mut words, organisation, place, own) = match &claim.said {
            Said::Post(post) => {
                let (title, words) = post::title(self, Some(claim.holder), post);
                let (organisation, place) = seat::seat(self, claim, post, words.clone());
                let words = words.start.min(post.core.start)..words.end.max(post.core.end);
                (title, words, organisation, place, status::of_post(self.article, post))
            }
            Said::Verb { title, seat, words } => {
                let (organisation, place) = seat::by_kind(self.entities, *seat);
                ((*title).to_owned(), words.clone(), organisation, place, None)
            }
        };
        if let Some((verb, _)) = claim.clause {
            words = words.start.min(verb)..words.end.max(verb + 1);
        }
        let head = match &claim.said {
            Said::Post(post) => post.head,
            Said::Verb { words, .. } => words.start,
        };
        let mut period = self.clock.period(head, claim.clause);
        let mut status = claim.status.or(own);
        match claim.clause {
            Some((_, Effect::Leaves)) => status = Some(RoleStatus::Former),
            Some((_, Effect::WillLeave)) => status = status.or(Some(RoleStatus::Current)),
            Some((_, Effect::Awaits)) => status = Some(RoleStatus::Designate),
            Some((_, Effect::Takes))
                if status.is_none()
                    && period.earliest.is_none_or(|bound| self.clock.is_recent(bound.day)) =>
            {
                status = Some(RoleStatus::Current);
            }
            Some((verb, Effect::Holds)) => {
                status = status.or_else(|| status::of_clause(self.article, verb));
            }
            Some((_, Effect::Takes)) | None => {}
        }
        if claim.clause.is_none_or(|(_, effect)| effect == Effect::Holds) {
            status = self.clock.settle(&period, status);
        }
        if status == Some(RoleStatus::Designate) {
            period.latest = None;
        }
        Role {
            title,
            organisation,
            place,
            earliest: period.earliest.map(Bound::written),
            latest: period.latest.map(Bound::written),
            status,
            words,
        }
    }
}
