//! What the gazetteer has for a name: places, or a place within the name.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_gazetteer::{Gazetteer, Place, PlaceKind};
use dateline_record::MentionForm;

use crate::entities::Entity;
use crate::entities::lexicon::{NameWord, lexicon};
use crate::lexicon::rows;

/// Of a name whose first word says what is named (`Lake Naivasha`), as of one whose last does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// `Kenyatta Avenue` is a place, whatever else stands in the name.
    Alone,
    /// `Nakuru Hospital` is one by the place in its name.
    Named,
    /// `Mount Longonot`
    First,
}

static FEATURES: LazyLock<HashMap<&'static str, (&'static str, Stands)>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../lexicons/place-features.txt"))
        .map(|[noun, class, stands]| {
            let stands = match stands {
                "named" => Stands::Named,
                "first" => Stands::First,
                _ => Stands::Alone,
            };
            (noun, (class, stands))
        })
        .collect()
});

/// How many of the places of a name are weighed, the greatest first.
const CANDIDATES: usize = 40;

/// What an entity's name may mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// The places, the greatest kinds and towns first.
    pub(super) places: Vec<Place>,
    /// Of a place that the gazetteer does not have: its GeoNames feature class. Where `places` are
    /// known then, they are those around it: `Nakuru` of `Nakuru Hospital`.
    pub(super) feature: Option<&'static str>,
    /// Of such a place, the name of what lies around it.
    pub(super) within: Option<String>,
}

impl Named {
    fn of(mut places: Vec<Place>) -> Self {
        places.truncate(CANDIDATES);
        Self { places, ..Self::default() }
    }
}

/// The GeoNames feature class of a noun that ends the name of a place, in lower case: `avenue`.
pub(crate) fn feature_class(noun: &str) -> Option<&'static str> {
    FEATURES.get(noun).filter(|(_, stands)| *stands == Stands::Alone).map(|(class, _)| *class)
}

/// Whether a noun in lower case ends the names of places, with another place's name before it or
/// without: `hospital`.
pub(crate) fn is_feature(noun: &str) -> bool {
    FEATURES.contains_key(noun)
}

/// What an entity of kind place may be.
pub(super) fn named(gazetteer: Gazetteer, entity: &Entity) -> Named {
    let name = entity.name.as_str();
    if entity.mentions.iter().all(|mention| mention.form != MentionForm::Name) {
        return Named::default();
    }
    if let Some(code) = entity.country
        && let Some(country) = gazetteer.country(code)
        // "the North", for North Korea
        && (gazetteer.country_named(name).is_some() || gazetteer.lookup(name).is_empty())
    {
        let mut places = gazetteer.lookup(country.name);
        places.retain(|place| place.kind == PlaceKind::Country);
        if gazetteer.country_named(name).is_some() {
            // Georgia is a state, too, and Palestine a town in Texas.
            for place in gazetteer.lookup(name) {
                if place.kind != PlaceKind::Country {
                    places.push(place);
                }
            }
        }
        return Named::of(places);
    }
    of_name(gazetteer, name)
}

/// What a name may mean.
pub(super) fn of_name(gazetteer: Gazetteer, name: &str) -> Named {
    // No place has a name of this length, and its words need not be tried.
    if name.len() > 200 {
        return Named::default();
    }
    let mut found = gazetteer.lookup(name);
    // "DeKalb", for the county
    if !name.contains(' ') || found.is_empty() {
        let counties = gazetteer.lookup(&format!("{name} County"));
        found.extend(counties.into_iter().filter(|place| place.kind == PlaceKind::County));
    }
    // "Dublin City" is a county, and may be the city.
    if let Some(bare) = name.strip_suffix(" City") {
        let towns = gazetteer.lookup(bare);
        found.extend(towns.into_iter().filter(|place| place.kind == PlaceKind::Town));
    }
    if !found.is_empty() {
        return Named::of(found);
    }
    // "mid-Ohio"
    if let Some((part, rest)) = name.split_once('-')
        && matches!(part.to_ascii_lowercase().as_str(), "mid" | "central" | "trans")
    {
        let found = gazetteer.lookup(rest);
        if !found.is_empty() {
            return Named::of(found);
        }
    }
    // "Aydin province", "northern Darfur", "City of Nakuru"
    let words: Vec<&str> = name.split_whitespace().collect();
    let sort =
        |word: Option<&&str>| word.and_then(|word| lexicon().name_word(&word.to_lowercase()));
    let shorter = match &words[..] {
        [] => &[][..],
        [rest @ .., last] if sort(Some(last)) == Some(NameWord::Area) => rest,
        [first, rest @ ..] if sort(Some(first)) == Some(NameWord::Direction) => rest,
        [first, of, rest @ ..]
            if sort(Some(first)) == Some(NameWord::Area)
                && of.eq_ignore_ascii_case("of")
                && !rest.is_empty() =>
        {
            rest
        }
        _ => &[],
    };
    if !shorter.is_empty() {
        let found = gazetteer.lookup(&shorter.join(" "));
        if !found.is_empty() {
            return Named::of(found);
        }
    }
    feature(gazetteer, &words)
}

/// `Nakuru Hospital`, `Kenyatta Avenue`: what such a place is, and the place that its name says it
/// belongs to.
fn feature(gazetteer: Gazetteer, words: &[&str]) -> Named {
    let lower = |word: Option<&&str>| word.map(|word| word.to_lowercase()).unwrap_or_default();
    let last = FEATURES
        .get(lower(words.last()).as_str())
        .filter(|(_, stands)| *stands != Stands::First && words.len() > 1);
    let first = || {
        FEATURES
            .get(lower(words.first()).as_str())
            .filter(|(class, stands)| *stands == Stands::First || *class == "H")
            .filter(|_| words.len() > 1)
            .or_else(|| {
                // "Highway 19"
                let numbered = words.last()?.chars().all(|letter| letter.is_ascii_digit());
                let road = FEATURES.get(lower(words.first()).as_str())?;
                (numbered && road.0 == "R").then_some(road)
            })
    };
    let Some(&(class, stands)) = last.or_else(first) else { return Named::default() };
    let words = match words {
        [first, rest @ ..]
            if rest.len() > 1
                && lexicon().name_word(&first.to_lowercase()) == Some(NameWord::Direction) =>
        {
            rest
        }
        words => words,
    };
    // "Moi Avenue" says nothing of the town of Moi.
    if class != "R" && class != "H" && class != "T" {
        for end in (1..words.len().min(5)).rev() {
            let name = words[..end].join(" ");
            let mut places = gazetteer.lookup(&name);
            places.retain(|place| {
                matches!(place.kind, PlaceKind::County | PlaceKind::Town | PlaceKind::Division)
            });
            if !places.is_empty() {
                places.truncate(CANDIDATES);
                return Named { places, feature: Some(class), within: Some(name) };
            }
        }
    }
    match stands {
        Stands::Named => Named::default(),
        _ => Named { feature: Some(class), ..Named::default() },
    }
}
