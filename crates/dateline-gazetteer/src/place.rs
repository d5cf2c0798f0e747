/// What sort of place a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A country or territory.
    Country,
    /// A first-order division of a country: a state, province, region.
    Division,
    /// A second-order division: a county.
    County,
    /// A city, town or village.
    Town,
    /// A continent, a region of several countries, an area without a government of its own.
    Area,
    /// A sea, river, lake, strait.
    Water,
    /// A mountain range, an island.
    Land,
    /// A building, an airport, or a quarter that stands for a government: the Kremlin.
    Seat,
}

impl PlaceKind {
    /// The kind with this number in the compiled table.
    pub(crate) fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Country,
            1 => Self::Division,
            2 => Self::County,
            4 => Self::Area,
            5 => Self::Water,
            6 => Self::Land,
            7 => Self::Seat,
            _ => Self::Town,
        }
    }

    /// The GeoNames feature class.
    pub fn feature(self) -> &'static str {
        match self {
            Self::Country | Self::Division | Self::County => "A",
            Self::Town => "P",
            Self::Area => "L",
            Self::Water => "H",
            Self::Land => "T",
            Self::Seat => "S",
        }
    }
}

/// A place that the gazetteer knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How many people live there; 0 where the gazetteer does not know.
    pub population: u32,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
    /// The country it lies in: ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// The first-order division it lies in, or is.
    pub division: Option<&'static str>,
}

impl Place {
    /// The distance to another place along the ground, in kilometres (haversine formula).
    pub fn kilometres_to(&self, other: &Self) -> f64 {
        let (here, there) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = (there - here) / 2.0;
        let half_lon = (other.lon - self.lon).to_radians() / 2.0;
        let square = half_lat.sin().powi(2) + here.cos() * there.cos() * half_lon.sin().powi(2);
        2.0 * 6_371.0 * square.sqrt().min(1.0).asin()
    }
}
