//! Offices: `former deputy ambassador to Peru`, `served as a lawmaker in 2020-24`.

use std::collections::HashMap;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, EntityKind, MentionForm, RoleStatus};
use jiff::civil::Date;

use super::lexicon::lexicon;
use super::nominals::{country_of_phrase, extent};
use super::{Entities, Mention, Role};
use crate::article::Article;
use crate::times::Times;

/// Gives every person the roles that their descriptions and titles say.
pub(super) fn read(article: &Article<'_>, times: &Times, entities: &mut Entities) {
    let time_starts: Vec<(usize, usize)> =
        times.list.iter().enumerate().map(|(at, time)| (time.words.start, at)).collect();
    for index in 0..entities.list.len() {
        let id = EntityId::from_index(index);
        if entities.get(id).kind != EntityKind::Person {
            continue;
        }
        let mut posts: Vec<usize> = Vec::new();
        for mention in &entities.get(id).mentions {
            match mention.form {
                MentionForm::Nominal => posts.push(mention.head),
                MentionForm::Name => posts.extend(titles(article, mention)),
                MentionForm::Pronoun => {}
            }
        }
        let mut roles: Vec<Role> = Vec::new();
        let mut known: HashMap<(String, Option<EntityId>), usize> = HashMap::new();
        for post in posts {
            let Some(role) = role(article, times, &time_starts, entities, id, post) else {
                continue;
            };
            let place =
                *known.entry((role.title.clone(), role.organisation)).or_insert(roles.len());
            match roles.get_mut(place) {
                Some(known) => {
                    known.status = known.status.or(role.status);
                    known.earliest = known.earliest.take().or(role.earliest);
                    known.latest = known.latest.take().or(role.latest);
                }
                None => roles.push(role),
            }
        }
        entities.list[index].roles = roles;
    }
}

/// The posts set before a name.
fn titles(article: &Article<'_>, name: &Mention) -> Vec<usize> {
    super::structure::posts_before(article, name.head, name.words.start)
}

/// The role that a noun says of its holder, or `None` where it says no post.
fn role(
    article: &Article<'_>,
    times: &Times,
    time_starts: &[(usize, usize)],
    entities: &Entities,
    holder: EntityId,
    post: usize,
) -> Option<Role> {
    if !lexicon().is_post(&article.word(post).lemma.to_lowercase()) {
        return None;
    }
    let words = extent(article, post);
    let title = title(article, post);
    let (organisation, place) = seat(article, entities, holder, post);
    let mut status = status(article, post);
    let mut span = words.clone();
    let mut earliest = None;
    let mut latest = None;
    let clause = clause_of_service(article, post);
    if let Some(clause) = clause {
        span = span.start.min(clause)..span.end.max(clause + 1);
        status = status.or_else(|| tense_of_service(article, clause));
    }
    let bounds = clause.unwrap_or(post);
    for &(start, at) in within(time_starts, article.parse.subtree_range(bounds)) {
        let attached = article
            .parse
            .ancestors(start)
            .skip(1)
            .take(3)
            .any(|above| above == post || Some(above) == clause);
        if !attached {
            continue;
        }
        let time = &times.list[at];
        let before = time.words.start.checked_sub(1).map(|before| &*article.word(before).lower);
        let item = &time.item;
        match before {
            Some("since" | "from") => earliest = item.earliest.map(first_day),
            Some("until" | "till" | "to") => latest = item.latest.map(last_day),
            _ => {
                earliest = item.earliest.map(first_day);
                latest = item.latest.map(last_day);
            }
        }
        break;
    }
    Some(Role { title, organisation, place, earliest, latest, status, words: span })
}

/// The times that begin within a range of words; `time_starts` is in their order.
fn within(time_starts: &[(usize, usize)], words: std::ops::Range<usize>) -> &[(usize, usize)] {
    let from = time_starts.partition_point(|&(start, _)| start < words.start);
    let to = time_starts.partition_point(|&(start, _)| start < words.end);
    &time_starts[from..to]
}

/// A first day as exactly as it can be meant: the year where it is its first day.
fn first_day(date: Date) -> String {
    if date.month() == 1 && date.day() == 1 {
        format!("{:04}", date.year())
    } else if date.day() == 1 {
        format!("{:04}-{:02}", date.year(), date.month())
    } else {
        date.to_string()
    }
}

/// A last day likewise.
fn last_day(date: Date) -> String {
    if date.month() == 12 && date.day() == 31 {
        format!("{:04}", date.year())
    } else if date.day() == date.days_in_month() {
        format!("{:04}-{:02}", date.year(), date.month())
    } else {
        date.to_string()
    }
}

/// The words of a post without those for its country, its holder's age and whether it is held:
/// of `the former Kenyan deputy ambassador to Peru`, `deputy ambassador`; with what it is for:
/// `counselor of political affairs`.
fn title(article: &Article<'_>, post: usize) -> String {
    let parse = article.parse;
    let mut words: Vec<usize> = vec![post];
    for below in parse.dependents(post) {
        let word = article.word(below);
        let belongs = match word.relation {
            Relation::Compound => {
                !is_country(article, below)
                    && (word.upos != Upos::Propn || lexicon().is_post_modifier(&word.lower))
            }
            Relation::Amod => lexicon().is_post_modifier(&word.lower),
            _ => false,
        };
        if belongs && below < post {
            words.extend(parse.subtree(below).into_iter().filter(|&word| word < post));
        }
    }
    words.sort_unstable();
    words.dedup();
    // Only what stands together with the post: "deputy prime minister", but of "acting Kenyan
    // ambassador" both words, though they stand apart.
    let mut title: Vec<&str> = words.iter().map(|&word| article.form(word)).collect();
    if let Some(subject) = subject_of_post(article, post) {
        let phrase = extent(article, subject);
        title.push("of");
        title.push(article.surface(phrase.start.max(post + 2).min(subject)..subject + 1));
    }
    title.join(" ")
}

/// `of political affairs`: what a post is for, where that is a common noun of no organisation.
fn subject_of_post(article: &Article<'_>, post: usize) -> Option<usize> {
    article.parse.related(post, Relation::Nmod).find(|&below| {
        let word = article.word(below);
        let of = article
            .parse
            .first_related(below, Relation::Case)
            .is_some_and(|case| article.word(case).lower == "of");
        of && word.upos == Upos::Noun
            && below > post
            && article.parse.first_related(below, Relation::Det).is_none()
            && lexicon().noun(&word.lemma).is_none()
    })
}

fn is_country(article: &Article<'_>, word: usize) -> bool {
    country_of_phrase(article, word, dateline_gazetteer::Gazetteer::embedded()).is_some()
}

/// The organisation and the place that a post is held at or for.
fn seat(
    article: &Article<'_>,
    entities: &Entities,
    holder: EntityId,
    post: usize,
) -> (Option<EntityId>, Option<EntityId>) {
    let mut organisation = None;
    let mut place = None;
    let mut look = |word: usize| {
        let Some(id) = entities.at(word).filter(|&id| id != holder) else { return };
        match entities.get(id).kind {
            EntityKind::Organisation if organisation.is_none() => organisation = Some(id),
            EntityKind::Place if place.is_none() => place = Some(id),
            _ => {}
        }
    };
    let parse = article.parse;
    let mut open: Vec<(usize, usize)> = vec![(post, 0)];
    if let Some(clause) = clause_of_service(article, post) {
        open.extend(
            parse
                .related(clause, Relation::Obl)
                .filter(|&below| below > post)
                .map(|below| (below, 1)),
        );
        for below in parse.related(clause, Relation::Obl).filter(|&below| below > post) {
            look(below);
        }
    }
    let mut next = 0;
    while next < open.len() {
        let (at, depth) = open[next];
        next += 1;
        for below in parse.dependents(at) {
            if matches!(article.word(below).relation, Relation::Nmod | Relation::Compound) {
                look(below);
                if depth < 2 {
                    open.push((below, depth + 1));
                }
            }
        }
    }
    (organisation, place)
}

/// Whether the words before a post say that it is held.
fn status(article: &Article<'_>, post: usize) -> Option<RoleStatus> {
    let mut found = None;
    for below in article.parse.dependents(post).filter(|&below| below < post) {
        let word = article.word(below);
        if !matches!(
            word.relation,
            Relation::Amod | Relation::Advmod | Relation::Compound | Relation::Det
        ) {
            continue;
        }
        match lexicon().post_status(&word.lower) {
            // "former acting ambassador" is no longer acting.
            Some(RoleStatus::Former) => return Some(RoleStatus::Former),
            Some(status) => found = found.or(Some(status)),
            None => {}
        }
    }
    let lower = &article.word(post).lower;
    if let Some((prefix, _)) = lower.split_once('-') {
        found = lexicon().post_status(prefix).or(found);
    }
    if let Some((_, suffix)) = lower.rsplit_once('-') {
        found = lexicon().post_status(suffix).or(found);
    }
    found
}

/// The verb of `served as a lawmaker`, for the lawmaker.
fn clause_of_service(article: &Article<'_>, post: usize) -> Option<usize> {
    super::structure::service(article, post)
}

/// Whether a service is over: `had served`, `served`, `after serving`.
fn tense_of_service(article: &Article<'_>, verb: usize) -> Option<RoleStatus> {
    let word = article.word(verb);
    let parse = article.parse;
    let has = |lower: &[&str]| {
        parse.dependents(verb).any(|below| lower.contains(&article.word(below).lower.as_str()))
    };
    match word.xpos {
        "VBD" => Some(RoleStatus::Former),
        "VBN" if has(&["had"]) => Some(RoleStatus::Former),
        "VBG" if has(&["after", "since"]) => Some(RoleStatus::Former),
        "VBZ" | "VBP" => Some(RoleStatus::Current),
        _ => None,
    }
}
