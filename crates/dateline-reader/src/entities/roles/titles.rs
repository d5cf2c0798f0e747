//! Titles before a name: `Army spokesman Colonel Umar`, `Minister of Health Ada Lim`.

use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, MentionForm, RoleStatus};

use super::post::{self, Post, is_hyphen, is_post, is_rank};
use super::{Reading, status};
use crate::article::Article;
use crate::entities::Mention;
use crate::entities::candidate::{Number, number_of};
use crate::entities::lexicon::lexicon;

/// How many words before a name its titles may stand.
const REACH: usize = 12;

/// The posts before a name, each with what the words around say of its being held.
pub(super) fn before(reading: &Reading<'_>, name: &Mention) -> Vec<(Post, Option<RoleStatus>)> {
    let article = reading.article;
    let mut found = own(article, name);
    let before = of_words_before(reading, name);
    if before.is_empty() {
        // "Ministers Ada Lim and Jan Novak": said of the second too.
        found.extend(of_first_conjunct(reading, name));
    }
    found.extend(before);
    found
}

/// A title that the name itself begins with: `Gen. Omar Siddiq`.
fn own(article: &Article<'_>, name: &Mention) -> Vec<(Post, Option<RoleStatus>)> {
    let first = name.words.start;
    let says = name.words.len() > 1 && says_office(article, first);
    says.then(|| (Post { head: first, core: first..first + 1 }, None)).into_iter().collect()
}

/// `Gen.`, `Sen.`: a title that says an office; `Mr.` says none.
fn says_office(article: &Article<'_>, at: usize) -> bool {
    let word = article.word(at);
    article.form(at).starts_with(char::is_uppercase)
        && match lexicon().title(&word.lower) {
            Some(title) => !title.sectors.is_empty(),
            None => is_post(article, at) && is_rank(article, at),
        }
}

fn of_words_before(reading: &Reading<'_>, name: &Mention) -> Vec<(Post, Option<RoleStatus>)> {
    let article = reading.article;
    let sentence = article.parse.sentence_around(name.words.start);
    let mut found: Vec<(Post, Option<RoleStatus>)> = Vec::new();
    let mut end = name.words.start;
    for _ in 0..4 {
        let Some(post) = ending_at(article, end, sentence.start) else { break };
        // "Her sister, a minister": the noun must belong to the name, or stand alone before it.
        if !belongs_to(reading, name, &post) {
            break;
        }
        let first = post::title(reading, reading.entities.at(name.head), &post).1.start;
        end = first;
        let before = post.turned_from(article);
        found.push((post, None));
        // "boxer-turned-senator Emil Kraus"
        if let Some(before) = before {
            end = before.core.start;
            found.push((before, Some(RoleStatus::Former)));
        }
        // "footballer and coach Emil Kraus"
        let mut bare = end;
        while bare > sentence.start && post::is_left_out(article, bare - 1) {
            bare -= 1;
        }
        let and = bare.checked_sub(1).filter(|&at| at > sentence.start);
        if and.is_some_and(|and| article.word(and).lower == "and" && is_post(article, and - 1)) {
            end = bare - 1;
        }
    }
    found.reverse();
    // What stands before several titles is said of all: "former footballer and coach".
    let before = found.first().and_then(|(post, _)| status::before(article, post));
    if found.len() > 1 && before == Some(RoleStatus::Former) {
        for (_, status) in &mut found {
            *status = before;
        }
    }
    found
}

/// The post whose last word stands right before a place.
fn ending_at(article: &Article<'_>, end: usize, first: usize) -> Option<Post> {
    let last = end.checked_sub(1).filter(|&last| last >= first)?;
    // "President-elect Ada Lim"
    let suffixed = last > first + 1
        && is_hyphen(article, last - 1)
        && lexicon().post_status(&article.word(last).lower).is_some();
    let last = if suffixed { last - 2 } else { last };
    let word = article.word(last);
    // "free-agent quarterback": no agent.
    let glued = last > first + 1
        && is_hyphen(article, last - 1)
        && article.word(last - 2).upos == Upos::Adj
        && lexicon().post_status(&article.word(last - 2).lower).is_none();
    if glued && word.relation == Relation::Compound {
        return None;
    }
    if is_post(article, last) && number_of(article, last) != Number::Plural {
        return Post::at(article, last);
    }
    if !suffixed && says_office(article, last) {
        return Some(Post { head: last, core: last..last + 1 });
    }
    // "Minister of Health Ada Lim"
    let of = (last.saturating_sub(4)..last).rev().find(|&at| {
        at > first
            && matches!(article.word(at).lower.as_str(), "of" | "for")
            && is_post(article, at - 1)
    })?;
    let noun = matches!(word.upos, Upos::Noun | Upos::Propn);
    (noun
        && (of + 1..=last).all(|at| {
            matches!(article.word(at).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj)
        }))
    .then(|| Post::at(article, of - 1))
    .flatten()
}

/// Whether a post before a name is said of its bearer.
fn belongs_to(reading: &Reading<'_>, name: &Mention, post: &Post) -> bool {
    let article = reading.article;
    let own = reading.entities.at(name.head);
    let other = reading.entities.at(post.head);
    if other.is_some() && other == own {
        return true;
    }
    // A post that is somebody else by name: "Lim's minister Novak" is Novak.
    let somebody = other.is_some_and(|id| {
        let entity = reading.entities.get(id);
        entity.kind == EntityKind::Person
            && entity.mentions.iter().take(32).any(|mention| mention.form == MentionForm::Name)
    });
    let (head, noun) = (article.word(name.head), article.word(post.head));
    // "The minister Ada Lim had named left": two subjects, of two clauses.
    let apart = noun.relation == Relation::Nsubj
        && head.relation == Relation::Nsubj
        && noun.head != head.head;
    !somebody && !apart
}

/// The plural title before the first of several names joined by `and`.
fn of_first_conjunct(reading: &Reading<'_>, name: &Mention) -> Vec<(Post, Option<RoleStatus>)> {
    let article = reading.article;
    let word = article.word(name.head);
    let first = match word.relation {
        Relation::Conj => word.head,
        _ => article.parse.first_related(name.head, Relation::Conj).map(|_| name.head),
    };
    let Some(first) = first else { return Vec::new() };
    let sentence = article.parse.sentence_around(first);
    let start = (sentence.start..=first)
        .rev()
        .take(REACH)
        .take_while(|&at| article.word(at).upos == Upos::Propn && !is_post(article, at))
        .last();
    let title = start.and_then(|start| start.checked_sub(1)).filter(|&at| at >= sentence.start);
    title
        .filter(|&at| is_post(article, at) && number_of(article, at) == Number::Plural)
        .and_then(|at| Post::at(article, at))
        .map(|post| (post, None))
        .into_iter()
        .collect()
}
