//! Typed ids. In JSON an id is a letter and a number: `e1` is the first entity.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the item at this place (from zero) of its list.
            pub fn from_index(index: usize) -> Self {
                Self(index as u32)
            }

            /// The place (from zero) of the item in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0 + 1)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.strip_prefix($letter)
                    .and_then(|number| number.parse::<u32>().ok())
                    .and_then(|number| number.checked_sub(1))
                    .map(Self)
                    .ok_or_else(|| {
                        de::Error::custom(format!(
                            concat!("expected an id such as ", $letter, "1, but found {:?}"),
                            text
                        ))
                    })
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "pattern": concat!("^", $letter, "[1-9][0-9]*$"),
                })
            }
        }
    };
}

id!(
    /// Names an [`Entity`](crate::Entity): `e1`.
    EntityId,
    "e"
);
id!(
    /// Names a [`Time`](crate::Time): `t1`.
    TimeId,
    "t"
);
id!(
    /// Names a [`Quantity`](crate::Quantity): `q1`.
    QuantityId,
    "q"
);
id!(
    /// Names an [`Attribution`](crate::Attribution): `a1`.
    AttributionId,
    "a"
);
id!(
    /// Names an [`Event`](crate::Event): `v1`.
    EventId,
    "v"
);
id!(
    /// Names a [`Figure`](crate::Figure): `f1`.
    FigureId,
    "f"
);
