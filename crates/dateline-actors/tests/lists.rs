//! What may stand in a list, what is refused, and what is linked. All actors are invented.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use dateline_actors::{ActorList, Actors, Asked};
use dateline_record::EntityKind;

const CSV: &str = "\u{FEFF}Name,id,aliases,kind,country,sectors,codes,start,end,wikidata\r\n\
    Harbour Union,hu,HU; Union of the Harbour,organisation,KE,LAB,union; old,2010,2014,Q0\r\n\
    Maria Ossowska,mo,Мария Оссовская,person,Poland,GOV; MIL,,,,\r\n";

fn actors() -> Actors {
    Actors::new(vec![ActorList::from_csv("actors.csv", CSV.as_bytes()).unwrap()])
}

#[test]
fn a_list_in_csv_holds_what_its_columns_say() {
    let list = ActorList::from_csv("actors.csv", CSV.as_bytes()).unwrap();
    let [union, person] = &list.actors[..] else { panic!("{list:?}") };
    assert_eq!(union.id, "hu");
    assert_eq!(union.aliases, ["HU", "Union of the Harbour"]);
    assert_eq!(union.country.as_deref(), Some("KEN"));
    assert_eq!(union.codes, ["union", "old"]);
    assert_eq!(union.identifiers["wikidata"], "Q0");
    assert!(union.has_period() && !person.has_period());
    assert_eq!(person.kind, Some(EntityKind::Person));
    assert_eq!(person.country.as_deref(), Some("POL"));
    assert_eq!(person.sectors, ["GOV", "MIL"]);
}

#[test]
fn a_row_that_cannot_be_read_is_named_with_its_mending() {
    for (csv, row, problem) in [
        ("", 1, "expected a header row"),
        (
            "id,label\na,b\n",
            1,
            "found label; name a column for another identifier identifier.label",
        ),
        ("id,wikidata\na,b\n", 1, "expected one column name, but found 0"),
        ("id,name\na,Hale\nb\n", 3, "expected 2 columns, as the header row has, but found 1"),
        ("id,name\n,Hale\n", 2, "expected a value in the column id"),
        ("id,name\na,---\n", 2, "expected a name with letters"),
        ("id,name,kind\na,Hale,someone\n", 2, "expected a kind"),
        ("id,name,country\na,Hale,Ruritania\n", 2, "but found Ruritania"),
        ("id,name,sectors\na,Hale,government\n", 2, "expected sectors of three capitals"),
        ("id,name,start\na,Hale,spring\n", 2, "expected a date such as 2010"),
        ("id,name,start,end\na,Hale,2014,2010-05\n", 2, "expected an end after the start 2014"),
        ("id,name\na,Hale\na,Ossowska\n", 3, "than that of row 2, but found a again"),
    ] {
        let error = ActorList::from_csv("actors.csv", csv.as_bytes()).unwrap_err();
        assert_eq!(error.row, row, "{csv:?}: {error}");
        assert!(error.to_string().contains(problem), "{csv:?}: {error}");
    }
    let error = ActorList::from_csv("a.csv", b"id,name\na,H\xFFle\n").unwrap_err();
    assert!(error.problem.contains("UTF-8"), "{error}");
}

#[test]
fn entities_of_followthemoney_are_read() {
    let lines = concat!(
        r#"{"id":"p1","schema":"Person","properties":{"name":["Anna Hale"],"alias":["Hale, Anna","Anna Hale"],"country":["us"],"topics":["gov","sanction"],"wikidataId":["Q0"]}}"#,
        "\n\n",
        r#"{"id":"o1","schema":"Ownership","properties":{"owner":["p1"]}}"#,
        "\n",
        r#"{"id":"c1","schema":"Company","caption":"Hale Shipping Ltd","properties":{"dissolutionDate":["2012-05"]}}"#,
    );
    let list = ActorList::read(Path::new("lists/hale.ftm.json"), lines.as_bytes()).unwrap();
    let [person, company] = &list.actors[..] else { panic!("{list:?}") };
    assert_eq!(list.name, "hale.ftm.json");
    assert_eq!(person.aliases, ["Hale, Anna"]);
    assert_eq!(person.country.as_deref(), Some("USA"));
    assert_eq!(
        (&person.codes[..], &person.sectors[..]),
        (&["gov".to_owned(), "sanction".to_owned()][..], &["GOV".to_owned()][..])
    );
    assert_eq!(company.kind, Some(EntityKind::Organisation));
    assert!(company.has_period());

    let broken = ActorList::from_entities("broken.jsonl", b"{\"id\":\"a\"}\n").unwrap_err();
    assert_eq!(broken.row, 1);
    assert!(broken.problem.contains("write each entity on a line of its own"), "{broken}");
}

#[test]
fn names_lead_to_entries() {
    let day = |day| Some((day, day));
    let person = Some(EntityKind::Person);
    for (name, kind, published, expected) in [
        ("the Harbour Union", None, day("2012-03-04"), Some("hu")),
        ("HU", None, day("2012-03-04"), Some("hu")),
        ("Hu", None, day("2012-03-04"), None),
        ("HARBOUR UNION", None, day("2024-03-04"), None),
        ("Harbour Union", None, None, Some("hu")),
        ("Harbour Union", person, None, None),
        ("Maria Ossowska", person, None, Some("mo")),
        ("Maria Osowska", person, None, Some("mo")),
        ("Ossowska", person, None, None),
        ("Marta Lindqvist", person, None, None),
    ] {
        let asked = Asked { names: &[name], kind, published };
        let links = actors().links(&asked);
        assert_eq!(links.first().map(|link| link.id.as_str()), expected, "{name}: {links:?}");
    }
}

#[test]
fn links_say_why() {
    let known = Asked {
        names: &["Harbour Union"],
        published: Some(("2012-01-01", "2012-12-31")),
        ..Asked::default()
    };
    let unknown = Asked { published: None, ..known };
    let alike = Asked { names: &["Maria Osowska"], ..Asked::default() };
    for (asked, why) in [
        (known, "“Harbour Union” is a name of it; the entry holds 2010 to 2014"),
        (unknown, "2010 to 2014, but when the report was published is not known"),
        (alike, "“Maria Osowska” is like “Maria Ossowska”: "),
    ] {
        let links = actors().links(&asked);
        assert!(links[0].why.contains(why), "{links:?}");
    }
}
