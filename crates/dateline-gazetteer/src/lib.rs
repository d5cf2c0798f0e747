//! Names of countries, regions, cities and their inhabitants, and the places they mean.
//!
//! Towns and divisions are of [GeoNames](https://www.geonames.org), CC BY 4.0; countries, regions,
//! demonyms and the buildings that stand for governments are lexicons of this crate.
//!
//! ```
//! use dateline_gazetteer::{Gazetteer, PlaceKind};
//!
//! let gazetteer = Gazetteer::embedded();
//! assert_eq!(gazetteer.country_named("the Netherlands").map(|country| country.code), Some("NLD"));
//! assert_eq!(gazetteer.demonym("Kenyans").and_then(|people| people.country), Some("KEN"));
//! let springfields = gazetteer.lookup("Springfield");
//! assert!(springfields.len() > 5);
//! assert!(springfields.iter().all(|place| place.kind == PlaceKind::Town));
//! ```

mod compile;
mod country;
mod file;
mod fold;
mod gazetteer;
mod layout;
mod names;
mod place;
mod table;

pub use compile::{Compiler, RowError};
pub use country::{Belonging, Country, Seat};
pub use file::GazetteerFileError;
pub use gazetteer::Gazetteer;
pub use place::{Place, PlaceKind};
