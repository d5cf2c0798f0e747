//! `record.entities`: who and what the report is about, each one once.
//!
//! Names, descriptions and pronouns are found first ([`names`], [`nominals`]); then they are put
//! together, from the surest to the least sure means (the sieves of Lee et al. 2013): names
//! ([`alias`]), structure ([`structure`]), introductions ([`introductions`]); what these leave,
//! descriptions and pronouns, a learned ranker decides ([`ranking`]); then groups ([`groups`]). All
//! look-back is bounded, so that the whole is linear.

mod alias;
mod candidate;
mod clusters;
mod coordination;
mod definites;
mod descriptions;
mod groups;
mod introductions;
pub(crate) mod lexicon;
mod names;
pub(crate) mod nominals;
mod pronouns;
mod quotes;
mod ranking;
mod roles;
mod speakers;
mod structure;
#[cfg(test)]
mod tests;
pub(crate) mod toponyms;

use std::collections::HashMap;
use std::ops::Range;

use dateline_record::{EntityId, EntityKind, MentionForm, RoleStatus, Span};

use dateline_gazetteer::Gazetteer;
use dateline_language::{Meanings, Upos};

use self::candidate::Candidate;
use self::clusters::Clusters;
use self::names::NameParts;
use self::quotes::Quotes;
pub use self::ranking::{
    COREFERENCE_UNITS, CoreferenceExample, CoreferenceFeature, CoreferenceWeights,
};
use self::ranking::{Judge, Mentions};
use self::speakers::Speakers;
use crate::article::Article;
use crate::front::Front;
use crate::times::Times;

/// The entities of a report, in the order of their first mention.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// The entity that the mention with this head word refers to; also of the other words of a
    /// name, and of a post set before it.
    by_word: HashMap<usize, EntityId>,
}

/// An entity before places are resolved.
#[derive(Debug)]
pub(crate) struct Entity {
    pub(crate) kind: EntityKind,
    pub(crate) name: String,
    /// The country that its own words name, if any.
    pub(crate) country: Option<&'static str>,
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
    /// The entity of the mention whose head is this word, or in whose name it stands.
    pub(crate) fn at(&self, head: usize) -> Option<EntityId> {
        self.by_word.get(&head).copied()
    }

    pub(crate) fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.index()]
    }
}

/// The entities of an article; `meanings` are the vectors of words that the ranker asks.
pub(crate) fn read(
    article: &Article<'_>,
    front: &Front,
    times: &Times,
    meanings: Option<Meanings<'_>>,
) -> Entities {
    let (candidates, parts) = mentions(article, front, times);
    let mut judge = Judge::Weights(CoreferenceWeights::embedded());
    let clusters = cluster(article, &candidates, &parts, meanings, &mut judge);
    let mut entities = gather(article, &candidates, &clusters);
    roles::read(article, times, &mut entities);
    entities
}

/// What the ranker's weights are learned from: each mention that it decides on, with what it may
/// stand for. `annotated` gives the number of the entity of which the phrase with this head and
/// this extent is a mention. With weights, these decide on the mentions before.
pub(crate) fn examples(
    article: &Article<'_>,
    front: &Front,
    times: &Times,
    meanings: Option<Meanings<'_>>,
    annotated: &dyn Fn(Span, Span) -> Option<u32>,
    weights: Option<&CoreferenceWeights>,
) -> Vec<CoreferenceExample> {
    let (candidates, parts) = mentions(article, front, times);
    let entities = candidates
        .iter()
        .map(|candidate| {
            let head = candidate.anchor();
            let head = article.span(head..head + 1);
            annotated(head, article.span(candidate.words.clone()))
        })
        .collect();
    let mut judge = Judge::Annotation { entities, examples: Vec::new(), weights };
    cluster(article, &candidates, &parts, meanings, &mut judge);
    match judge {
        Judge::Annotation { examples, .. } => examples,
        Judge::Weights(_) => Vec::new(),
    }
}

/// The mentions of an article, with the parts of those that are names.
fn mentions(
    article: &Article<'_>,
    front: &Front,
    times: &Times,
) -> (Vec<Candidate>, Vec<Option<NameParts>>) {
    let (mut candidates, mut parts) = candidates(article, front, times);
    alias::resolve_halves(article, &mut candidates, &mut parts);
    (candidates, parts)
}

/// Which mentions are of one entity.
fn cluster(
    article: &Article<'_>,
    candidates: &[Candidate],
    parts: &[Option<NameParts>],
    meanings: Option<Meanings<'_>>,
    judge: &mut Judge<'_>,
) -> Clusters {
    let by_head = candidates.iter().enumerate().map(|(at, found)| (found.head, at)).collect();
    let quotes = Quotes::read(article);
    let mut clusters = Clusters::new(candidates);
    alias::join(article, &alias::Names { candidates, parts }, &mut clusters);
    structure::join(article, candidates, &by_head, &mut clusters);
    introductions::join(article, candidates, &mut clusters);
    pronouns::join(article, candidates, &quotes, &mut clusters);
    let speakers = Speakers::read(article, &quotes, &by_head);
    let scene = Mentions { article, candidates, parts, quotes: &quotes, speakers: &speakers };
    ranking::join(&scene, meanings, &mut clusters, judge);
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(speaker) = speakers.meant(&quotes, candidate, candidates, &clusters) {
            clusters.describe(speaker, at);
        }
    }
    clusters
}

/// All phrases that may be mentions, in the order of the text; a name before a description that
/// begins with it.
fn candidates(
    article: &Article<'_>,
    front: &Front,
    times: &Times,
) -> (Vec<Candidate>, Vec<Option<NameParts>>) {
    let parse = article.parse;
    let mut taken = vec![false; parse.words().len()];
    for time in &times.list {
        taken[time.words.clone()].fill(true);
    }
    // "GULF REPORT": a credit is no part of the story.
    let credit = front.credit.as_deref().and_then(|credit| {
        let start = article.text().find(credit)?;
        Some(start..start + credit.len())
    });
    if let Some(credit) = credit {
        let words = parse.words();
        let from = words.partition_point(|word| word.span.start < credit.start);
        let to = words.partition_point(|word| word.span.start < credit.end);
        taken[from..to].fill(true);
    }
    let mut found: Vec<(Candidate, Option<NameParts>)> = Vec::new();
    for name in names::whole_names(article) {
        taken[name.words.clone()].fill(true);
        let (candidate, parts) = names::name(article, name.words.clone(), name.kind);
        found.push((candidate, Some(parts)));
    }
    for (at, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
        let candidate = if matches!(article.word(at).upos, Upos::Noun | Upos::Propn) {
            nominals::description(article, at)
        } else {
            nominals::pronoun(article, at).or_else(|| nominals::counted(article, at))
        };
        found.extend(candidate.map(|candidate| (candidate, None)));
    }
    let together = coordination::coordinations(article, found.iter().map(|(found, _)| found));
    found.extend(together.into_iter().map(|candidate| (candidate, None)));
    found.sort_by_key(|(candidate, _)| (candidate.head, candidate.words.start));
    found.into_iter().unzip()
}

/// The entities that the clusters make. A thing that is described once and is no person, group,
/// organisation or place is none.
fn gather(article: &Article<'_>, candidates: &[Candidate], clusters: &Clusters) -> Entities {
    let mut entities = Entities::default();
    let mut ids: HashMap<usize, EntityId> = HashMap::new();
    let order = {
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.sort_by_key(|&at| (candidates[at].words.start, candidates[at].words.end));
        order
    };
    let by_head = candidates.iter().enumerate().map(|(at, found)| (found.head, at)).collect();
    for &at in &order {
        let root = clusters.find(at);
        let cluster = clusters.get(at);
        let own = |&&member: &&usize| !is_relative(article, &candidates[member]);
        let alone = cluster.members.iter().filter(own).take(2).count() < 2;
        if alone && !cluster.named {
            let unknown = cluster.kind.is_none()
                || cluster.members.iter().all(|&member| candidates[member].is_pronoun());
            // Two that are named in one breath and never again together are no group.
            if candidates[at].conjuncts.is_some() {
                continue;
            }
            // "both sides" are somebody where it is known who.
            if unknown && groups::members(article, at, candidates, &by_head, clusters).is_empty() {
                continue;
            }
        }
        let id = *ids.entry(root).or_insert_with(|| {
            let id = EntityId::from_index(entities.list.len());
            entities.list.push(entity(article, candidates, cluster));
            id
        });
        let candidate = &candidates[at];
        // "the pilot who fled" is one mention, and "who" is known to be the pilot.
        if !is_relative(article, candidate) {
            entities.list[id.index()].mentions.push(Mention {
                words: candidate.words.clone(),
                head: candidate.head,
                form: candidate.form,
            });
        }
        entities.by_word.insert(candidate.head, id);
    }
    for at in 0..candidates.len() {
        let candidate = &candidates[at];
        let Some(&id) = ids.get(&clusters.find(at)) else { continue };
        if candidate.is_name() {
            let posts = structure::title_words(article, candidate);
            for word in candidate.words.clone().chain(posts) {
                entities.by_word.entry(word).or_insert(id);
            }
        }
        let members = groups::members(article, at, candidates, &by_head, clusters);
        let together = candidate.conjuncts.is_some();
        if !members.is_empty() && (together || entities.list[id.index()].members.is_empty()) {
            entities.list[id.index()].members = members
                .iter()
                .filter_map(|&member| ids.get(&clusters.find(member)).copied())
                .collect();
            if entities.list[id.index()].kind == EntityKind::Other {
                entities.list[id.index()].kind = EntityKind::Group;
            }
        }
    }
    entities
}

/// Whether a mention is a relative pronoun, `the pilot who fled`: a part of its noun's phrase.
fn is_relative(article: &Article<'_>, candidate: &Candidate) -> bool {
    candidate.is_pronoun()
        && matches!(candidate.lemma.as_str(), "who" | "whom" | "whose" | "which" | "that")
        && nominals::relative_clause(article, candidate.head).is_some()
}

/// An entity without its mentions.
fn entity(article: &Article<'_>, candidates: &[Candidate], cluster: &clusters::Cluster) -> Entity {
    let mut members: Vec<&Candidate> = cluster.members.iter().map(|&at| &candidates[at]).collect();
    members.sort_by_key(|candidate| (candidate.words.start, candidate.words.end));
    let usual = cluster
        .country
        .filter(|_| cluster.kind == Some(EntityKind::Place))
        .and_then(|code| Gazetteer::embedded().country(code));
    let is_usual = |candidate: &&&Candidate| {
        usual.is_some_and(|country| country.name == article.surface(candidate.words.clone()))
    };
    let names = || members.iter().filter(|candidate| candidate.is_name());
    let words = names()
        // Of a country its usual name, where the report has it.
        .find(is_usual)
        .or_else(|| {
            names().max_by_key(|candidate| {
                // The longest name; the first of several.
                (candidate.words.len(), std::cmp::Reverse(candidate.words.start))
            })
        })
        .or_else(|| members.iter().find(|candidate| candidate.is_nominal()))
        .or(members.first())
        .map(|candidate| candidate.words.clone());
    Entity {
        kind: cluster.kind.unwrap_or(EntityKind::Other),
        name: words.map(|words| article.surface(words).to_owned()).unwrap_or_default(),
        country: cluster.country,
        sectors: cluster.sectors.iter().map(|&sector| sector.to_owned()).collect(),
        mentions: Vec::new(),
        members: Vec::new(),
        roles: Vec::new(),
    }
}
