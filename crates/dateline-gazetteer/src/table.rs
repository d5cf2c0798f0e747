//! The compiled table of places, read where it stands.
//!
//! `places.bin` has sixteen bytes a place, little-endian: latitude and longitude in ten-thousandths
//! of a degree (24 bits each), GeoNames number (24 bits, 0 for none), division (16 bits), kind
//! (8 bits), people (32 bits). `names.fst` maps folded names to a place, or, where the upper half
//! of the value is not 0, to as many places from there in `postings.bin` (32 bits each).
//! `divisions.tsv` has the country, name and GeoNames code of each division.

use std::sync::LazyLock;

use fst::{Map, Streamer};

use crate::fold::fold;
use crate::place::{Place, PlaceKind};

/// How many bytes a place has.
pub(crate) const PLACE: usize = 16;

/// The places and their names.
#[derive(Debug)]
pub(crate) struct Table {
    names: Map<&'static [u8]>,
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
    Table::new([
        include_bytes!(concat!(env!("OUT_DIR"), "/names.fst")),
        include_bytes!(concat!(env!("OUT_DIR"), "/postings.bin")),
        include_bytes!(concat!(env!("OUT_DIR"), "/places.bin")),
        include_bytes!(concat!(env!("OUT_DIR"), "/divisions.tsv")),
    ])
    .expect("the build wrote a table")
});

impl Table {
    pub(crate) fn embedded() -> &'static Self {
        &TABLE
    }

    /// A table of names, postings, places and divisions; `None` where they are none.
    pub(crate) fn new([names, postings, places, divisions]: [&'static [u8]; 4]) -> Option<Self> {
        let division = |line: &'static str| {
            let mut columns = line.split('\t');
            Some(Division {
                country: columns.next()?,
                name: columns.next()?,
                code: columns.next()?,
            })
        };
        let divisions = str::from_utf8(divisions).ok()?.split('\n').map(division);
        Some(Self {
            names: Map::new(names).ok()?,
            postings,
            places,
            divisions: divisions.collect::<Option<_>>()?,
        })
    }

    /// The places that a name may mean.
    pub(crate) fn lookup(&self, name: &str) -> Vec<Place> {
        let Some(value) = self.names.get(fold(name)) else { return Vec::new() };
        self.posted(value).filter_map(|at| self.place(at)).collect()
    }

    /// The numbers of the places that a value of the map means. None lies outside, whatever the
    /// value is.
    fn posted(&self, value: u64) -> impl Iterator<Item = usize> + '_ {
        let (count, at) = ((value >> 32) as usize, (value & 0xffff_ffff) as usize);
        let single = (count == 0).then_some(at);
        let end = at.saturating_add(count).saturating_mul(4);
        let many = if count == 0 { None } else { self.postings.get(at * 4..end) };
        let many = many.unwrap_or_default().chunks_exact(4).map(|bytes| number(bytes) as usize);
        single.into_iter().chain(many)
    }

    fn place(&self, at: usize) -> Option<Place> {
        let start = at.checked_mul(PLACE)?;
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
        let mut names = self.names.stream();
        while let Some((name, value)) = names.next() {
            each(name, self.posted(value).map(|at| at as u32).collect());
        }
    }

    /// The bytes of all places.
    pub(crate) fn places(&self) -> &'static [u8] {
        self.places
    }

    pub(crate) fn divisions(&self) -> &[Division] {
        &self.divisions
    }
}

/// The number that up to four bytes hold.
pub(crate) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}

/// The degrees that three bytes hold, in ten-thousandths.
fn degrees(bytes: &[u8]) -> f64 {
    // Shifted up and down again so that the sign of 24 bits becomes that of 32.
    f64::from((number(bytes) << 8) as i32 >> 8) / 10_000.0
}
