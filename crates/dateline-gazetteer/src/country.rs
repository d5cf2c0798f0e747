//! Countries, and the words for what and who belongs to a country, region or division.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;

const COUNTRIES: &str = include_str!("../lexicons/countries.tsv");
const REGIONS: &str = include_str!("../lexicons/regions.tsv");
const DIVISIONS: &str = include_str!("../lexicons/divisions.tsv");
const SEATS: &str = include_str!("../lexicons/seats.tsv");

/// A country or territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub code: &'static str,
    /// ISO 3166-1 alpha-2.
    pub alpha2: &'static str,
    /// Its usual name.
    pub name: &'static str,
    /// Where its government sits; empty where it has no such town.
    pub capital: &'static str,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
}

/// Where somebody or something belongs by an adjective or noun such as `Kenyan`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belonging {
    /// The country: ISO 3166-1 alpha-3. `None` for a region of several (`European`).
    pub country: Option<&'static str>,
    /// The name of the country, region or division.
    pub place: &'static str,
}

/// A building or quarter that stands for a body of government.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The country whose government it is: ISO 3166-1 alpha-3.
    pub country: &'static str,
    /// The PLOVER sectors of the body.
    pub sectors: Vec<&'static str>,
}

/// The parts of the gazetteer that are small enough to be read when first asked for.
#[derive(Debug, Default)]
pub(crate) struct Countries {
    list: Vec<Country>,
    by_code: HashMap<&'static str, usize>,
    by_name: HashMap<String, usize>,
    by_capital: HashMap<String, usize>,
    demonyms: HashMap<String, Belonging>,
    seats: HashMap<String, Seat>,
}

static ALL: LazyLock<Countries> = LazyLock::new(Countries::read);

/// The rows of a lexicon, as columns.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The entries of a column.
fn entries(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split("; ").filter(|entry| !entry.is_empty())
}

impl Countries {
    pub(crate) fn embedded() -> &'static Self {
        &ALL
    }

    fn read() -> Self {
        let mut all = Self::default();
        for row in rows(COUNTRIES) {
            let [code, alpha2, name, aliases, demonyms, capital, ..] = row[..] else { continue };
            let at = all.list.len();
            let geonames = row.get(8).and_then(|number| number.parse().ok());
            all.list.push(Country { code, alpha2, name, capital, geonames });
            all.by_code.insert(code, at);
            for name in std::iter::once(name).chain(entries(aliases)) {
                all.by_name.insert(fold(name), at);
            }
            if !capital.is_empty() {
                all.by_capital.entry(fold(capital)).or_insert(at);
            }
            all.belonging(demonyms, Belonging { country: Some(code), place: name });
        }
        for row in rows(REGIONS) {
            let [name, _, demonyms, _, _, _, country, _] = row[..] else { continue };
            let country = Some(country).filter(|country| !country.is_empty());
            all.belonging(demonyms, Belonging { country, place: name });
        }
        for row in rows(DIVISIONS) {
            let [code, _, demonyms, ..] = row[..] else { continue };
            let country = match &code[..2] {
                "US" => "USA",
                "CA" => "CAN",
                _ => "AUS",
            };
            all.belonging(demonyms, Belonging { country: Some(country), place: country });
        }
        for row in rows(SEATS) {
            let [name, country, sectors, ..] = row[..] else { continue };
            all.seats.insert(fold(name), Seat { country, sectors: entries(sectors).collect() });
        }
        all
    }

    /// Enters demonyms, with their plurals; what is entered first stays.
    fn belonging(&mut self, demonyms: &'static str, belonging: Belonging) {
        for demonym in entries(demonyms) {
            let word = fold(demonym);
            for suffix in ["s", "es"] {
                self.demonyms.entry(format!("{word}{suffix}")).or_insert(belonging);
            }
            self.demonyms.entry(word).or_insert(belonging);
        }
    }

    pub(crate) fn list(&self) -> &[Country] {
        &self.list
    }

    pub(crate) fn by_code(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code).map(|&at| &self.list[at])
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Country> {
        self.by_name.get(&fold(name)).map(|&at| &self.list[at])
    }

    pub(crate) fn with_capital(&self, name: &str) -> Option<&Country> {
        self.by_capital.get(&fold(name)).map(|&at| &self.list[at])
    }

    pub(crate) fn demonym(&self, word: &str) -> Option<Belonging> {
        self.demonyms.get(&fold(word)).copied()
    }

    pub(crate) fn seat(&self, name: &str) -> Option<&Seat> {
        self.seats.get(&fold(name))
    }
}
