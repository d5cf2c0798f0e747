//! The tables that formats are written by, as data: columns with tabs between, `#` before comments.

use std::collections::HashMap;
use std::sync::LazyLock;

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

fn pairs(text: &'static str) -> HashMap<&'static str, &'static str> {
    rows(text).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
}

/// The numbers of the Correlates of War project, by country.
static COW: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../lexicons/cow.txt")));

/// CAMEO's codes of countries that are not those of ISO 3166-1.
static CAMEO_COUNTRIES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../lexicons/cameo-countries.txt")));

/// CAMEO's codes of PLOVER's sectors.
static CAMEO_SECTORS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../lexicons/cameo-sectors.txt")));

/// PLOVER's scores, by type and mode.
static SCORES: LazyLock<HashMap<(&str, &str), f64>> = LazyLock::new(|| {
    rows(include_str!("../lexicons/plover-scores.txt"))
        .filter_map(|row| Some(((*row.first()?, *row.get(1)?), row.get(2)?.parse().ok()?)))
        .collect()
});

/// A country's number in the Correlates of War project's state system.
pub(crate) fn cow(country: &str) -> Option<&'static str> {
    COW.get(country).copied()
}

/// What CAMEO calls a country.
pub(crate) fn cameo_country(country: &str) -> &str {
    CAMEO_COUNTRIES.get(country).copied().unwrap_or(country)
}

/// What CAMEO calls a sector; `None` where it has no such sector.
pub(crate) fn cameo_sector(sector: &str) -> Option<&'static str> {
    CAMEO_SECTORS.get(sector).copied()
}

/// How cooperative an event is, from 10 to -10: the score of its mode, else of its type.
pub(crate) fn score(event: &str, mode: Option<&str>) -> Option<f64> {
    let of_mode = mode.and_then(|mode| SCORES.get(&(event, mode)));
    of_mode.or_else(|| SCORES.get(&(event, "-"))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_stands_once() {
        for (read, text, columns) in [
            (COW.len(), include_str!("../lexicons/cow.txt"), 2),
            (CAMEO_COUNTRIES.len(), include_str!("../lexicons/cameo-countries.txt"), 2),
            (CAMEO_SECTORS.len(), include_str!("../lexicons/cameo-sectors.txt"), 2),
            (SCORES.len(), include_str!("../lexicons/plover-scores.txt"), 3),
        ] {
            assert!(rows(text).all(|row| row.len() == columns), "a row of other than {columns}");
            assert_eq!(read, rows(text).count());
        }
        assert_eq!((cow("FRA"), cow("ESH")), (Some("220"), None));
        assert_eq!((cameo_country("ROU"), cameo_country("PER")), ("ROM", "PER"));
        assert_eq!((cameo_sector("JRN"), cameo_sector("UNK")), (Some("MED"), None));
        let scores = [score("CONSULT", Some("visit")), score("AID", None), score("NONE", None)];
        assert_eq!(scores, [Some(4.0), Some(10.0), None]);
        assert_eq!(score("PROTEST", Some("march")), Some(-5.0), "that of the type");
    }
}
