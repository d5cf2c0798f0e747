//! Compiles `data/places.tsv` and the lexicons into one file that is read in place: see
//! `src/layout.rs`.

use std::collections::HashMap;
use std::path::Path;
use std::{env, error::Error, fs};

#[path = "src/fold.rs"]
mod fold;
#[path = "src/layout.rs"]
#[allow(dead_code, reason = "reading is for the program")]
mod layout;

use fold::fold;
use layout::{Names, PLACE, pack};

/// Whose the places are: it stands in every gazetteer.
const ATTRIBUTION: &str = "GeoNames (https://www.geonames.org), CC BY 4.0";

/// Kinds of places, as `src/place.rs` numbers them.
const COUNTRY: u8 = 0;
const DIVISION: u8 = 1;
const COUNTY: u8 = 2;
const TOWN: u8 = 3;
const SEAT: u8 = 7;

#[derive(Default)]
struct Tables {
    /// Sixteen bytes a place.
    places: Vec<u8>,
    count: u32,
    /// Country code, name, and GeoNames' code of each division; one without a name stands for a
    /// whole country.
    divisions: Vec<[String; 3]>,
    /// The places that each folded name may mean.
    names: Names,
}

impl Tables {
    fn division(&mut self, country: &str, name: &str, code: &str) -> u16 {
        self.divisions.push([country, name, code].map(str::to_owned));
        (self.divisions.len() - 1) as u16
    }

    fn place(
        &mut self,
        kind: u8,
        division: u16,
        [lat, lon]: [f64; 2],
        people: u32,
        id: u32,
    ) -> u32 {
        for degrees in [lat, lon] {
            let fixed = (degrees * 10_000.0).round() as i32;
            self.places.extend(&fixed.to_le_bytes()[..3]);
        }
        self.places.extend(&id.to_le_bytes()[..3]);
        self.places.extend(division.to_le_bytes());
        self.places.push(kind);
        self.places.extend(people.to_le_bytes());
        self.count += 1;
        self.count - 1
    }

    /// The division of a country that has this name already.
    fn known_division(&self, name: &str, country: &str) -> Option<u32> {
        self.names.get(fold(name).as_bytes())?.iter().copied().find(|&place| {
            let bytes = &self.places[place as usize * PLACE..][..PLACE];
            let division = u16::from_le_bytes([bytes[9], bytes[10]]) as usize;
            bytes[11] == DIVISION && self.divisions[division][0] == country
        })
    }

    /// Gives a place another point, and a number where one is known.
    fn mend(&mut self, place: u32, [lat, lon]: [f64; 2], id: u32) {
        let bytes = &mut self.places[place as usize * PLACE..][..PLACE];
        for (at, degrees) in [(0, lat), (3, lon)] {
            let fixed = (degrees * 10_000.0).round() as i32;
            bytes[at..at + 3].copy_from_slice(&fixed.to_le_bytes()[..3]);
        }
        if id != 0 {
            bytes[6..9].copy_from_slice(&id.to_le_bytes()[..3]);
        }
    }

    fn name(&mut self, name: &str, place: u32) {
        let folded = fold(name);
        if !folded.is_empty() {
            self.names.entry(folded.into_bytes()).or_default().insert(place);
        }
    }
}

/// The parts of names that reports leave out.
#[derive(Default)]
struct NameParts {
    after: Vec<String>,
    before: Vec<String>,
    links: Vec<String>,
}

impl NameParts {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut parts = Self::default();
        for row in rows("lexicons/name-parts.tsv", 2)? {
            match row[1].as_str() {
                "after" => parts.after.push(format!(" {}", row[0])),
                "before" => parts.before.push(format!("{} ", row[0])),
                _ => parts.links.push(format!(" {} ", row[0])),
            }
        }
        // Of "Huizu Zizhiqu" and "Zizhiqu" the longer.
        parts.after.sort_by_key(|part| std::cmp::Reverse(part.len()));
        Ok(parts)
    }

    /// The name of a division without the word for what it is.
    fn shorter_division(&self, name: &str) -> Option<String> {
        let lower = name.to_lowercase();
        let after = self.after.iter().find_map(|part| lower.strip_suffix(part.as_str()));
        let before = self.before.iter().find_map(|part| lower.strip_prefix(part.as_str()));
        after.or(before).map(str::to_owned)
    }

    /// The name of a town without the river or sea it lies on.
    fn shorter_town(&self, name: &str) -> Option<String> {
        let lower = name.to_lowercase().replace('-', " ");
        let (town, _) = self.links.iter().find_map(|link| lower.split_once(link.as_str()))?;
        Some(town.to_owned())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    for folder in ["data", "lexicons", "src/fold.rs", "src/layout.rs", "build.rs"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let mut tables = Tables::default();
    tables.division("", "", "");

    let mut whole_country = HashMap::new();
    let mut codes = HashMap::new();
    for row in rows("lexicons/countries.tsv", 10)? {
        let division = tables.division(&row[0], "", &row[1]);
        let point = [row[6].parse()?, row[7].parse()?];
        let place = tables.place(COUNTRY, division, point, row[9].parse()?, row[8].parse()?);
        for name in std::iter::once(row[2].as_str()).chain(row[3].split("; ")) {
            tables.name(name, place);
        }
        codes.insert(row[1].clone(), row[0].clone());
        whole_country.insert(row[0].clone(), division);
    }

    let parts = NameParts::read()?;
    let middles: HashMap<String, Vec<String>> =
        rows("lexicons/divisions.tsv", 6)?.into_iter().map(|row| (row[0].clone(), row)).collect();
    let mut division_places = HashMap::new();
    let mut towns: HashMap<(String, String), Vec<u32>> = HashMap::new();
    let mut alpha2 = String::new();
    let mut division = 0;
    let mut other_names: Vec<(String, u32)> = Vec::new();
    for line in lines("data/places.tsv")? {
        let columns: Vec<&str> = line.split('\t').collect();
        let number =
            |at: usize| columns.get(at).and_then(|column| column.parse().ok()).unwrap_or(0);
        let point = [columns[1], columns[2]].map(|degrees| degrees.parse().unwrap_or(0.0));
        if let Some(code) = columns[0].strip_prefix('=') {
            alpha2 = code.chars().take(2).collect();
            let country = codes.get(&alpha2).cloned().unwrap_or_default();
            let mut point = [columns[2].parse()?, columns[3].parse()?];
            let mut id = number(5);
            if let Some(row) = middles.get(code).filter(|row| !row[3].is_empty()) {
                point = [row[3].parse()?, row[4].parse()?];
                id = row[5].parse().unwrap_or(id);
            }
            if columns[1].is_empty() {
                division = whole_country.get(&country).copied().unwrap_or(0);
                continue;
            }
            division = tables.division(&country, columns[1], code);
            let place = tables.place(DIVISION, division, point, number(4), id);
            tables.name(columns[1], place);
            if let Some(shorter) = parts.shorter_division(columns[1]) {
                tables.name(&shorter, place);
            }
            division_places.insert(code.to_owned(), place);
        } else if let Some(name) = columns[0].strip_prefix('%') {
            let place = tables.place(COUNTY, division, point, number(3), 0);
            tables.name(name, place);
        } else {
            let place = tables.place(TOWN, division, point, number(3), number(4));
            tables.name(columns[0], place);
            if let Some(names) = columns.get(5) {
                other_names.push(((*names).to_owned(), place));
            }
            if let Some(shorter) = parts.shorter_town(columns[0]) {
                tables.name(&shorter, place);
            }
            towns.entry((columns[0].to_owned(), alpha2.clone())).or_default().push(place);
        }
    }

    for row in rows("lexicons/divisions.tsv", 6)? {
        let place =
            division_places.get(&row[0]).ok_or_else(|| format!("no division {}", row[0]))?;
        for name in row[1].split("; ") {
            tables.name(name, *place);
        }
    }
    for row in rows("lexicons/town-names.tsv", 3)? {
        let key = (row[1].clone(), row[2].clone());
        for &place in towns.get(&key).ok_or_else(|| format!("no town {key:?}"))? {
            tables.name(&row[0], place);
        }
    }
    for row in rows("lexicons/regions.tsv", 8)? {
        let kind = match row[3].as_str() {
            "A" => DIVISION,
            "L" | "R" => 4,
            "H" => 5,
            "T" => 6,
            "S" => SEAT,
            other => return Err(format!("expected a feature class, but found {other:?}").into()),
        };
        let division = whole_country.get(&row[6]).copied().unwrap_or(0);
        let point = [row[4].parse()?, row[5].parse()?];
        let id = row[7].parse().unwrap_or(0);
        let known = (kind == DIVISION).then(|| tables.known_division(&row[0], &row[6])).flatten();
        let place = match known {
            Some(place) => {
                tables.mend(place, point, id);
                place
            }
            None => tables.place(kind, division, point, 0, id),
        };
        for name in std::iter::once(row[0].as_str()).chain(row[1].split("; ")) {
            tables.name(name, place);
        }
    }
    for row in rows("lexicons/seats.tsv", 5)? {
        let division = whole_country.get(&row[1]).copied().unwrap_or(0);
        let place = tables.place(SEAT, division, [row[3].parse()?, row[4].parse()?], 0, 0);
        tables.name(&row[0], place);
    }
    // "Berea" is a town in Kentucky before it is a name that Aleppo had.
    for (names, place) in other_names {
        for name in names.split("; ") {
            if !tables.names.contains_key(fold(name).as_bytes()) {
                tables.name(name, place);
            }
        }
    }
    let divisions: Vec<String> = tables.divisions.iter().map(|row| row.join("\t")).collect();
    let bytes = pack(ATTRIBUTION, &divisions.join("\n"), &tables.places, &tables.names);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("embedded.gazetteer"), bytes)?;
    Ok(())
}

/// The lines of a file that hold data.
fn lines(file: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let data = |line: &&str| !line.is_empty() && !line.starts_with('#');
    Ok(text.lines().filter(data).map(str::to_owned).collect())
}

/// The rows of a lexicon, each with this many columns.
fn rows(file: &str, columns: usize) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    lines(file)?
        .iter()
        .map(|line| {
            let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
            if row.len() == columns {
                Ok(row)
            } else {
                Err(format!("{file}: expected {columns} columns, but found {line:?}").into())
            }
        })
        .collect()
}
