//! The compiled table of places, read where it stands.
//!
//! `places.bin` has sixteen bytes a place, little-endian: latitude and longitude in ten-thousandths
//! of a degree (24 bits each), GeoNames number (24 bits, 0 for none), division (16 bits), kind
//! (8 bits), people (32 bits). `names.fst` maps folded names to a place, or, where the upper half
//! of the value is not 0, to as many places from there in `postings.bin` (32 bits each).

use std::sync::LazyLock;

use fst::Map;

use crate::fold::fold;
use crate::place::{Place, PlaceKind};

static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/postings.bin"));
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
static DIVISIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/divisions.tsv"));

/// The places and their names.
#[derive(Debug)]
pub(crate) struct Table {
    names: Map<&'static [u8]>,
    /// Country and name of each division.
    divisions: Vec<(&'static str, &'static str)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
    names: Map::new(NAMES).expect("the build wrote a map"),
    divisions: DIVISIONS.lines().filter_map(|line| line.split_once('\t')).collect(),
});

impl Table {
    pub(crate) fn embedded() -> &'static Self {
        &TABLE
    }

    /// The places that a name may mean.
    pub(crate) fn lookup(&self, name: &str) -> Vec<Place> {
        let Some(value) = self.names.get(fold(name)) else { return Vec::new() };
        let (count, at) = ((value >> 32) as usize, (value & 0xffff_ffff) as usize);
        if count == 0 {
            return self.place(at).into_iter().collect();
        }
        POSTINGS
            .chunks_exact(4)
            .skip(at)
            .take(count)
            .filter_map(|bytes| self.place(number(bytes) as usize))
            .collect()
    }

    fn place(&self, at: usize) -> Option<Place> {
        let bytes = PLACES.get(at * 16..at * 16 + 16)?;
        let (country, division) = *self.divisions.get(number(&bytes[9..11]) as usize)?;
        Some(Place {
            kind: PlaceKind::from_number(bytes[11]),
            lat: degrees(&bytes[0..3]),
            lon: degrees(&bytes[3..6]),
            population: number(&bytes[12..16]),
            geonames: Some(number(&bytes[6..9])).filter(|&id| id != 0),
            country: Some(country).filter(|country| !country.is_empty()),
            division: Some(division).filter(|division| !division.is_empty()),
        })
    }
}

/// The number that up to four bytes hold.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}

/// The degrees that three bytes hold, in ten-thousandths.
fn degrees(bytes: &[u8]) -> f64 {
    // Shifted up and down again so that the sign of 24 bits becomes that of 32.
    f64::from((number(bytes) << 8) as i32 >> 8) / 10_000.0
}
