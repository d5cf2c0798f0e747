//! Descriptions and pronouns: whom `the diplomat`, `he` and `its` mean.
//!
//! Each mention that no surer means has joined to an earlier one is set beside those before it and
//! beside the possibility that it is the first of its entity; the one with the highest sum of
//! weights wins (a mention-ranking model: Denis and Baldridge 2008, Durrett and Klein 2013). The
//! weights are learned by `dateline-train coreference`. The mentions that are looked at are so many
//! at most, so that the whole is linear.

mod features;
mod profile;
mod scene;
mod surroundings;
mod weights;

use std::collections::BTreeMap;

use dateline_language::Meanings;
use dateline_record::EntityKind;

use self::features::Pair;
use self::profile::Class;
pub(crate) use self::scene::Mentions;
use self::scene::Scene;
pub use self::weights::{COREFERENCE_UNITS, CoreferenceFeature, CoreferenceWeights};
use super::candidate::{Candidate, Gender, Number};
use super::clusters::Clusters;
use super::lexicon::{Sort, lexicon};
use super::{definites, descriptions, pronouns};

/// How many mentions back is looked.
const WINDOW: usize = 60;

/// How many sentences back a mention may be that has not the same noun.
const SENTENCES: usize = 6;

/// What is added for an entity with a name where `he` or `she` is decided on: reports name nearly
/// everybody, the annotated documents do not.
const NAMED: f32 = 1.0;

/// How many mentions with the same noun are looked at.
const NAMESAKES: usize = 5;

/// A mention with what it may stand for, to learn from.
#[derive(Debug, Clone, PartialEq)]
pub struct CoreferenceExample {
    /// The features of each possibility; the first is that it is the first of its entity.
    pub options: Vec<Vec<u32>>,
    /// Which of them are right.
    pub right: Vec<bool>,
}

/// Who decides what a mention stands for.
pub(crate) enum Judge<'a> {
    /// The weights.
    Weights(&'a CoreferenceWeights),
    /// The annotation: the number of each candidate's entity. What is decided is kept. Where there
    /// are weights, they decide, and the annotation says only what would have been right.
    Annotation {
        entities: Vec<Option<u32>>,
        examples: Vec<CoreferenceExample>,
        weights: Option<&'a CoreferenceWeights>,
    },
}

/// Joins each description and pronoun to what it stands for.
pub(crate) fn join(
    mentions: &Mentions<'_>,
    meanings: Option<Meanings<'_>>,
    clusters: &mut Clusters,
    judge: &mut Judge<'_>,
) {
    let scene = Scene::new(mentions, meanings);
    let Mentions { article, candidates, quotes, speakers, .. } = *mentions;
    let mut memory = Vec::new();
    for at in 0..candidates.len() {
        let class = scene.profiles[at].class;
        if clusters.get(at).first < at || class == Class::Relative {
            continue;
        }
        // "“I resign,” she said": who says so is joined to "I" when it is known whom "she" means.
        if speakers.meant(quotes, &candidates[at], candidates, clusters).is_some() {
            continue;
        }
        let options = options(&scene, clusters, at);
        let found = if options.is_empty() {
            None
        } else {
            judge.choose(&scene, clusters, at, &options, &mut memory)
        };
        let in_sentence =
            found.is_some_and(|found| candidates[found].sentence == candidates[at].sentence);
        // "After his arrest, Reyes said"
        let announced = (class == Class::Gendered && !in_sentence)
            .then(|| pronouns::announced(article, at, candidates, clusters))
            .flatten();
        let found = announced.or(found);
        // "the carmaker", where one carmaker is named. The weights are learned without.
        let open = candidates[at].kind != Some(EntityKind::Organisation);
        let decided = open && found.is_some_and(|found| clusters.get(found).named);
        let sole = (matches!(judge, Judge::Weights(_)) && class.is_noun() && !decided)
            .then(|| definites::named(article, at, candidates, mentions.parts, clusters))
            .flatten();
        let found = sole.or(found);
        if let Some(found) = found {
            clusters.describe(found, at);
        }
    }
}

/// The mentions before this one that it may stand for, the latest first, with what is found of each.
fn options(scene: &Scene<'_>, clusters: &Clusters, at: usize) -> Vec<(usize, Pair)> {
    let candidate = &scene.candidates[at];
    let class = scene.profiles[at].class;
    let reach = match class {
        Class::I | Class::We | Class::You => 3 * SENTENCES,
        // What is not said to be known is only known by its noun.
        Class::Indefinite | Class::BareSingular | Class::BarePlural | Class::Together => 0,
        _ => SENTENCES,
    };
    let within = |earlier: usize| scene.candidates[earlier].sentence + reach >= candidate.sentence;
    let mut found: Vec<usize> = (at.saturating_sub(WINDOW)..at)
        .rev()
        .take_while(|&earlier| reach > 0 && within(earlier))
        .filter(|&earlier| possible(scene, clusters, at, earlier))
        .collect();
    if class.is_noun() {
        let last = found.last().copied().unwrap_or(at);
        let namesakes = scene
            .said_before(at)
            .take(NAMESAKES)
            .filter(|&earlier| earlier < last && possible(scene, clusters, at, earlier));
        found.extend(namesakes);
    }
    let the_country = class
        .is_noun()
        .then(|| descriptions::the_country(candidate, at, scene.candidates, clusters))
        .flatten();
    let mut seen: BTreeMap<usize, u32> = BTreeMap::new();
    let mut options: Vec<(usize, Pair)> = found
        .into_iter()
        .map(|earlier| {
            let root = clusters.find(earlier);
            let latest = !seen.contains_key(&root);
            let next = seen.len() as u32;
            let nth = *seen.entry(root).or_insert(next);
            let mut hints = 0;
            if class.is_noun() {
                hints = descriptions::hints(
                    candidate,
                    at,
                    earlier,
                    scene.candidates,
                    scene.parts,
                    clusters,
                );
                if the_country.is_some_and(|country| clusters.same(country, earlier)) {
                    hints |= 8;
                }
            }
            (earlier, Pair { nth, standing: 0, hints, latest })
        })
        .collect();
    if candidate.is_pronoun() {
        let standing = |earlier: usize| {
            pronouns::standing(scene.article, at, earlier, scene.candidates, clusters)
        };
        let mut order: Vec<(f64, usize)> =
            options.iter().enumerate().map(|(k, option)| (standing(option.0), k)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (place, (_, k)) in order.into_iter().enumerate() {
            options[k].1.standing = place as u32;
        }
    }
    options
}

/// Whether nothing forbids that two mentions are of one.
fn possible(scene: &Scene<'_>, clusters: &Clusters, at: usize, earlier: usize) -> bool {
    let (a, b) = (&scene.candidates[at], &scene.candidates[earlier]);
    let (pa, pb) = (&scene.profiles[at], &scene.profiles[earlier]);
    // "the pilot who fled": the pronoun says no more than its noun.
    if pb.class == Class::Relative {
        return false;
    }
    if clusters.same(at, earlier) || clusters.get(at).named && clusters.get(earlier).named {
        return false;
    }
    // "the president of his party": neither phrase stands within the other.
    if a.words.start < b.words.end && b.words.start < a.words.end {
        return false;
    }
    let (own, cluster) = (clusters.get(at), clusters.get(earlier));
    let opposite = matches!(
        (own.gender, cluster.gender),
        (Gender::Masculine, Gender::Feminine) | (Gender::Feminine, Gender::Masculine)
    );
    if opposite || !own.number.agrees(cluster.number) {
        return false;
    }
    // "“He lied,” said Reyes": whoever speaks does not mean themselves by "he".
    let third = matches!(pa.class, Class::Gendered | Class::It | Class::They);
    let own_speaker = scene.speakers.of(pa.quote).filter(|_| third);
    if own_speaker.is_some_and(|speaker| clusters.same(speaker, earlier)) {
        return false;
    }
    if let Some(conjuncts) = &b.conjuncts
        && pa.class.is_noun()
    {
        return may_be_together(a, conjuncts.kind);
    }
    let speaker = |class: Class| matches!(class, Class::I | Class::We | Class::You);
    match pa.class {
        Class::Gendered | Class::It | Class::They | Class::Reflexive => {
            pronouns::may_be(scene.article, at, earlier, scene.candidates, clusters)
        }
        Class::I | Class::You => speaker(pb.class) || profile::kind(cluster.kind) == 1,
        Class::We => speaker(pb.class) || matches!(profile::kind(cluster.kind), 2 | 4),
        Class::This | Class::These => {
            !speaker(pb.class) && !matches!(profile::kind(cluster.kind), 1 | 4)
        }
        Class::Name => descriptions::countries_agree(a, earlier, clusters) && !b.is_pronoun(),
        _ => {
            let (x, y) = (profile::kind(own.kind), profile::kind(cluster.kind));
            let same_noun = b.is_nominal() && a.lemma == b.lemma;
            (x == y || x == 0 || y == 0 || same_noun || matches!((x, y), (2, 4) | (4, 2)))
                && !speaker(pb.class)
                && descriptions::countries_agree(a, earlier, clusters)
        }
    }
}

/// Whether a description can call a coordination of things of this sort again: `Kenya and Uganda
/// … the two neighbours`.
fn may_be_together(description: &Candidate, kind: Option<EntityKind>) -> bool {
    let side = lexicon().sort_noun(&description.lemma) == Some(Sort::Side);
    description.number == Number::Plural
        && match description.kind {
            Some(EntityKind::Group | EntityKind::Person) => kind == Some(EntityKind::Person),
            own => own == kind || side && kind.is_some(),
        }
}

/// The entity for which its mentions speak most, taken together, as the latest of them with the sum
/// that it would have to have alone.
fn likeliest(options: &[(usize, Pair)], sums: &[f32], entities: usize) -> Option<(usize, f32)> {
    let highest = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares: Vec<(Option<usize>, f32)> = vec![(None, 0.0); entities];
    for ((earlier, pair), sum) in options.iter().zip(sums) {
        let (latest, share) = &mut shares[pair.nth as usize];
        latest.get_or_insert(*earlier);
        *share += (sum - highest).exp();
    }
    let mut best: Option<(usize, f32)> = None;
    for (latest, share) in shares {
        if let Some(latest) = latest
            && best.is_none_or(|best| share > best.1)
        {
            best = Some((latest, share));
        }
    }
    best.map(|(latest, share)| (latest, highest + share.ln()))
}

impl Judge<'_> {
    /// What a mention stands for; `None` where it is the first of its entity.
    fn choose(
        &mut self,
        scene: &Scene<'_>,
        clusters: &Clusters,
        at: usize,
        options: &[(usize, Pair)],
        memory: &mut Vec<u32>,
    ) -> Option<usize> {
        let entities = options.iter().map(|option| option.1.nth + 1).max().unwrap_or(0);
        let hints = options.iter().fold(0, |all, option| all | option.1.hints);
        let best = |weights: &CoreferenceWeights, memory: &mut Vec<u32>| {
            memory.clear();
            features::new(scene, clusters, at, entities, hints, memory);
            // "He" is nearly never somebody new.
            let known = scene.profiles[at].class == Class::Gendered;
            let first = if known { f32::NEG_INFINITY } else { weights.sum(memory) };
            let sums: Vec<f32> = options
                .iter()
                .map(|&(earlier, pair)| {
                    memory.clear();
                    features::pair(scene, clusters, at, earlier, pair, memory);
                    let named = known && clusters.get(earlier).named;
                    weights.sum(memory) + if named { NAMED } else { 0.0 }
                })
                .collect();
            likeliest(options, &sums, entities as usize).filter(|best| best.1 > first).map(|b| b.0)
        };
        let (gold, examples, weights) = match self {
            Self::Weights(weights) => return best(weights, memory),
            Self::Annotation { entities, examples, weights } => (entities, examples, weights),
        };
        let right: Vec<bool> =
            options.iter().map(|option| gold[at].is_some() && gold[option.0] == gold[at]).collect();
        let first = right.iter().position(|right| *right);
        let mut example = CoreferenceExample {
            options: vec![Vec::new()],
            right: std::iter::once(first.is_none()).chain(right).collect(),
        };
        features::new(scene, clusters, at, entities, hints, &mut example.options[0]);
        for &(earlier, found) in options {
            let mut list = Vec::with_capacity(20);
            features::pair(scene, clusters, at, earlier, found, &mut list);
            example.options.push(list);
        }
        examples.push(example);
        match weights {
            Some(weights) => best(weights, memory),
            None => first.map(|first| options[first].0),
        }
    }
}
