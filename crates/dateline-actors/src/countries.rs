//! Countries and capitals, as the gazetteer has them.

use std::collections::BTreeMap;

use dateline_gazetteer::{Country, Gazetteer};
use dateline_record::Link;

use crate::actors::OWN_LIST;

/// The link to the country with this name; of one that stands for its government, too.
pub fn country_link(name: &str) -> Option<Link> {
    let country = Gazetteer::embedded().country_named(name)?;
    Some(link(country, name, format!("“{name}” is a name of the country"), country.geonames))
}

/// The link to a capital: `country` is that of the place that the report means, and `geonames` its
/// number. Of a capital that stands for its government, the link is to the country.
pub fn capital_link(name: &str, country: &str, geonames: Option<u32>) -> Option<Link> {
    let seat = Gazetteer::embedded().country_with_capital(name)?;
    if seat.code != country {
        return None;
    }
    let why = match geonames {
        Some(_) => format!("“{name}” is the capital of {}", seat.name),
        None => format!("“{name}”, the capital, stands for the government of {}", seat.name),
    };
    Some(match geonames {
        Some(_) => {
            let mut link = link(seat, name, why, geonames);
            link.id = format!("{}/{}", seat.code, seat.capital);
            // The codes are the country's, not the town's.
            link.identifiers.retain(|scheme, _| scheme == "geonames");
            link
        }
        None => link(seat, name, why, seat.geonames),
    })
}

fn link(country: &Country, name: &str, why: String, geonames: Option<u32>) -> Link {
    let mut identifiers = BTreeMap::from([
        ("iso2".to_owned(), country.alpha2.to_owned()),
        ("iso3".to_owned(), country.code.to_owned()),
    ]);
    identifiers.retain(|_, code| !code.is_empty());
    identifiers.extend(geonames.map(|number| ("geonames".to_owned(), number.to_string())));
    Link {
        list: OWN_LIST.to_owned(),
        id: country.code.to_owned(),
        name: name.to_owned(),
        identifiers,
        codes: Vec::new(),
        score: 1.0,
        why,
        country: Some(country.code.to_owned()),
        sectors: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_capitals_have_their_identifiers() {
        let kenya = country_link("Kenya").unwrap();
        assert_eq!(kenya.identifiers["iso3"], "KEN");
        assert_eq!(kenya.identifiers["iso2"], "KE");
        assert_eq!(kenya.identifiers["geonames"], "192950");
        let nairobi = capital_link("Nairobi", "KEN", Some(184_745)).unwrap();
        assert_eq!(nairobi.identifiers["geonames"], "184745");
        assert_eq!((nairobi.id.as_str(), nairobi.identifiers.len()), ("KEN/Nairobi", 1));
        let government = capital_link("Nairobi", "KEN", None).unwrap();
        assert_eq!(government.id, "KEN");
        // Paris, Texas
        assert_eq!(capital_link("Paris", "USA", Some(4_717_560)), None);
        assert_eq!(country_link("Harbour City"), None);
    }
}
