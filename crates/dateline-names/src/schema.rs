use std::convert::Infallible;
use std::str::FromStr;

/// What sort of thing two names are of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Schema {
    /// A human being.
    Person,
    /// A company, ministry, party, any body of people.
    Organisation,
    /// A ship, aeroplane or other thing with a name.
    Thing,
    /// A person or an organisation: which one, the names must say.
    #[default]
    Unknown,
}

impl FromStr for Schema {
    type Err = Infallible;

    /// The schema with this name in `FollowTheMoney`, or of an entity's kind in a record, whatever its
    /// capitals. A name that is not known says nothing: [`Schema::Unknown`].
    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name.trim().to_ascii_lowercase().as_str() {
            "person" => Self::Person,
            "company" | "organization" | "organisation" | "publicbody" => Self::Organisation,
            "vessel" | "airplane" | "vehicle" | "asset" | "product" | "thing" | "place"
            | "address" | "security" => Self::Thing,
            _ => Self::Unknown,
        })
    }
}
