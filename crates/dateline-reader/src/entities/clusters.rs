//! Which candidates are one entity, as far as is known: disjoint sets that carry what is known of
//! each.

use dateline_record::{EntityKind, MentionForm};
use smol_str::SmolStr;

use super::candidate::{Candidate, Gender, Number};
use super::lexicon::lexicon;

/// What is known of an entity.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) kind: Option<EntityKind>,
    pub(crate) gender: Gender,
    pub(crate) number: Number,
    pub(crate) country: Option<&'static str>,
    pub(crate) sectors: Vec<&'static str>,
    /// The candidates, in no order.
    pub(crate) members: Vec<usize>,
    /// The first of them.
    pub(crate) first: usize,
    /// The heads of its descriptions.
    pub(crate) nouns: Vec<SmolStr>,
    /// Whether one of its mentions is a name.
    pub(crate) named: bool,
}

/// All clusters.
#[derive(Debug)]
pub(crate) struct Clusters {
    parent: Vec<usize>,
    clusters: Vec<Option<Cluster>>,
}

impl Clusters {
    /// Each candidate on its own.
    pub(crate) fn new(candidates: &[Candidate]) -> Self {
        let single = |(at, candidate): (usize, &Candidate)| {
            Some(Cluster {
                kind: candidate.kind,
                gender: candidate.gender,
                number: candidate.number,
                country: candidate.country,
                sectors: candidate.sectors.clone(),
                members: vec![at],
                first: at,
                nouns: (candidate.form == MentionForm::Nominal)
                    .then(|| candidate.lemma.clone())
                    .into_iter()
                    .collect(),
                named: candidate.is_name(),
            })
        };
        Self {
            parent: (0..candidates.len()).collect(),
            clusters: candidates.iter().enumerate().map(single).collect(),
        }
    }

    /// The number of the set that a candidate is in.
    pub(crate) fn find(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// What is known of the entity that a candidate means.
    pub(crate) fn get(&self, at: usize) -> &Cluster {
        let root = self.find(at);
        self.clusters[root].as_ref().expect("a root has its cluster")
    }

    /// Whether two candidates are one.
    pub(crate) fn same(&self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }

    /// Whether what is known of two does not forbid that they are one.
    pub(crate) fn agree(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.get(a), self.get(b));
        kinds_agree(a.kind, b.kind) && a.gender.agrees(b.gender) && a.number.agrees(b.number)
    }

    /// Makes two candidates one, but where both have names: two names are one only by their
    /// letters.
    pub(crate) fn describe(&mut self, a: usize, b: usize) {
        if !(self.get(a).named && self.get(b).named) {
            self.join(a, b);
        }
    }

    /// Makes two candidates one. The lesser set joins the greater, so that all unions together
    /// cost no more than the candidates times the logarithm of their number.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (mut kept, mut gone) = (self.find(a), self.find(b));
        if kept == gone {
            return;
        }
        if self.get(kept).members.len() < self.get(gone).members.len() {
            std::mem::swap(&mut kept, &mut gone);
        }
        self.parent[gone] = kept;
        let Some(lesser) = self.clusters[gone].take() else { return };
        let Some(greater) = self.clusters[kept].as_mut() else { return };
        // A name says better than a description what an entity is.
        if greater.kind.is_none() || (lesser.named && !greater.named && lesser.kind.is_some()) {
            greater.kind = lesser.kind.or(greater.kind);
        }
        if greater.gender == Gender::Unknown {
            greater.gender = lesser.gender;
        }
        if greater.number == Number::Unknown {
            greater.number = lesser.number;
        }
        greater.country = greater.country.or(lesser.country);
        for sector in lesser.sectors {
            if !greater.sectors.contains(&sector) {
                greater.sectors.push(sector);
            }
        }
        for noun in lesser.nouns {
            if !greater.nouns.contains(&noun) {
                greater.nouns.push(noun);
            }
        }
        greater.first = greater.first.min(lesser.first);
        greater.members.extend(lesser.members);
        greater.named |= lesser.named;
    }

    /// Gives an entity a gender, unless it has one.
    pub(crate) fn suppose_gender(&mut self, at: usize, gender: Gender) {
        let root = self.find(at);
        if let Some(cluster) = self.clusters[root].as_mut()
            && cluster.gender == Gender::Unknown
        {
            cluster.gender = gender;
        }
    }

    /// Adds what the text says of an entity besides its mentions: a noun that describes it, and
    /// a country.
    pub(crate) fn learn(&mut self, at: usize, noun: SmolStr, country: Option<&'static str>) {
        let root = self.find(at);
        let Some(cluster) = self.clusters[root].as_mut() else { return };
        if let Some(sense) = lexicon().noun(&noun) {
            for &sector in &sense.sectors {
                if !cluster.sectors.contains(&sector) {
                    cluster.sectors.push(sector);
                }
            }
            if cluster.gender == Gender::Unknown {
                cluster.gender = sense.gender;
            }
        }
        if !cluster.nouns.contains(&noun) {
            cluster.nouns.push(noun);
        }
        cluster.country = cluster.country.or(country);
    }
}

/// Whether one thing can be of both kinds. A country acts as its government does, and a group can
/// be an organisation: rebels, a family.
pub(crate) fn kinds_agree(a: Option<EntityKind>, b: Option<EntityKind>) -> bool {
    use EntityKind::{Group, Organisation, Person, Place};
    match (a, b) {
        (Some(a), Some(b)) => {
            a == b || matches!((a, b), (Group, Organisation) | (Organisation, Group))
        }
        // A noun of no list is no person, organisation or place that would be named.
        (None, Some(Person | Place | Organisation | Group))
        | (Some(Person | Place | Organisation | Group), None) => false,
        _ => true,
    }
}
