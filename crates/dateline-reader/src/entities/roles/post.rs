//! The noun of a post, and the words of its title.

use std::ops::Range;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, EntityKind, MentionForm, RoleStatus};

use super::Reading;
use crate::article::Article;
use crate::entities::candidate::{Number, number_of};
use crate::entities::lexicon::lexicon;
use crate::entities::nominals::country_of_phrase;

/// How many words before and after its noun a title may have.
const REACH: usize = 10;

/// A post by the words that name it: `ambassador`, `attorney general`, `director-general`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// The word that others hang from.
    pub(super) head: usize,
    pub(super) core: Range<usize>,
}

impl Post {
    /// The post whose noun is this word, or `None` where the word says none.
    pub(super) fn at(article: &Article<'_>, word: usize) -> Option<Self> {
        if !is_post(article, word) {
            return None;
        }
        let sentence = article.parse.sentence_around(word);
        let mut core = word..word + 1;
        if article.word(word).lower == "general" {
            let left = skip_hyphen_left(article, word, sentence.start);
            if let Some(left) = left.filter(|&left| is_post(article, left)) {
                core.start = left;
            }
        }
        let hyphen = word + 1 < sentence.end && is_hyphen(article, word + 1);
        let right = if hyphen { word + 2 } else { word + 1 };
        if right < sentence.end && article.word(right).lower == "general" {
            core.end = right + 1;
        }
        if let Some(left) = skip_hyphen_left(article, core.start, sentence.start)
            && left + 2 == core.start
            && matches!(article.word(left).lower.as_str(), "vice" | "deputy" | "under")
        {
            core.start = left;
        }
        let head = core
            .clone()
            .find(|&at| article.word(at).head.is_none_or(|head| !core.contains(&head)))
            .unwrap_or(word);
        Some(Self { head, core })
    }

    /// Of a `singer-turned-politician`, the singer.
    pub(super) fn turned_from(&self, article: &Article<'_>) -> Option<Self> {
        let start = self.core.start;
        let sentence = article.parse.sentence_around(start);
        let turned = start.checked_sub(2).filter(|&at| at > sentence.start + 1)?;
        let before = turned.checked_sub(2)?;
        (article.word(turned).lower == "turned"
            && is_hyphen(article, start - 1)
            && is_hyphen(article, turned - 1))
        .then_some(Self { head: before, core: before..before + 1 })
    }

    /// The words `elect` and `designate` after a hyphen belong to the post, but not to its title.
    pub(super) fn suffix(&self, article: &Article<'_>) -> Option<usize> {
        let end = self.core.end;
        let after = end + 1;
        let sentence = article.parse.sentence_around(self.core.start);
        (after < sentence.end
            && is_hyphen(article, end)
            && lexicon().post_status(&article.word(after).lower).is_some())
        .then_some(after)
    }
}

/// The word before another, past a hyphen between them.
pub(super) fn skip_hyphen_left(article: &Article<'_>, at: usize, first: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|&before| before >= first)?;
    if is_hyphen(article, before) {
        before.checked_sub(1).filter(|&before| before >= first)
    } else {
        Some(before)
    }
}

pub(super) fn is_hyphen(article: &Article<'_>, at: usize) -> bool {
    article.word(at).lower == "-"
}

/// Whether a word is a noun that says a post.
pub(super) fn is_post(article: &Article<'_>, at: usize) -> bool {
    let word = article.word(at);
    // "Lord", "Sir": forms of address that say no office.
    let address = lexicon().title(&word.lower).is_some_and(|title| title.sectors.is_empty());
    // "a Republican": to be of a party is no office.
    let member = article.form(at).starts_with(char::is_uppercase)
        && lexicon().noun(&word.lower).is_some_and(|noun| noun.sectors == ["PTY"])
        && !lexicon().is_function(&word.lower);
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj)
        && !address
        && !member
        && (lexicon().is_post(&word.lemma.to_lowercase()) || lexicon().is_post(&word.lower))
}

/// The title that a post has, and the words from its first to its last: those for nationality, age
/// and whether it is held are left out. Of `the former Kenyan deputy ambassador to Peru`, `deputy
/// ambassador`; with what it is for: `counsellor of political affairs`.
pub(super) fn title(
    reading: &Reading<'_>,
    holder: Option<EntityId>,
    post: &Post,
) -> (String, Range<usize>) {
    let article = reading.article;
    let mut pieces: Vec<String> = before(reading, holder, post.core.start)
        .into_iter()
        .map(|words| article.surface(words).to_owned())
        .collect();
    let mut words = post.core.clone();
    if let Some(first) = before(reading, holder, post.core.start).first() {
        words.start = first.start;
    }
    // A plural is said of several, of each of whom the title is singular: "one of the deputies".
    let end = post.core.end - 1;
    let mut core = article.surface(post.core.clone()).to_owned();
    if number_of(article, end) == Number::Plural && core.ends_with(article.form(end)) {
        core.truncate(core.len() - article.form(end).len());
        core.push_str(&capital_like(article.form(end), &article.word(end).lemma));
    }
    let core = core
        .split_once('-')
        .filter(|(prefix, _)| lexicon().post_status(&prefix.to_lowercase()).is_some())
        .map(|(_, rest)| rest.to_owned())
        .unwrap_or(core);
    // "vice" and a hyphen stand in the core; what is glued to it is one word with it.
    pieces.push(core);
    let mut title = pieces.join(" ");
    if let Some(object) = object(reading, post) {
        title.push(' ');
        title.push_str(article.surface(object.clone()));
        words.end = object.end;
    }
    (title, words)
}

/// A dictionary form with a capital where the word has one.
fn capital_like(form: &str, lemma: &str) -> String {
    let mut letters = lemma.chars();
    match (form.starts_with(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => lemma.to_owned(),
    }
}

/// The runs of words before a post's noun that belong to its title, from left to right.
fn before(reading: &Reading<'_>, holder: Option<EntityId>, start: usize) -> Vec<Range<usize>> {
    let article = reading.article;
    let sentence = article.parse.sentence_around(start);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut run = start..start;
    let mut at = start;
    for _ in 0..REACH {
        let Some(next) = at.checked_sub(1).filter(|&next| next >= sentence.start) else { break };
        let word = article.word(next);
        let joins = matches!(word.lower.as_str(), "and" | "&")
            && run.end > run.start
            && next > sentence.start
            && belongs(reading, holder, next - 1, run.start)
            && !is_post(article, next - 1);
        if belongs(reading, holder, next, at) || joins {
            run.start = next;
        } else if is_left_out(article, next) {
            runs.push(std::mem::replace(&mut run, next..next));
        } else {
            break;
        }
        at = next;
    }
    runs.push(run);
    runs.retain(|run| run.start < run.end);
    runs.reverse();
    runs
}

/// Whether a word before a post's noun is part of its title; `next` is the word after it.
fn belongs(reading: &Reading<'_>, holder: Option<EntityId>, at: usize, next: usize) -> bool {
    let article = reading.article;
    let word = article.word(at);
    if is_country(article, at) {
        return false;
    }
    match word.upos {
        _ if lexicon().is_post_modifier(&word.lower) => true,
        Upos::Noun | Upos::Propn => {
            let attached = matches!(
                word.relation,
                Relation::Compound
                    | Relation::Flat
                    | Relation::Conj
                    | Relation::Nmod
                    | Relation::Amod
            ) && word.deprel != "nmod:poss"
                || word.head == Some(next);
            // "spokesman Colonel Umar" has two titles, "student leader" one.
            // "Lt. Gov." is one.
            let lieutenant = matches!(word.lower.as_str(), "lt" | "lt." | "lieutenant");
            let another = is_rank(article, next)
                && !lieutenant
                && (lexicon().is_function(&word.lower) || is_rank(article, at));
            // "the Ashbury councillor", "Army spokesman": a name before a common noun.
            let name = word.upos == Upos::Propn
                && !article.form(next).starts_with(char::is_uppercase)
                && article.form(next).starts_with(char::is_alphabetic);
            // "free-agent quarterback": no agent of quarterbacks.
            let glued = at > 0 && is_hyphen(article, at - 1) && !is_hyphen(article, next);
            attached
                && !another
                && !name
                && !glued
                && (is_portfolio(reading, at, next) || !is_of_name(reading, holder, at))
        }
        _ => false,
    }
}

/// Of a `Labour Minister`, whatever party there is, the portfolio; of a `Hamas minister` the party.
fn is_portfolio(reading: &Reading<'_>, at: usize, next: usize) -> bool {
    let article = reading.article;
    let titled = matches!(article.form(next), "Minister" | "Secretary");
    titled
        && article.form(at).chars().any(char::is_lowercase)
        && reading.entities.at(at).is_some_and(|id| {
            let entity = reading.entities.get(id);
            entity.kind == EntityKind::Organisation
                && entity.mentions.iter().take(64).any(|mention| {
                    mention.form == MentionForm::Name && mention.words == (at..at + 1)
                })
        })
}

/// Whether a word is a rank or a form of address, which stands beside another title.
pub(super) fn is_rank(article: &Article<'_>, at: usize) -> bool {
    let word = article.word(at);
    lexicon().is_rank(&word.lower) || lexicon().title(&word.lower).is_some()
}

/// Whether a word stands in a name of somebody or something else than the holder.
fn is_of_name(reading: &Reading<'_>, holder: Option<EntityId>, at: usize) -> bool {
    reading.entities.at(at).is_some_and(|id| {
        let entity = reading.entities.get(id);
        entity.mentions.iter().take(64).any(|mention| {
            mention.form == MentionForm::Name
                && mention.words.contains(&at)
                && (Some(id) != holder || entity.kind == EntityKind::Person)
        })
    })
}

/// Whether a word before a post says nothing of the post itself: `former`, `Kenyan`.
pub(super) fn is_left_out(article: &Article<'_>, at: usize) -> bool {
    says_status(article, at).is_some() || is_country(article, at)
}

/// What a word before a post says of its being held; "dismissed" as a verb says nothing.
pub(super) fn says_status(article: &Article<'_>, at: usize) -> Option<RoleStatus> {
    let word = article.word(at);
    let verb = word.upos == Upos::Verb && word.relation != Relation::Amod;
    lexicon().post_status(&word.lower).filter(|_| !verb)
}

fn is_country(article: &Article<'_>, word: usize) -> bool {
    country_of_phrase(article, word, dateline_gazetteer::Gazetteer::embedded()).is_some()
}

/// `of political affairs`, `for minorities`: what a post is for, where that is a common noun without
/// an article and no organisation. Its words with the preposition.
fn object(reading: &Reading<'_>, post: &Post) -> Option<Range<usize>> {
    let article = reading.article;
    let sentence = article.parse.sentence_around(post.head);
    let preposition = post.core.end;
    if preposition + 1 >= sentence.end {
        return None;
    }
    let sort = article.word(preposition).lower.as_str();
    if sort != "of"
        && !(sort == "for" && lexicon().is_post_for(&article.word(post.core.end - 1).lower))
    {
        return None;
    }
    let parse = article.parse;
    let noun = article.word(preposition).head.filter(|&noun| noun > preposition)?;
    let word = article.word(noun);
    // "chief executive of carmaker Aurelia": what the noun describes is no part of the title.
    if noun + 1 < sentence.end
        && word.upos == Upos::Noun
        && article.word(noun + 1).upos == Upos::Propn
        && reading
            .entities
            .at(noun + 1)
            .is_some_and(|id| reading.entities.get(id).kind != EntityKind::Person)
    {
        return None;
    }
    let bare = matches!(word.upos, Upos::Noun | Upos::Propn)
        && word.relation == Relation::Nmod
        && noun - preposition <= 4
        && parse.dependents(noun).all(|below| {
            !matches!(article.word(below).relation, Relation::Det | Relation::Nummod)
                && article.word(below).deprel != "nmod:poss"
        });
    let person = sort == "of"
        && word.upos == Upos::Noun
        && number_of(article, noun) == Number::Plural
        && lexicon()
            .noun(&word.lemma)
            .is_some_and(|noun| matches!(noun.kind, EntityKind::Person | EntityKind::Group));
    let named = reading.entities.at(noun).is_some_and(|id| {
        let entity = reading.entities.get(id);
        entity
            .mentions
            .iter()
            .take(64)
            .any(|mention| mention.form == MentionForm::Name && mention.words.contains(&noun))
    });
    // "chief executive of Aldous bank"
    let of_name = parse.related(noun, Relation::Compound).any(|below| {
        article.word(below).upos == Upos::Propn && reading.entities.at(below).is_some()
    });
    if of_name {
        return None;
    }
    // "head of police", "member of parliament" say a body, but so they do in the title.
    if !bare || person || named || word.upos == Upos::Propn && is_country(article, noun) {
        return None;
    }
    // "trade and industry"
    let last = parse
        .related(noun, Relation::Conj)
        .take_while(|&below| below <= noun + 3 && article.word(below).upos == word.upos)
        .last();
    Some(preposition..last.unwrap_or(noun) + 1)
}
