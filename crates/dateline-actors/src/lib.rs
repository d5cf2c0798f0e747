//! Lists of actors, and which of their entries a name means.
//!
//! A list is a CSV file or JSON lines of `FollowTheMoney` entities; docs/actors.md tells what may
//! stand in one. [`Actors`] holds any number of lists, finds an entry by its exact name or, where a
//! name is written otherwise, by [`dateline_names`]. The program carries a list of international
//! organisations ([`Actors::embedded`]); countries and capitals are of the gazetteer.
//!
//! ```
//! use dateline_actors::{ActorList, Actors, Asked};
//!
//! let csv = "id,name,aliases,end\nh1,Harbour Union,HU; Union of the Harbour,2014\n";
//! let actors = Actors::new(vec![ActorList::from_csv("actors.csv", csv.as_bytes()).unwrap()]);
//! let asked = Asked { names: &["Harbour Union"], ..Asked::default() };
//! assert_eq!(actors.links(&asked)[0].id, "h1");
//! // Not of a report of 2024: the entry ends in 2014.
//! let later = Asked { published: Some(("2024-05-01", "2024-05-01")), ..asked };
//! assert!(actors.links(&later).is_empty());
//! ```

mod actor;
mod actors;
mod countries;
mod entities;
mod error;
mod period;
mod rows;

pub use actor::{Actor, ActorList};
pub use actors::{Actors, Asked};
pub use countries::{capital_link, country_link};
pub use error::ListError;
