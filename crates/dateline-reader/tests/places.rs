//! Which of the places of a name a report means: what its words say of where it is at home.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;

use dateline_record::EntityKind;

/// The country and division of a place of this name.
fn place(text: &str, name: &str) -> Option<(String, Option<String>, String)> {
    let record = reading::read(text);
    let entity = record
        .entities
        .iter()
        .find(|entity| entity.kind == EntityKind::Place && entity.name == name)?;
    let place = entity.place.clone()?;
    Some((place.country?, place.admin1, place.feature))
}

#[test]
fn names_of_several_places_are_told_apart() {
    // Text, name, country, division, feature class.
    let cases = [
        // What a town has, and a country has not.
        (
            "Turkey Mayor Ana Reyes opened the fair in the city of Turkey, Texas. The school board \
             and the county commissioners helped.",
            "Turkey",
            "USA",
            Some("Texas"),
            "P",
        ),
        ("Turkey recalled its ambassador from Greece.", "Turkey", "TUR", None, "A"),
        // A village that nobody counted, by its state.
        (
            "The fire began in Lanexa, Va., on Monday, the sheriff said.",
            "Lanexa",
            "USA",
            Some("Virginia"),
            "P",
        ),
        // The press of a country writes of its own towns.
        (
            "A councillor in Perth said the crown court would hear the case. The council tax is due, \
             and the NHS warned pensioners in Dundee.",
            "Perth",
            "GBR",
            Some("Scotland"),
            "P",
        ),
        (
            "The premier of Western Australia met miners in Perth.",
            "Perth",
            "AUS",
            Some("Western Australia"),
            "P",
        ),
    ];
    for (text, name, country, division, feature) in cases {
        let found = place(text, name);
        let expected = (country.to_owned(), division.map(str::to_owned), feature.to_owned());
        assert_eq!(found, Some(expected), "{text}");
    }
}

#[test]
fn a_name_among_counties_is_a_county() {
    let text = "Rain closed roads in Hamilton, Marion and Hendricks counties, Ind., on Monday.";
    for name in ["Hamilton", "Marion", "Hendricks"] {
        let (country, division, feature) = place(text, name).unwrap();
        assert_eq!((country.as_str(), division.as_deref()), ("USA", Some("Indiana")), "{name}");
        assert_eq!(feature, "A", "{name}");
    }
}
