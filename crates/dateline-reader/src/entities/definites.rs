//! Definite descriptions that only one named thing in reach can be: `Harbour Motors … the
//! carmaker`, `Governor Reyes … the governor`, `Ghana … the West African nation`.

use std::collections::BTreeMap;

use dateline_gazetteer::Gazetteer;
use dateline_language::Relation;
use dateline_record::EntityKind;

use super::candidate::{Candidate, Determination, Number};
use super::clusters::Clusters;
use super::descriptions::{countries_agree, the_country};
use super::lexicon::{Sort, lexicon};
use super::names::NameParts;
use crate::article::Article;

/// How many candidates back is looked.
const WINDOW: usize = 120;

/// How many sentences back the last mention of what is described may be.
const SENTENCES: usize = 5;

/// What a mention counts for one of the sentence after it.
const FADING: f64 = 0.7;

/// By how much the most salient thing must surpass the next one, to be the one that is meant.
const LEAD: f64 = 1.6;

/// The named thing that a description before all others calls again; `None` where there is no such
/// thing, or more than one.
pub(crate) fn named(
    article: &Article<'_>,
    at: usize,
    candidates: &[Candidate],
    parts: &[Option<NameParts>],
    clusters: &Clusters,
) -> Option<usize> {
    let description = &candidates[at];
    if !description.is_nominal()
        || description.number == Number::Plural
        || clusters.get(at).named
        || description.conjuncts.is_some()
    {
        return None;
    }
    let sort = lexicon().sort_noun(&description.lemma);
    if !described_alone(article, description, sort) {
        return None;
    }
    if sort == Some(Sort::Country) {
        return the_country(description, at, candidates, clusters);
    }
    let post = description.kind == Some(EntityKind::Person)
        && description.modifiers.is_empty()
        && lexicon().is_post(&description.lemma);
    if !post && !matches!(sort, Some(Sort::Company | Sort::Maker | Sort::Body)) {
        return None;
    }
    let mut salience: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for earlier in (at.saturating_sub(WINDOW)..at).rev() {
        let candidate = &candidates[earlier];
        let sentences = description.sentence - candidate.sentence;
        if sentences > SENTENCES {
            break;
        }
        let cluster = clusters.get(earlier);
        // "Harbour Bank … the bank": its name tells.
        if !post
            && parts[earlier]
                .as_ref()
                .is_some_and(|parts| parts.tokens.contains(&description.lemma))
        {
            return None;
        }
        if !cluster.named {
            // "A company sued … the company", "the London shipping company … the company": what has
            // no name may be meant as well.
            if candidate.lemma == description.lemma
                && (candidate.determination == Determination::Indefinite
                    || !candidate.modifiers.is_empty() && description.modifiers.is_empty())
            {
                return None;
            }
            continue;
        }
        let inside = candidate.words.start < description.words.end
            && description.words.start < candidate.words.end;
        // "(HBM.N)" is a ticker, or short for what stands before it.
        let start = candidate.words.start;
        if inside || start > 0 && article.form(start - 1) == "(" {
            continue;
        }
        let fits = if post {
            cluster.kind == Some(EntityKind::Person)
                && cluster.gender.agrees(description.gender)
                && (cluster.nouns.contains(&description.lemma)
                    || titled(article, candidate, &description.lemma))
        } else {
            cluster.kind == Some(EntityKind::Organisation)
                && countries_agree(description, earlier, clusters)
                && sectors_fit(sort, &cluster.sectors)
        };
        if fits {
            let subject = article.word(candidate.anchor()).relation == Relation::Nsubj;
            let weight = if subject { 2.0 } else { 1.0 } * FADING.powi(sentences as i32);
            let entry = salience.entry(clusters.find(earlier)).or_insert((0.0, earlier));
            entry.0 += weight;
        }
    }
    let mut order: Vec<(f64, usize)> = salience.into_values().collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let (first, found) = *order.first()?;
    let next = order.get(1).map_or(0.0, |next| next.0);
    // "the league" and "the oil giant" can be much else: there needs to be only one.
    let clear =
        if !post && sort != Some(Sort::Company) { next == 0.0 } else { first >= LEAD * next };
    clear.then_some(found)
}

/// Whether nothing in a phrase tells of another thing: `the company`, `the Kenyan company`, `Kenya's
/// biggest company`; not `the company's bank`, `the company behind the fair`.
fn described_alone(article: &Article<'_>, description: &Candidate, sort: Option<Sort>) -> bool {
    let determined = match description.determination {
        Determination::Definite => true,
        Determination::Possessed => description.country.is_some(),
        _ => false,
    };
    let gazetteer = Gazetteer::embedded();
    let known = article.parse.dependents(description.head).all(|below| {
        let word = article.word(below);
        match word.relation {
            Relation::Amod | Relation::Compound => {
                sort == Some(Sort::Maker) && matches!(word.xpos, "NN" | "NNS")
                    || gazetteer.demonym(article.form(below)).is_some()
                    || word.lower.ends_with("based")
                    || description.determination == Determination::Possessed && word.xpos == "JJS"
                    || below < description.head
                        && gazetteer.demonym(article.surface(below..description.head)).is_some()
            }
            Relation::Acl | Relation::Nummod | Relation::Conj | Relation::Appos => false,
            Relation::Nmod => word.deprel == "nmod:poss" && description.country.is_some(),
            _ => true,
        }
    });
    determined && known
}

/// Whether a title cut short says a post before a name: `Gov. Ana Reyes … the governor`; of `Lt. Gov.`
/// the first word makes it another post.
fn titled(article: &Article<'_>, candidate: &Candidate, post: &str) -> bool {
    let title = |at: usize| {
        let short = article.form(at).trim_end_matches('.').to_lowercase();
        lexicon().title(&short).is_some().then_some(short)
    };
    let start = candidate.words.start;
    let sentence = article.parse.sentence_around(start);
    let says = |at: usize| {
        title(at).is_some_and(|short| short.len() > 2 && post.starts_with(&short))
            && !(at > sentence.start && title(at - 1).is_some())
    };
    // The full stop may be a word of its own.
    candidate.is_name() && (start.saturating_sub(2).max(sentence.start)..=start).any(says)
}

/// Whether what is known of an organisation lets it be a company, or a body of some sort.
fn sectors_fit(sort: Option<Sort>, sectors: &[&str]) -> bool {
    match sort {
        Some(Sort::Maker) => sectors.contains(&"BUS"),
        Some(Sort::Company) => sectors.is_empty() || sectors.contains(&"BUS"),
        // The news agency that the report is by.
        _ => !sectors.contains(&"JRN"),
    }
}
