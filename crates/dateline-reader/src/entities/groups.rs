//! Groups named together: `the two countries`, `both leaders`, `the two sides`.

use dateline_language::Relation;
use dateline_record::EntityKind;

use super::candidate::{Candidate, Number};
use super::clusters::Clusters;
use super::lexicon::{Sort, lexicon};
use super::structure::ByHead;
use crate::article::Article;

/// How many candidates back the members of a group may stand.
const WINDOW: usize = 60;

/// How many sentences back they may stand.
const SENTENCES: usize = 3;

/// What the members of a group are looked for in.
#[derive(Clone, Copy)]
struct Scene<'a> {
    candidates: &'a [Candidate],
    by_head: &'a ByHead,
    clusters: &'a Clusters,
}

/// How many a group has.
#[derive(Clone, Copy)]
enum Size {
    /// `the two countries`
    Exactly(usize),
    /// `the neighbours`
    Several,
}

/// For a description of a group, the candidates that are its members: the latest ones of its sort
/// before it. None where others might be meant as well.
pub(crate) fn members(
    article: &Article<'_>,
    at: usize,
    candidates: &[Candidate],
    by_head: &ByHead,
    clusters: &Clusters,
) -> Vec<usize> {
    let group = &candidates[at];
    if let Some(conjuncts) = &group.conjuncts {
        return conjuncts.heads.iter().filter_map(|head| by_head.get(head).copied()).collect();
    }
    if !group.is_nominal() || group.number != Number::Plural {
        return Vec::new();
    }
    let Some(size) = size(article, group) else { return Vec::new() };
    let scene = Scene { candidates, by_head, clusters };
    if lexicon().group_size(&group.lemma).is_some() && group.kind.is_none() {
        // "the two": persons or countries, where only one of these can be meant.
        let persons = scene.members(at, Member::Person, size);
        let countries = scene.members(at, Member::Country, size);
        return match (persons.is_empty(), countries.is_empty()) {
            (false, true) => persons,
            (true, false) => countries,
            _ => Vec::new(),
        };
    }
    member(group).map_or_else(Vec::new, |sort| scene.members(at, sort, size))
}

impl Scene<'_> {
    fn members(&self, at: usize, sort: Member, size: Size) -> Vec<usize> {
        if let Some(together) = self.coordinated(at, sort, size) {
            return together;
        }
        let Some(latest) = self.latest(at, sort).next() else { return Vec::new() };
        let count = match (size, sort) {
            (Size::Exactly(count), _) => count,
            // "the brothers": two who are named in one sentence need not be.
            (Size::Several, Member::Person) => return Vec::new(),
            (Size::Several, _) => 2,
        };
        let found = self.distinct(self.latest(at, sort).take(WINDOW));
        let Some(first) = found.get(count - 1) else { return Vec::new() };
        let sentence = |member: &usize| self.candidates[*member].sentence;
        // "Brazil, Chile and Peru … the two countries": it is not said which.
        let more = found.get(count).is_some_and(|other| sentence(other) == sentence(first));
        let apart =
            matches!(size, Size::Several) && sentence(first) != self.candidates[latest].sentence;
        if more || apart {
            return Vec::new();
        }
        let mut found = found;
        found.truncate(count);
        found.reverse();
        found
    }

    /// The members of the latest coordination, `Lim and his wife`, where it has as many as the
    /// group and nobody else is named since its sentence began.
    fn coordinated(&self, at: usize, sort: Member, size: Size) -> Option<Vec<usize>> {
        let group = &self.candidates[at];
        let conjuncts = self.earlier(at).find_map(|earlier| {
            let conjuncts = self.candidates[earlier].conjuncts.as_ref()?;
            let members: Option<Vec<usize>> =
                conjuncts.heads.iter().map(|head| self.by_head.get(head).copied()).collect();
            members.filter(|members| {
                members.iter().any(|&member| self.fits(member, sort))
                    && members.iter().all(|&member| self.may_be_one(member, sort, group))
            })
        })?;
        let sentence = self.candidates[*conjuncts.first()?].sentence;
        let right_size = match size {
            Size::Exactly(count) => conjuncts.len() == count,
            Size::Several => true,
        };
        let alone = self
            .latest(at, sort)
            .take_while(|&named| self.candidates[named].sentence >= sentence)
            .all(|named| conjuncts.iter().any(|&member| self.one(member, named)));
        (right_size && alone).then_some(conjuncts)
    }

    /// The candidates before a group that may hold members, the latest first; none of its own
    /// phrase: "the two countries' leaders of Kenya".
    fn earlier(&self, at: usize) -> impl Iterator<Item = usize> {
        let group = &self.candidates[at];
        (at.saturating_sub(WINDOW)..at)
            .rev()
            .take_while(|&earlier| self.candidates[earlier].sentence + SENTENCES >= group.sentence)
            .filter(|&earlier| self.candidates[earlier].words.end <= group.words.start)
    }

    /// The candidates before a group that are of its sort, the latest first.
    fn latest(&self, at: usize, sort: Member) -> impl Iterator<Item = usize> {
        self.earlier(at).filter(move |&earlier| self.fits(earlier, sort))
    }

    /// Each entity once.
    fn distinct(&self, candidates: impl Iterator<Item = usize>) -> Vec<usize> {
        candidates.fold(Vec::new(), |mut found, candidate| {
            if !found.iter().any(|&other| self.one(other, candidate)) {
                found.push(candidate);
            }
            found
        })
    }

    fn one(&self, a: usize, b: usize) -> bool {
        let country = |at: usize| {
            let candidate = &self.candidates[at];
            candidate.country.filter(|_| candidate.kind == Some(EntityKind::Place))
        };
        self.clusters.same(a, b) || (country(a).is_some() && country(a) == country(b))
    }

    /// Whether a candidate is named and of a sort.
    fn fits(&self, at: usize, sort: Member) -> bool {
        let candidate = &self.candidates[at];
        let cluster = self.clusters.get(at);
        let country = || candidate.kind == Some(EntityKind::Place) && candidate.country.is_some();
        match sort {
            _ if candidate.is_pronoun() || candidate.conjuncts.is_some() => false,
            Member::Country => candidate.is_name() && country(),
            Member::Person => cluster.kind == Some(EntityKind::Person) && cluster.named,
            Member::Organisation => cluster.kind == Some(EntityKind::Organisation) && cluster.named,
            Member::Side => {
                candidate.is_name() && (cluster.kind == Some(EntityKind::Organisation) || country())
            }
        }
    }

    /// Whether a conjunct may be of a group: a person also by a description, `his wife`.
    fn may_be_one(&self, at: usize, sort: Member, group: &Candidate) -> bool {
        let cluster = self.clusters.get(at);
        let person = matches!(sort, Member::Person)
            && cluster.kind == Some(EntityKind::Person)
            && cluster.number != Number::Plural;
        (person || self.fits(at, sort))
            && (group.kind != Some(EntityKind::Group) || cluster.gender.agrees(group.gender))
    }
}

/// What the members of a group must be.
#[derive(Clone, Copy)]
enum Member {
    Country,
    Person,
    Organisation,
    Side,
}

/// What the members of the group that a noun calls must be; `None` where it calls no group.
fn member(group: &Candidate) -> Option<Member> {
    match (lexicon().sort_noun(&group.lemma), group.kind) {
        (Some(Sort::Country | Sort::Division), _) => Some(Member::Country),
        (Some(Sort::Town), _) if group.lemma == "capital" => Some(Member::Country),
        (Some(Sort::Side), _) => Some(Member::Side),
        (_, Some(EntityKind::Group)) => Some(Member::Person),
        (_, Some(EntityKind::Organisation)) => Some(Member::Organisation),
        _ => None,
    }
}

/// How many a definite group has: `the two …`, `both …`, `the neighbours`.
fn size(article: &Article<'_>, group: &Candidate) -> Option<Size> {
    let mutual = lexicon().is_mutual(&group.lemma);
    let (mut definite, mut the) = (group.lemma == "both", false);
    // "the trio"
    let mut count = lexicon().group_size(&group.lemma);
    for below in article.parse.dependents(group.head) {
        let word = article.word(below);
        match (word.relation, word.lower.as_str()) {
            (Relation::Det, "both") => return Some(Size::Exactly(2)),
            (Relation::Det, "the") => (definite, the) = (true, true),
            (Relation::Det, "these" | "those" | "all") => definite = true,
            // "Kenya's two neighbours" are others than Kenya.
            (Relation::Nmod, _) if word.deprel == "nmod:poss" && mutual => return None,
            (Relation::Nmod, _) if word.deprel == "nmod:poss" => definite = true,
            (Relation::Nummod, number) => count = Some(lexicon().group_size(number)?),
            // "the European allies", "the allies of Kenya"
            (Relation::Amod | Relation::Nmod | Relation::Compound, _) => the = false,
            _ => {}
        }
    }
    match count {
        Some(count) => definite.then_some(Size::Exactly(count)),
        None => (mutual && the).then_some(Size::Several),
    }
}
