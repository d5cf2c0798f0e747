//! Who the actors of a report are: their roles, their sectors, and what a place name stands for.
//! The tables are data; each test prints what it misses and holds a floor.

#![allow(clippy::print_stdout, reason = "a test shows what it found")]

use dateline_reader::Reader;
use dateline_record::{Entity, Record, Report, RoleStatus, Span, Usage};

const ROLES: &str = include_str!("data/roles.txt");
const USAGE: &str = include_str!("data/usage.txt");
const SECTORS_TUNING: &str = include_str!("data/sectors-tuning.txt");
const SECTORS_HELD: &str = include_str!("data/sectors-held.txt");

fn read(reader: &Reader, text: &str) -> Record {
    let report = Report {
        text: text.to_owned(),
        published: Some("2024-09-18".to_owned()),
        ..Report::default()
    };
    reader.read(&report).expect("the sentence has words")
}

fn surface(record: &Record, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    record.report.text.chars().skip(start).take(end - start).collect()
}

/// A name or description without its article, in lower case.
fn bare(words: &str) -> String {
    let lower = words.to_lowercase();
    let article = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    article.unwrap_or(&lower).to_owned()
}

fn is_called(record: &Record, entity: &Entity, words: &str) -> bool {
    bare(&entity.name) == bare(words)
        || entity.mentions.iter().any(|mention| bare(&surface(record, mention.span)) == bare(words))
}

/// A sentence and the roles that it says.
struct RoleCase {
    sentence: &'static str,
    roles: Vec<[&'static str; 7]>,
}

fn role_cases() -> Vec<RoleCase> {
    let mut cases: Vec<RoleCase> = Vec::new();
    for line in ROLES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with(' ') {
            let columns: Vec<&str> = line.split('|').map(str::trim).collect();
            let columns = columns.try_into().expect("seven columns");
            cases.last_mut().expect("a sentence before its roles").roles.push(columns);
        } else {
            cases.push(RoleCase { sentence: line, roles: Vec::new() });
        }
    }
    cases
}

fn status_name(status: Option<RoleStatus>) -> &'static str {
    match status {
        Some(RoleStatus::Current) => "current",
        Some(RoleStatus::Former) => "former",
        Some(RoleStatus::Acting) => "acting",
        Some(RoleStatus::Designate) => "designate",
        Some(RoleStatus::Deceased) => "deceased",
        None => "-",
    }
}

#[test]
fn roles() {
    let reader = Reader::new().expect("the embedded model loads");
    let (mut asked, mut found, mut right, mut told) = (0, 0, 0, 0);
    for case in role_cases() {
        let record = read(&reader, case.sentence);
        let roles: Vec<(&Entity, &dateline_record::Role)> = record
            .entities
            .iter()
            .flat_map(|entity| entity.roles.iter().map(move |role| (entity, role)))
            .collect();
        told += roles.len();
        asked += case.roles.len();
        let mut complete = roles.len() == case.roles.len();
        for [holder, title, organisation, place, status, earliest, latest] in case.roles {
            let titled = roles.iter().find(|(entity, role)| {
                role.title.to_lowercase() == title.to_lowercase()
                    && is_called(&record, entity, holder)
            });
            found += usize::from(titled.is_some());
            let linked = |id: Option<dateline_record::EntityId>, words: &str| match (id, words) {
                (_, "?") => true,
                (None, words) => words == "-",
                (Some(id), words) => is_called(&record, &record.entities[id.index()], words),
            };
            let fits = titled.is_some_and(|(_, role)| {
                linked(role.organisation, organisation)
                    && linked(role.place, place)
                    && status_name(role.status) == status
                    && role.earliest.as_deref().unwrap_or("-") == earliest
                    && role.latest.as_deref().unwrap_or("-") == latest
            });
            right += usize::from(fits);
            complete &= fits;
        }
        if !complete {
            println!("{}", case.sentence);
            for (entity, role) in roles {
                let name = |id: Option<dateline_record::EntityId>| {
                    id.map_or("-", |id| record.entities[id.index()].name.as_str())
                };
                println!(
                    "    {} | {} | {} | {} | {} | {} | {}",
                    entity.name,
                    role.title,
                    name(role.organisation),
                    name(role.place),
                    status_name(role.status),
                    role.earliest.as_deref().unwrap_or("-"),
                    role.latest.as_deref().unwrap_or("-"),
                );
            }
        }
    }
    println!("roles: {asked} asked, {told} told, {found} with their title, {right} wholly right");
    assert!(right * 100 >= asked * ROLES_FLOOR, "{right} of {asked} roles are right");
    assert!(right * 100 >= told * ROLES_FLOOR, "{right} of {told} roles told are right");
}

/// The least share of roles that must be right, of those asked and of those told.
const ROLES_FLOOR: usize = 90;

/// The sectors of the subject of `PHRASE left the town on Monday`.
fn sectors_of(reader: &Reader, phrase: &str) -> Vec<String> {
    let mut letters = phrase.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let record = read(reader, &format!("{first}{} left the town on Monday.", letters.as_str()));
    let end = phrase.chars().count();
    // The mention that takes in most of the phrase.
    let whole = record
        .entities
        .iter()
        .flat_map(|entity| entity.mentions.iter().map(move |mention| (entity, mention.span)))
        .filter(|(_, span)| span.end as usize <= end)
        .max_by_key(|(_, span)| (span.end - span.start, std::cmp::Reverse(span.start)));
    let mut sectors = whole.map_or_else(Vec::new, |(entity, _)| entity.sectors.clone());
    sectors.sort_unstable();
    sectors
}

/// The shares, in percent, of phrases with exactly the right sectors, and the F1 of sectors.
fn score_sectors(reader: &Reader, table: &'static str, show: bool) -> (usize, usize) {
    let (mut phrases, mut exact, mut gold, mut told, mut both) = (0, 0, 0, 0, 0);
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (phrase, wanted) = line.split_once('\t').expect("two columns");
        let mut wanted: Vec<&str> = wanted.split(' ').filter(|sector| *sector != "-").collect();
        wanted.sort_unstable();
        let found = sectors_of(reader, phrase);
        phrases += 1;
        exact += usize::from(found == wanted);
        gold += wanted.len();
        told += found.len();
        both += found.iter().filter(|sector| wanted.contains(&sector.as_str())).count();
        if show && found != wanted {
            println!("{phrase}: expected {wanted:?}, found {found:?}");
        }
    }
    let f1 = 200 * both / (gold + told).max(1);
    println!("sectors: {exact} of {phrases} exact; {both} right of {gold}, {told} told; F1 {f1}");
    (100 * exact / phrases, f1)
}

#[test]
fn sectors_of_the_tuned_half() {
    let reader = Reader::new().expect("the embedded model loads");
    let (exact, f1) = score_sectors(&reader, SECTORS_TUNING, true);
    assert!(exact >= 94 && f1 >= 95, "{exact} % exact, F1 {f1}");
}

#[test]
fn sectors_of_the_held_half() {
    let reader = Reader::new().expect("the embedded model loads");
    let (exact, f1) = score_sectors(&reader, SECTORS_HELD, false);
    assert!(exact >= 86 && f1 >= 90, "{exact} % exact, F1 {f1}");
}

#[test]
fn uses_of_place_names() {
    let reader = Reader::new().expect("the embedded model loads");
    let (mut asked, mut right) = (0, 0);
    for line in USAGE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [sentence, name, wanted] = columns[..] else { panic!("three columns: {line}") };
        let record = read(&reader, sentence);
        let found = record
            .entities
            .iter()
            .flat_map(|entity| &entity.mentions)
            .filter(|mention| bare(&surface(&record, mention.span)) == bare(name))
            .max_by_key(|mention| mention.span.start)
            .and_then(|mention| mention.usage);
        let told = match found {
            Some(Usage::Literal) => "literal",
            Some(Usage::Metonymic) => "metonymic",
            Some(Usage::Modifier) => "modifier",
            None => "-",
        };
        asked += 1;
        right += usize::from(told == wanted);
        if told != wanted {
            println!("{sentence} {name}: expected {wanted}, found {told}");
        }
    }
    println!("uses: {right} of {asked}");
    assert!(right * 100 >= asked * USAGE_FLOOR, "{right} of {asked} uses are right");
}

/// The least share of uses that must be right, in percent.
const USAGE_FLOOR: usize = 90;

#[test]
fn actors_have_their_country() {
    // A sentence, an entity in it by a mention of its, and its country.
    const CASES: &[(&str, &str, Option<&str>)] = &[
        ("The Kenyan minister met the farmers.", "The Kenyan minister", Some("KEN")),
        (
            "North Korea's ambassador to Italy left Rome.",
            "North Korea's ambassador to Italy",
            Some("PRK"),
        ),
        ("Ana Reyes, the Chilean ambassador to Italy, left Rome.", "Ana Reyes", Some("CHL")),
        ("Lars Holm, prime minister of Norway, resigned.", "Lars Holm", Some("NOR")),
        ("The mayor of Nairobi praised the drivers.", "The mayor of Nairobi", Some("KEN")),
        ("The Bank of Japan raised rates.", "Bank of Japan", Some("JPN")),
        ("Hamas fired on the convoy.", "Hamas", Some("PSE")),
        ("The Kremlin rejected the offer.", "Kremlin", Some("RUS")),
        ("Tehran rejected the offer.", "Tehran", Some("IRN")),
        ("Turkish soldiers crossed the river.", "Turkish soldiers", Some("TUR")),
        ("Polish Defence Minister Jan Nowak flew to Riga.", "Jan Nowak", Some("POL")),
        ("Residents of Arequipa burned tyres.", "Residents of Arequipa", Some("PER")),
        ("Tourists in Lima were evacuated.", "Tourists in Lima", None),
        ("The mayor of Lagos praised the drivers.", "The mayor of Lagos", Some("NGA")),
        (
            "A spokesman for the Canadian army gave no details.",
            "A spokesman for the Canadian army",
            Some("CAN"),
        ),
        (
            "Jonas Weber, a spokesman for the Danish navy, gave no details.",
            "Jonas Weber",
            Some("DNK"),
        ),
        ("An ambassador to Italy left the hall.", "An ambassador to Italy", None),
        ("The farmers left the hall.", "The farmers", None),
        ("Kenyan troops crossed the river.", "Kenyan troops", Some("KEN")),
        (
            "The council met in Mombasa. Mombasa City Council voted.",
            "Mombasa City Council",
            Some("KEN"),
        ),
        ("A panel of the 14th U.S. Circuit Court ruled.", "14th U.S. Circuit Court", Some("USA")),
        ("Japan's Kitano Motor sold the plant.", "Kitano Motor", Some("JPN")),
        (
            "Polish Prime Minister Jan Nowak spoke. Nowak's cabinet met.",
            "Nowak's cabinet",
            Some("POL"),
        ),
    ];
    let reader = Reader::new().expect("the embedded model loads");
    let mut right = 0;
    for &(sentence, mention, country) in CASES {
        let record = read(&reader, sentence);
        let entity = record.entities.iter().find(|entity| is_called(&record, entity, mention));
        let found = entity.and_then(|entity| entity.country.as_deref());
        right += usize::from(entity.is_some() && found == country);
        if found != country {
            println!("{sentence} {mention}: expected {country:?}, found {found:?} ({entity:?})");
        }
    }
    println!("countries: {right} of {}", CASES.len());
    assert!(right * 10 >= CASES.len() * 9, "{right} of {} countries are right", CASES.len());
}

#[test]
fn strange_titles_end_well() {
    let reader = Reader::new().expect("the embedded model loads");
    let long = format!("{}minister Ana Reyes left.", "deputy ".repeat(2_000));
    let titles = format!("{}Ana Reyes left.", "President Minister Governor ".repeat(400));
    let nested = format!("Ana Reyes{} left.", ", the head of the board".repeat(500));
    let mixed = "Министр Ana Реyes, the وزير of 教育, was named министр of the 首相 at Партия.";
    let of = format!("Ana Reyes, director{} left.", " of the office".repeat(600));
    for text in [long.as_str(), titles.as_str(), nested.as_str(), mixed, of.as_str()] {
        let record = read(&reader, text);
        let characters = record.report.text.chars().count();
        for role in record.entities.iter().flat_map(|entity| &entity.roles) {
            assert!(role.span.start < role.span.end);
            assert!(role.span.end as usize <= characters);
            assert!(!role.title.is_empty());
        }
    }
}
