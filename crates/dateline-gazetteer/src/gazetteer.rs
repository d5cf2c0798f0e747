use crate::country::{Belonging, Countries, Country, Seat};
use crate::place::Place;
use crate::table::Table;

/// How many words the longest names have that are worth trying.
const LONGEST_NAME: usize = 6;

/// The names of places, and what they mean.
#[derive(Debug, Clone, Copy)]
pub struct Gazetteer {
    table: &'static Table,
    countries: &'static Countries,
}

impl Gazetteer {
    /// The gazetteer that the program carries.
    pub fn embedded() -> Self {
        Self { table: Table::embedded(), countries: Countries::embedded() }
    }

    /// A gazetteer with another table of places.
    pub(crate) fn of(table: &'static Table) -> Self {
        Self { table, countries: Countries::embedded() }
    }

    /// The places that a name may mean, without regard to case, accents, hyphens and a leading
    /// article. Countries first, then divisions, counties, towns and areas.
    pub fn lookup(&self, name: &str) -> Vec<Place> {
        self.table.lookup(name)
    }

    /// Whose the places are, and under which licence: who passes them on says so.
    pub fn attribution(&self) -> &'static str {
        self.table.attribution()
    }

    /// The longest name that these words begin with: how many words it takes, and what it may
    /// mean.
    ///
    /// ```
    /// # use dateline_gazetteer::Gazetteer;
    /// let words = ["New", "South", "Wales", "police"];
    /// let (length, places) = Gazetteer::embedded().longest_match(&words).unwrap();
    /// assert_eq!((length, places[0].country), (3, Some("AUS")));
    /// ```
    pub fn longest_match(&self, words: &[&str]) -> Option<(usize, Vec<Place>)> {
        (1..=words.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let places = self.lookup(&words[..length].join(" "));
            (!places.is_empty()).then_some((length, places))
        })
    }

    /// All countries and territories, by their code.
    pub fn countries(&self) -> &'static [Country] {
        self.countries.list()
    }

    /// The country with this code: ISO 3166-1 alpha-3.
    pub fn country(&self, code: &str) -> Option<&'static Country> {
        self.countries.by_code(code)
    }

    /// The country with this name: `South Korea`, `the U.S.`, `DPRK`.
    pub fn country_named(&self, name: &str) -> Option<&'static Country> {
        self.countries.named(name)
    }

    /// The country whose capital has this name.
    pub fn country_with_capital(&self, name: &str) -> Option<&'static Country> {
        self.countries.with_capital(name)
    }

    /// Where somebody or something belongs by an adjective or noun: `Kenyan`, `Kenyans`.
    pub fn demonym(&self, word: &str) -> Option<Belonging> {
        self.countries.demonym(word)
    }

    /// What a building or quarter stands for: `the Kremlin`.
    pub fn seat(&self, name: &str) -> Option<&'static Seat> {
        self.countries.seat(name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::PlaceKind;

    #[test]
    fn names_of_countries() {
        let cases = [
            ("North Korea", "PRK"),
            ("the Republic of Korea", "KOR"),
            ("U.S.", "USA"),
            ("United States", "USA"),
            ("Côte d’Ivoire", "CIV"),
            ("Burma", "MMR"),
            ("The Gambia", "GMB"),
        ];
        for (name, code) in cases {
            let country = Gazetteer::embedded().country_named(name);
            assert_eq!(country.map(|country| country.code), Some(code), "{name}");
        }
    }

    #[test]
    fn words_for_who_belongs() {
        let cases = [
            ("North Korean", Some("PRK"), "North Korea"),
            ("Frenchmen", Some("FRA"), "France"),
            ("Swiss", Some("CHE"), "Switzerland"),
            ("Scottish", Some("GBR"), "Scotland"),
            ("European", None, "Europe"),
            ("Texans", Some("USA"), "USA"),
        ];
        for (word, country, place) in cases {
            let belonging = Gazetteer::embedded().demonym(word);
            assert_eq!(belonging, Some(Belonging { country, place }), "{word}");
        }
        assert_eq!(Gazetteer::embedded().demonym("diplomat"), None);
    }

    #[test]
    fn places_have_their_country_and_division() {
        let gazetteer = Gazetteer::embedded();
        let cases = [
            ("Kyiv", PlaceKind::Town, "UKR", 50.45, 30.52),
            ("Kiev", PlaceKind::Town, "UKR", 50.45, 30.52),
            ("Sao Paulo", PlaceKind::Town, "BRA", -23.55, -46.63),
            ("Xinjiang", PlaceKind::Division, "CHN", 41.0, 85.0),
            ("Kremlin", PlaceKind::Seat, "RUS", 55.75, 37.62),
        ];
        for (name, kind, country, lat, lon) in cases {
            let found = gazetteer.lookup(name).into_iter().any(|place| {
                place.kind == kind
                    && place.country == Some(country)
                    && (place.lat - lat).abs() < 0.1
                    && (place.lon - lon).abs() < 0.1
            });
            assert!(found, "{name}: {:?}", gazetteer.lookup(name));
        }
        let joplin = gazetteer.lookup("Joplin");
        assert!(joplin.iter().any(|place| place.division == Some("Missouri")), "{joplin:?}");
    }

    #[test]
    fn lexicons_are_well_formed() {
        let gazetteer = Gazetteer::embedded();
        let mut codes = HashSet::new();
        for country in gazetteer.countries() {
            assert_eq!(country.code.len(), 3, "{country:?}");
            assert!(codes.insert(country.code), "{} stands twice", country.code);
            assert_eq!(gazetteer.country_named(country.name), Some(country));
            let places = gazetteer.lookup(country.name);
            assert_eq!(places[0].country, Some(country.code), "{country:?}");
        }
    }

    #[test]
    fn strange_names_mean_nothing() {
        let long = "x".repeat(100_000);
        for name in ["", " ", "the", "...", "\u{0}\u{301}", "😀", &long] {
            assert!(Gazetteer::embedded().lookup(name).is_empty());
        }
    }
}
