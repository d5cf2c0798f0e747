//! What the surroundings of a number tell: the countries that the report names, and words beside it.

use std::cell::OnceCell;
use std::collections::HashSet;

use dateline_gazetteer::Gazetteer;
use dateline_language::{NameKind, Upos};

use crate::article::Article;
use crate::pieces::Pieces;

/// How far from a number, in words, a cue for it may stand.
const REACH: usize = 20;

/// How far from a sum, in words, a country in its sentence may stand.
const COUNTRY_REACH: usize = 60;

/// A report with what its numbers need of it.
pub(super) struct Context<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) pieces: &'a Pieces,
    countries: OnceCell<Countries>,
}

/// The countries that a report names, by their names, capitals and people.
#[derive(Default)]
struct Countries {
    /// Where, and which: ISO 3166-1 alpha-3.
    mentions: Vec<(usize, &'static str)>,
    all: HashSet<&'static str>,
}

impl<'a> Context<'a> {
    pub(super) fn new(article: &'a Article<'a>, pieces: &'a Pieces) -> Self {
        Self { article, pieces, countries: OnceCell::new() }
    }

    /// Whether one of these lemmas stands in the sentence near a word.
    pub(super) fn has_near(&self, word: usize, lemmas: &HashSet<&'static str>) -> bool {
        let sentence = self.article.parse.sentence_around(word);
        let near = word.saturating_sub(REACH).max(sentence.start)..sentence.end.min(word + REACH);
        near.into_iter().any(|at| lemmas.contains(self.article.word(at).lemma.as_str()))
    }

    /// The one of these that the sentence shows to be meant, else the whole report; `countries`
    /// gives the countries that each belongs to.
    pub(super) fn shown<'c, T: Copy + PartialEq>(
        &self,
        word: usize,
        candidates: &'c [T],
        countries: impl Fn(T) -> &'c [&'static str],
    ) -> Option<T> {
        let named = self.countries.get_or_init(|| Countries::read(self.article));
        let sentence = self.article.parse.sentence_around(word);
        let from = sentence.start.max(word.saturating_sub(COUNTRY_REACH));
        let to = sentence.end.min(word + COUNTRY_REACH);
        let first = named.mentions.partition_point(|mention| mention.0 < from);
        let last = named.mentions.partition_point(|mention| mention.0 < to);
        let near = &named.mentions[first..last.max(first)];
        only(candidates.iter().copied().filter(|&candidate| {
            near.iter().any(|(_, country)| countries(candidate).contains(country))
        }))
        .or_else(|| {
            only(candidates.iter().copied().filter(|&candidate| {
                countries(candidate).iter().any(|country| named.all.contains(country))
            }))
        })
    }
}

/// The only one there is.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

impl Countries {
    fn read(article: &Article<'_>) -> Self {
        let gazetteer = Gazetteer::embedded();
        let mut found = Self::default();
        for name in article.parse.names().iter().filter(|name| name.kind != NameKind::Person) {
            let text = article.surface(name.words.clone());
            let country = gazetteer
                .country_named(text)
                .or_else(|| gazetteer.country_with_capital(text))
                .map(|country| country.code);
            found.mentions.extend(country.map(|code| (name.words.start, code)));
        }
        for (at, word) in article.parse.words().iter().enumerate() {
            if matches!(word.upos, Upos::Adj | Upos::Propn | Upos::Noun)
                && article.form(at).starts_with(char::is_uppercase)
                && let Some(country) =
                    gazetteer.demonym(article.form(at)).and_then(|belonging| belonging.country)
            {
                found.mentions.push((at, country));
            }
        }
        found.mentions.sort_unstable();
        found.all = found.mentions.iter().map(|(_, country)| *country).collect();
        found
    }
}
