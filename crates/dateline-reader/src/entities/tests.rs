//! Reports of a sentence or two, and who is who in them. The names are given, so that these tests
//! ask nothing of the recogniser of names.

use dateline_language::{Model, Name, NameKind, Parse};
use dateline_record::{
    EntityId, EntityKind, MentionForm, Published, PublishedBasis, Report, RoleStatus,
};

use super::Entities;
use crate::article::Article;
use crate::front::Front;
use crate::places::{self, Places};
use crate::times::Times;

const PERSON: NameKind = NameKind::Person;
const ORGANISATION: NameKind = NameKind::Organisation;
const LOCATION: NameKind = NameKind::Location;
const MISCELLANEOUS: NameKind = NameKind::Miscellaneous;

/// Runs a check on the entities of a text in which these are the names, wherever they stand.
fn read(
    text: &str,
    names: &[(&str, NameKind)],
    check: impl FnOnce(&Article<'_>, &Entities, &Places),
) {
    let segmented = dateline_text::segment(text);
    let model = Model::embedded().expect("the embedded model loads");
    let parse = model.parse(text, &segmented);
    let mut found = Vec::new();
    for &(name, kind) in names {
        for (start, _) in text.match_indices(name) {
            let words = parse.words();
            let from = words.partition_point(|word| word.span.start < start);
            let to = words.partition_point(|word| word.span.start < start + name.len());
            if from < to {
                found.push(Name { words: from..to, kind, confidence: 1.0 });
            }
        }
    }
    found.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
    let mut end = 0;
    found.retain(|name| {
        let apart = name.words.start >= end;
        end = end.max(name.words.end);
        apart
    });
    let parse = Parse::new(parse.words().to_vec(), parse.sentences().to_vec(), found);
    let report = Report { text: text.to_owned(), ..Report::default() };
    let article = Article::new(&report, &parse);
    let published = Published {
        value: None,
        basis: PublishedBasis::Unknown,
        earliest: None,
        latest: None,
        why: Vec::new(),
    };
    let times = Times { published, list: Vec::new(), notes: Vec::new() };
    let entities = super::read(&article, &Front::default(), &times, model.meanings().ok());
    let places = places::read(
        &article,
        &Front::default(),
        &entities,
        dateline_gazetteer::Gazetteer::embedded(),
    );
    check(&article, &entities, &places);
}

/// The entity with a mention of exactly these words, the last one.
fn mentioned(article: &Article<'_>, entities: &Entities, words: &str) -> Option<EntityId> {
    entities
        .list
        .iter()
        .enumerate()
        .flat_map(|(at, entity)| entity.mentions.iter().map(move |mention| (at, mention)))
        .filter(|(_, mention)| article.surface(mention.words.clone()) == words)
        .max_by_key(|(_, mention)| mention.words.start)
        .map(|(at, _)| EntityId::from_index(at))
}

#[test]
fn mentions_of_one() {
    // The text, its names, two mentions, and whether they are of one entity.
    type Case<'a> = (&'a str, &'a [(&'a str, NameKind)], &'a str, &'a str, bool);
    let cases: &[Case<'_>] = &[
        (
            "Ana Reyes met Luis Lim in the capital. Reyes thanked Lim.",
            &[("Ana Reyes", PERSON), ("Luis Lim", PERSON), ("Reyes", PERSON), ("Lim", PERSON)],
            "Ana Reyes",
            "Reyes",
            true,
        ),
        (
            "Pak Chol-min resigned on Monday. Pak gave no reason.",
            &[("Pak Chol-min", PERSON), ("Pak", PERSON)],
            "Pak Chol-min",
            "Pak",
            true,
        ),
        (
            "The National Shipping Board was founded in May. The NSB is small.",
            &[("National Shipping Board", ORGANISATION), ("NSB", ORGANISATION)],
            "National Shipping Board",
            "NSB",
            true,
        ),
        (
            "The United States sent a ship. The U.S. said no more.",
            &[("United States", LOCATION), ("U.S.", LOCATION)],
            "United States",
            "U.S.",
            true,
        ),
        (
            "North Korea fired a missile. People in the North were not told.",
            &[("North Korea", LOCATION), ("North", LOCATION)],
            "North Korea",
            "North",
            true,
        ),
        (
            "Kenyan officials arrived in Kenya.",
            &[("Kenyan", MISCELLANEOUS), ("Kenya", LOCATION)],
            "Kenyan",
            "Kenya",
            false,
        ),
        (
            "Maria Reyes left the city. She was tired.",
            &[("Maria Reyes", PERSON)],
            "Maria Reyes",
            "She",
            true,
        ),
        (
            "Maria Reyes met John Lim. He thanked her.",
            &[("Maria Reyes", PERSON), ("John Lim", PERSON)],
            "John Lim",
            "He",
            true,
        ),
        (
            "Meridian Bank closed its branches.",
            &[("Meridian Bank", ORGANISATION)],
            "Meridian Bank",
            "its",
            true,
        ),
        (
            "A ministry was attacked in the night. The ministry was empty.",
            &[],
            "A ministry",
            "The ministry",
            true,
        ),
        (
            "Kenya’s spy agency said so. The National Intelligence Service gave no details.",
            &[("Kenya", LOCATION), ("National Intelligence Service", ORGANISATION)],
            "Kenya’s spy agency",
            "National Intelligence Service",
            true,
        ),
    ];
    for &(text, names, first, second, expected) in cases {
        read(text, names, |article, entities, _| {
            let first_entity = mentioned(article, entities, first);
            let second_entity = mentioned(article, entities, second);
            assert!(first_entity.is_some(), "{text}: no {first}: {entities:#?}");
            assert!(second_entity.is_some(), "{text}: no {second}: {entities:#?}");
            assert_eq!(first_entity == second_entity, expected, "{text}: {first}, {second}");
        });
    }
}

#[test]
fn groups_have_their_members() {
    let names = [("Kenya", LOCATION), ("Uganda", LOCATION)];
    let text = "Kenya and Uganda signed a treaty. The two countries share a border.";
    read(text, &names, |article, entities, places| {
        let group = mentioned(article, entities, "The two countries").expect("a group");
        let members: Vec<_> = entities
            .get(group)
            .members
            .iter()
            .map(|&member| places.get(member).country.as_deref())
            .collect();
        assert_eq!(members, [Some("KEN"), Some("UGA")]);
    });
}

#[test]
fn persons_named_together_are_the_group_that_is_meant() {
    // The text, a mention of the group, and its members.
    let cases: &[(&str, &str, &[&str])] = &[
        ("Ana Reyes and Luis Lim met. They agreed on a price.", "They", &["Ana Reyes", "Luis Lim"]),
        (
            "Ana Reyes was tried with Luis Lim. The pair denied the charges.",
            "The pair",
            &["Ana Reyes", "Luis Lim"],
        ),
        (
            "Ana Reyes, Luis Lim and Peter Novak were tried. The trio denied the charges.",
            "The trio",
            &["Ana Reyes", "Luis Lim", "Peter Novak"],
        ),
        ("Ana Reyes left. A couple denied the charges.", "A couple", &[]),
    ];
    let names = [("Ana Reyes", PERSON), ("Luis Lim", PERSON), ("Peter Novak", PERSON)];
    for &(text, group, expected) in cases {
        read(text, &names, |article, entities, _| {
            let group = mentioned(article, entities, group).expect("a group");
            let members: Vec<&str> = entities
                .get(group)
                .members
                .iter()
                .map(|&member| entities.get(member).name.as_str())
                .collect();
            assert_eq!(members, expected, "{text}");
        });
    }
}

#[test]
fn a_relative_pronoun_is_no_mention_but_means_its_noun() {
    read("The pilot who fled was caught.", &[], |article, entities, _| {
        let pilot = mentioned(article, entities, "The pilot").expect("a person");
        assert_eq!(entities.get(pilot).mentions.len(), 1);
        assert_eq!(entities.at(2), Some(pilot), "who");
    });
}

#[test]
fn roles_of_persons() {
    let cases: &[(&str, &str, Option<RoleStatus>)] = &[
        (
            "Ana Reyes, a former deputy ambassador to Peru, left the town.",
            "deputy ambassador",
            Some(RoleStatus::Former),
        ),
        ("The Kenyan president Ana Reyes left the town.", "president", None),
        ("Ana Reyes, the acting mayor, left the town.", "acting mayor", Some(RoleStatus::Acting)),
    ];
    for &(text, title, status) in cases {
        let names = [("Ana Reyes", PERSON), ("Peru", LOCATION), ("Kenyan", MISCELLANEOUS)];
        read(text, &names, |article, entities, _| {
            let holder = mentioned(article, entities, "Ana Reyes").expect("a holder");
            let roles: Vec<_> = entities
                .get(holder)
                .roles
                .iter()
                .map(|role| (role.title.as_str(), role.status))
                .collect();
            assert_eq!(roles, [(title, status)], "{text}");
        });
    }
}

#[test]
fn places_by_what_is_said_around_them() {
    let cases = [
        ("The mayor of Springfield, Illinois, resigned.", "Springfield", "Illinois"),
        ("The mayor of Springfield, Missouri, resigned.", "Springfield", "Missouri"),
    ];
    for (text, name, division) in cases {
        let names = [(name, LOCATION), (division, LOCATION)];
        read(text, &names, |article, entities, places| {
            let id = mentioned(article, entities, name).expect("a place");
            let place = places.get(id).place.as_ref().expect("a place that is known");
            assert_eq!(place.admin1.as_deref(), Some(division), "{text}");
        });
    }
}

#[test]
fn countries_of_persons_and_organisations() {
    let names = [("Ana Reyes", PERSON), ("Nairobi", LOCATION), ("Kenyan", MISCELLANEOUS)];
    let text = "The Kenyan president Ana Reyes praised Nairobi’s foreign ministry.";
    read(text, &names, |article, entities, places| {
        for mention in ["Ana Reyes", "Nairobi’s foreign ministry", "Nairobi"] {
            let id = mentioned(article, entities, mention).expect("an entity");
            assert_eq!(places.get(id).country.as_deref(), Some("KEN"), "{mention}");
        }
    });
}

#[test]
fn strange_texts_have_entities_of_names_alone() {
    let repeated = "Reyes ".repeat(3_000);
    for text in ["?! ... -", "\u{0}\u{1} 😀 😀", repeated.as_str()] {
        read(text, &[("Reyes", PERSON)], |_, entities, _| {
            for entity in &entities.list {
                assert_eq!(entity.kind, EntityKind::Person);
                assert!(entity.mentions.iter().all(|mention| mention.form == MentionForm::Name));
            }
        });
    }
}
