//! What tells whether two mentions are of one, as numbers that have weights.

use dateline_language::Relation;

use super::profile::{Class, kind};
use super::scene::Scene;
use super::weights::VALUES;
use crate::entities::candidate::{Candidate, Gender, Number};
use crate::entities::clusters::Clusters;

/// The sorts of features. All are told apart by the [`Class`] of the later mention.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
enum Feature {
    Class,
    Sentences,
    Mentions,
    Nth,
    Roles,
    RoleSentences,
    Kinds,
    Agreement,
    Head,
    Letters,
    Size,
    Quotes,
    Structure,
    Hints,
    Standing,
    Pronouns,
    Latest,
    HeadSentences,
    Qualifiers,
    After,
    Likeness,
    SaidOf,
    SaidAlike,
    Within,
    Possessors,
    Places,
    Paragraphs,
    Countries,
    LemmaKind,
    NewRole,
    NewKind,
    NewSeen,
    NewAfter,
    NewModifiers,
    NewClause,
    NewOptions,
    NewHints,
    NewSentence,
    NewLemma,
    NewModifier,
    NewPossessor,
    NewGovernor,
}

pub(super) const COUNT: usize = 42;

pub(super) const NAMES: [&str; COUNT] = [
    "class",
    "sentences",
    "mentions",
    "nth",
    "roles",
    "role-sentences",
    "kinds",
    "agreement",
    "head",
    "letters",
    "size",
    "quotes",
    "structure",
    "hints",
    "standing",
    "pronouns",
    "latest",
    "head-sentences",
    "qualifiers",
    "after",
    "likeness",
    "said-of",
    "said-alike",
    "within",
    "possessors",
    "places",
    "paragraphs",
    "countries",
    "lemma-kind",
    "new-role",
    "new-kind",
    "new-seen",
    "new-after",
    "new-modifiers",
    "new-clause",
    "new-options",
    "new-hints",
    "new-sentence",
    "new-lemma",
    "new-modifier",
    "new-possessor",
    "new-governor",
];

/// What is found of a pair while the options are gathered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pair {
    /// How many other entities stand between.
    pub(super) nth: u32,
    /// Its place by standing, the best first.
    pub(super) standing: u32,
    /// Which of the rules for descriptions hold, as flags.
    pub(super) hints: u32,
    /// Whether it is the last mention of its entity so far.
    pub(super) latest: bool,
}

fn number(value: Number) -> u32 {
    match value {
        Number::Singular => 0,
        Number::Plural => 1,
        Number::Unknown => 2,
    }
}

/// The genders of two, such that men to men are as women to women.
fn genders(own: Gender, other: Gender) -> u32 {
    let number = |value: Gender| match value {
        Gender::Masculine => 0,
        Gender::Feminine => 1,
        Gender::Neuter => 2,
        Gender::Unknown => 3,
    };
    match (own, other) {
        (Gender::Feminine, Gender::Feminine) => 0,
        (Gender::Feminine, Gender::Masculine) => 1,
        (Gender::Feminine, other) => number(other),
        (own, Gender::Feminine) if own != Gender::Masculine => number(own) * 4,
        (own, other) => number(own) * 4 + number(other),
    }
}

/// The number of a feature that has a value below `radix`, of a mention of this class.
fn numbered(feature: Feature, class: u32, value: u32, radix: u32) -> u32 {
    let value = class + Class::COUNT * value.min(radix - 1);
    feature as u32 * VALUES + value.min(VALUES - 1)
}

/// A number's place among these bounds.
fn bucket(value: usize, bounds: &[usize]) -> u32 {
    bounds.iter().take_while(|&&bound| value >= bound).count() as u32
}

/// The features of an earlier mention as what a later one stands for.
pub(super) fn pair(
    scene: &Scene<'_>,
    clusters: &Clusters,
    at: usize,
    earlier: usize,
    found: Pair,
    features: &mut Vec<u32>,
) {
    let (a, b) = (&scene.candidates[at], &scene.candidates[earlier]);
    let (pa, pb) = (&scene.profiles[at], &scene.profiles[earlier]);
    let (own, cluster) = (clusters.get(at), clusters.get(earlier));
    let class = pa.class as u32;
    let mut put = |feature, value, radix| features.push(numbered(feature, class, value, radix));
    let sentences = bucket(a.sentence - b.sentence, &[1, 2, 3, 4, 5, 7, 10, 15, 25]);
    let near = sentences.min(3);
    let broad = pb.class.broad();
    put(Feature::Class, pb.class as u32, 20);
    put(Feature::Sentences, sentences * 5 + broad, 50);
    put(Feature::Mentions, bucket(at - earlier, &[2, 3, 4, 6, 9, 14, 20, 30, 50]), 10);
    put(Feature::Nth, found.nth.min(9) * 5 + broad, 50);
    put(Feature::Roles, pa.role * 10 + pb.role, 100);
    put(Feature::RoleSentences, pb.role * 4 + near, 40);
    put(Feature::Kinds, kind(own.kind) * 8 + kind(cluster.kind), 64);
    let numbers = number(own.number) * 3 + number(cluster.number);
    put(Feature::Agreement, numbers * 16 + genders(own.gender, cluster.gender), 144);
    let head = head(scene, clusters, at, earlier);
    let modifiers = if head == 0 { 0 } else { inclusion(&a.modifiers, &b.modifiers) };
    put(Feature::Head, (head * 5 + modifiers) * 5 + broad, 100);
    put(Feature::HeadSentences, head * 10 + sentences, 40);
    let same = u32::from(pa.letters != 0 && pa.letters == pb.letters);
    put(Feature::Letters, same * 10 + sentences, 20);
    let size = bucket(cluster.members.len(), &[2, 3, 5, 9, 16]);
    put(Feature::Size, (size * 2 + u32::from(cluster.named)) * 4 + near, 48);
    let quotes = match (pa.quote, pb.quote) {
        (None, None) => 0,
        (Some(a), Some(b)) if a == b => 1,
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 3,
        (None, Some(_)) => 4,
    };
    put(Feature::Quotes, quotes * 20 + pb.class as u32, 100);
    put(Feature::Structure, structure(scene, a, b) * 4 + near, 40);
    put(Feature::Hints, found.hints, 32);
    put(Feature::Standing, found.standing.min(7) * 4 + near, 32);
    put(Feature::Latest, u32::from(found.latest) * 20 + pb.class as u32, 40);
    if head != 0 && pa.class.is_noun() {
        let qualifiers = inclusion(&a.qualifiers, &b.qualifiers);
        put(Feature::Qualifiers, qualifiers * 20 + pb.class as u32, 100);
        put(Feature::After, pa.after * 8 + pb.after, 64);
    }
    let (sa, sb) = (&scene.surroundings[at], &scene.surroundings[earlier]);
    put(Feature::Likeness, sa.likeness(sb) * 5 + broad, 50);
    put(Feature::SaidOf, sa.said_of(sb) * 5 + broad, 50);
    let same_governor = u32::from(sa.same_governor(sb, scene.article));
    let same_role = u32::from(pa.role == pb.role);
    put(Feature::SaidAlike, (sa.said_alike(sb) * 2 + same_governor) * 2 + same_role, 40);
    put(Feature::Within, within(a, b), 8);
    let possessors = match (sa.possessor, sb.possessor) {
        (None, None) => 0,
        (Some(_), None) => 1,
        (None, Some(_)) => 2,
        (Some(a), Some(b)) if clusters.same(a, b) => 3,
        (Some(_), Some(_)) => 4,
    };
    put(Feature::Possessors, possessors * 4 + head, 20);
    put(Feature::Places, sa.place.min(3) * 5 + sb.place.min(4), 20);
    let paragraphs = sa.paragraph.saturating_sub(sb.paragraph) as usize;
    put(Feature::Paragraphs, bucket(paragraphs, &[1, 2, 3, 4, 6]) * 20 + pb.class as u32, 120);
    let countries = match (own.country, cluster.country) {
        (None, None) => 0,
        (Some(_), None) => 1,
        (None, Some(_)) => 2,
        (Some(a), Some(b)) if a == b => 3,
        _ => 4,
    };
    put(Feature::Countries, countries * 8 + kind(cluster.kind), 40);
    if pa.class.is_noun() {
        let lemma = super::profile::letters(&a.lemma) as u32 % (VALUES / 16);
        let value = lemma * 16 + kind(cluster.kind) * 2 + u32::from(cluster.named);
        features.push(Feature::LemmaKind as u32 * VALUES + value);
    }
    if pb.pronoun != 0 && pa.pronoun != 0 {
        features.push(Feature::Pronouns as u32 * VALUES + pa.pronoun * 32 + pb.pronoun);
    }
}

/// The features of a mention as one of something new.
pub(super) fn new(
    scene: &Scene<'_>,
    clusters: &Clusters,
    at: usize,
    entities: u32,
    hints: u32,
    features: &mut Vec<u32>,
) {
    let a = &scene.candidates[at];
    let profile = &scene.profiles[at];
    let own = clusters.get(at);
    let class = profile.class as u32;
    let mut put = |feature, value, radix| features.push(numbered(feature, class, value, radix));
    put(Feature::NewRole, profile.role * 2 + u32::from(a.sentence == 0), 20);
    put(Feature::NewKind, kind(own.kind) * 3 + number(own.number), 24);
    let (before, after) = scene.occurrences(at);
    put(Feature::NewSeen, bucket(before, &[1, 2, 3, 5]) * 3 + bucket(after, &[1, 3]), 15);
    put(Feature::NewAfter, profile.after, 8);
    put(
        Feature::NewModifiers,
        (a.modifiers.len() as u32).min(3) * 2 + u32::from(own.members.len() > 1),
        8,
    );
    put(Feature::NewOptions, entities.min(15), 16);
    put(Feature::NewHints, hints, 32);
    put(Feature::NewSentence, bucket(a.sentence, &[1, 2, 3, 5, 8, 15, 30]), 8);
    let around = &scene.surroundings[at];
    let possessor = around.possessor.map_or(0, |possessor| {
        2 + scene.profiles[possessor].class as u32 * 2
            + u32::from(clusters.get(possessor).members.len() > 1)
    });
    put(Feature::NewPossessor, possessor, 45);
    if let Some(governor) = scene.article.word(a.head).head {
        let lemma = super::profile::letters(&scene.article.word(governor).lemma);
        let value = (lemma % u64::from(VALUES / 8)) as u32 * 8 + profile.class.broad();
        features.push(Feature::NewGovernor as u32 * VALUES + value);
    }
    if profile.class.is_noun() {
        let lemma = super::profile::letters(&a.lemma) % u64::from(VALUES);
        features.push(Feature::NewLemma as u32 * VALUES + lemma as u32);
        for modifier in &a.modifiers {
            let modifier = super::profile::letters(modifier) % u64::from(VALUES);
            features.push(Feature::NewModifier as u32 * VALUES + modifier as u32);
        }
    } else {
        features.push(Feature::NewClause as u32 * VALUES + profile.pronoun * 64 + profile.clause);
    }
}

/// How the head of a mention matches an earlier one: not, its entity's description, its name's
/// words, its own head.
fn head(scene: &Scene<'_>, clusters: &Clusters, at: usize, earlier: usize) -> u32 {
    let (a, b) = (&scene.candidates[at], &scene.candidates[earlier]);
    if a.is_pronoun() || b.is_pronoun() {
        return 0;
    }
    if a.is_nominal() && b.is_nominal() && a.lemma == b.lemma {
        return 3;
    }
    if scene.parts[earlier].as_ref().is_some_and(|parts| parts.tokens.contains(&a.lemma)) {
        return 2;
    }
    u32::from(clusters.get(earlier).nouns.contains(&a.lemma))
}

/// How two sorted lists of words are to each other: both empty, equal, the first within the
/// second, the second within the first, neither.
fn inclusion(a: &[smol_str::SmolStr], b: &[smol_str::SmolStr]) -> u32 {
    if a.is_empty() && b.is_empty() {
        0
    } else if a == b {
        1
    } else if a.iter().all(|word| b.contains(word)) {
        2
    } else if b.iter().all(|word| a.contains(word)) {
        3
    } else {
        4
    }
}

/// How two mentions stand to each other in the tree.
fn structure(scene: &Scene<'_>, a: &Candidate, b: &Candidate) -> u32 {
    if a.sentence != b.sentence {
        return 0;
    }
    let (head_of_a, head_of_b) = (a.anchor(), b.anchor());
    let (wa, wb) = (scene.article.word(head_of_a), scene.article.word(head_of_b));
    if wa.head == Some(head_of_b) {
        return match wa.relation {
            Relation::Conj => 1,
            Relation::Appos => 2,
            _ => 3,
        };
    }
    if wb.head == Some(head_of_a) {
        return 4;
    }
    if wa.head == wb.head {
        return 5;
    }
    // "Reyes sold his boat": the possessor of an argument of the verb.
    if wa.head.is_some_and(|above| scene.article.word(above).head == wb.head) {
        return 6;
    }
    if wb.head.is_some_and(|above| scene.article.parse.dominates(above, head_of_a)) {
        return 7;
    }
    8
}

/// Whether the head of one stands in the other's phrase: `deficiency` and `the deficiency
/// programme`; as flags: the later's in the earlier's modifiers 1, in its qualifiers 2, the
/// earlier's in the later's 4.
fn within(a: &Candidate, b: &Candidate) -> u32 {
    u32::from(b.modifiers.contains(&a.lemma))
        | u32::from(b.qualifiers.contains(&a.lemma)) << 1
        | u32::from(a.modifiers.contains(&b.lemma) || a.qualifiers.contains(&b.lemma)) << 2
}
