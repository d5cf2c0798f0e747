use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AttributionId, EntityId, Link, Span};

/// A person, organisation, place or other thing that the report names or means, once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `e1`, `e2`, … in the order of first mention.
    pub id: EntityId,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// The fullest form of its name in the report; of an unnamed one, its first description.
    pub name: String,
    /// The country it belongs to or stands for: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER actor sectors, such as `GOV`, `MIL` or `JRN`.
    pub sectors: Vec<String>,
    /// Of a place that the gazetteer knows: where it is.
    pub place: Option<Place>,
    /// Everywhere that the report names, describes or refers to it.
    pub mentions: Vec<Mention>,
    /// Of a group named together (`the two countries`), its members.
    pub members: Vec<EntityId>,
    /// What offices and functions it has or had.
    pub roles: Vec<Role>,
    /// The entries of lists that it is taken for, the surest of each list first; left out where
    /// there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// What sort of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, ministry, party, team, newspaper, court.
    Organisation,
    /// A country, region, city, river, building.
    Place,
    /// People taken together: a nationality, a people, `the protesters`.
    Group,
    /// A book, film, song, painting.
    Work,
    /// A law, treaty or agreement.
    Law,
    /// A named happening: a war, an election, a match.
    Happening,
    /// A product, vehicle, ship or weapon.
    Product,
    /// None of these.
    Other,
}

/// One place of the text that names, describes or refers to an entity.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Whether it is a name, a description or a pronoun.
    pub form: MentionForm,
    /// Of a name: how likely its extent and kind are right, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Of a place's name: whether the place is meant or those who govern it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
}

/// What the name of a place is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// The place itself: `in Seoul`.
    Literal,
    /// Those who govern it or act for it: `Seoul said`.
    Metonymic,
    /// It tells whose or which something is: `Seoul officials`, `Seoul's ministry`.
    Modifier,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// A proper name: `Seoul`.
    Name,
    /// A description: `the tax office`.
    Nominal,
    /// `he`, `their`, `which`.
    Pronoun,
}

/// Where a place is, by the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
    /// The GeoNames feature class: `A` country or division, `P` populated place, `H` water …
    pub feature: String,
    /// The country it lies in: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The first-order division it lies in.
    pub admin1: Option<String>,
    /// How sure the choice among places of that name is, 0 to 1.
    pub confidence: f64,
    /// Where no gazetteer has the place itself (a street, a hospital): the name of the place around
    /// it, whose point, country and division these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Other places that the name may mean, the likeliest first; at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<PlaceGuess>,
}

/// A place that a name may mean and that was not chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceGuess {
    /// The name that it shares with the place that was chosen.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
    /// The GeoNames feature class.
    pub feature: String,
    /// The country it lies in: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The first-order division it lies in.
    pub admin1: Option<String>,
    /// How likely it is meant, 0 to 1.
    pub confidence: f64,
}

/// An office, function or post that a person has or had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// The words for the post: `counselor of political affairs`.
    pub title: String,
    /// The organisation it is held at.
    pub organisation: Option<EntityId>,
    /// The place it is held at, or the country it is held for.
    pub place: Option<EntityId>,
    /// When it began, as exactly as the report says: `2020`, `2023-11`, `2023-11-05`.
    pub earliest: Option<String>,
    /// When it ended.
    pub latest: Option<String>,
    /// Whether it is still held; null where the report does not say.
    pub status: Option<RoleStatus>,
    /// The words that say so.
    #[serde(flatten)]
    pub span: Span,
    /// Who says so, where it is not the report itself.
    pub attribution: Option<AttributionId>,
}

/// Whether a role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RoleStatus {
    /// Held when the report was written.
    Current,
    /// Held before: `former`, `ex-`, `then-`.
    Former,
    /// Held in place of another.
    Acting,
    /// Chosen, not yet in office: `-elect`, `-designate`.
    Designate,
    /// Of a dead holder: `the late`.
    Deceased,
}
