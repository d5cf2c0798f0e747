//! The compiled table of places, read where it stands: see [`crate::layout`].

use std::sync::LazyLock;

use crate::fold::fold;
use crate::layout::{HEAD, NAMESAKES, PLACE, TABLES, number};
use crate::names::{Meaning, Names};
use crate::place::{Place, PlaceKind};

/// The places and their names.
#[derive(Debug)]
pub(crate) struct Table {
    attribution: &'static str,
    names: Names,
    postings: &'static [u8],
    places: &'static [u8],
    divisions: Vec<Division>,
}

/// A first-order division, or where it has no name, a whole country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Division {
    pub(crate) country: &'static str,
    pub(crate) name: &'static str,
    /// GeoNames' code: `US.TX`; of a whole country its ISO 3166-1 alpha-2 code.
    pub(crate) code: &'static str,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::new(include_bytes!(concat!(env!("OUT_DIR"), "/embedded.gazetteer")))
        .expect("the build wrote a gazetteer")
});

impl Table {
    pub(crate) fn embedded() -> &'static Self {
        &TABLE
    }

    /// The tables of a compiled gazetteer; what is wrong where they cannot be read. Version and
    /// checksum are for the caller to look at.
    pub(crate) fn new(bytes: &'static [u8]) -> Result<Self, &'static str> {
        let body = HEAD + 4 * TABLES;
        let lengths = bytes.get(HEAD..body).ok_or("it ends within its head")?;
        let mut rest = &bytes[body..];
        let mut tables = [&[][..]; TABLES];
        for (table, length) in tables.iter_mut().zip(lengths.chunks_exact(4)) {
            let length = number(length) as usize;
            (*table, rest) = rest.split_at_checked(length).ok_or("it was cut short")?;
        }
        if !rest.is_empty() {
            return Err("something stands behind its tables");
        }
        let [attribution, divisions, places, postings, blocks, names] = tables;
        let division = |line: &'static str| {
            let mut columns = line.split('\t');
            Some(Division {
                country: columns.next()?,
                name: columns.next()?,
                code: columns.next()?,
            })
        };
        let lines = str::from_utf8(divisions).map_err(|_| "its divisions are not UTF-8")?;
        let divisions = lines.split('\n').map(division).collect::<Option<_>>();
        Ok(Self {
            attribution: str::from_utf8(attribution).map_err(|_| "its attribution is not UTF-8")?,
            names: Names::new(blocks, names),
            postings,
            places,
            divisions: divisions.ok_or("its divisions lack columns")?,
        })
    }

    /// Whose the places are, and under which licence.
    pub(crate) fn attribution(&self) -> &'static str {
        self.attribution
    }

    /// The places that a name may mean, countries first, then divisions, counties and the rest, of
    /// each kind the greatest first.
    pub(crate) fn lookup(&self, name: &str) -> Vec<Place> {
        let Some(meaning) = self.names.get(fold(name).as_bytes()) else { return Vec::new() };
        self.meant(meaning).filter_map(|at| self.place(at)).collect()
    }

    /// The numbers of the places that are meant.
    fn meant(&self, meaning: Meaning) -> impl Iterator<Item = u32> + '_ {
        let (single, many) = match meaning {
            Meaning::Place(place) => (Some(place), None),
            Meaning::Postings(at) => (None, self.postings.get(at as usize * 4..)),
        };
        let mut many = many.unwrap_or_default().chunks_exact(4).map(number);
        let count = many.next().unwrap_or(0) as usize;
        single.into_iter().chain(many.take(count.min(NAMESAKES)))
    }

    fn place(&self, at: u32) -> Option<Place> {
        let start = (at as usize).checked_mul(PLACE)?;
        let bytes = self.places.get(start..start + PLACE)?;
        let division = self.divisions.get(number(&bytes[9..11]) as usize)?;
        Some(Place {
            kind: PlaceKind::from_number(bytes[11]),
            lat: degrees(&bytes[0..3]),
            lon: degrees(&bytes[3..6]),
            population: number(&bytes[12..16]),
            geonames: Some(number(&bytes[6..9])).filter(|&id| id != 0),
            country: Some(division.country).filter(|country| !country.is_empty()),
            division: Some(division.name).filter(|name| !name.is_empty()),
        })
    }

    /// Calls for each name with the numbers of its places, in the order of the names.
    pub(crate) fn for_each_name(&self, mut each: impl FnMut(&[u8], Vec<u32>)) {
        self.names.for_each(|name, meaning| each(name, self.meant(meaning).collect()));
    }

    /// The bytes of all places.
    pub(crate) fn places(&self) -> &'static [u8] {
        self.places
    }

    pub(crate) fn divisions(&self) -> &[Division] {
        &self.divisions
    }
}

/// The degrees that three bytes hold, in ten-thousandths.
fn degrees(bytes: &[u8]) -> f64 {
    // Shifted up and down again so that the sign of 24 bits becomes that of 32.
    f64::from((number(bytes) << 8) as i32 >> 8) / 10_000.0
}
