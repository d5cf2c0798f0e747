//! What two names have in common and what not, counted.

use crate::align::{Alignment, align};
use crate::parts::{Part, PartKind, Parts, is_of_organisation, parts};
use crate::schema::Schema;
use crate::token::Likeness;

/// What was found in two names.
#[derive(Debug)]
pub struct Findings {
    pub(crate) schema: Schema,
    pub(crate) is_identical: bool,
    pub(crate) first: Parts,
    pub(crate) second: Parts,
    pub(crate) alignment: Alignment,
}

/// The names of the features, in their order.
pub const FEATURES: [&str; 14] = [
    "bias",
    "letters that differ",
    "share of letters that differ",
    "largest share in one part",
    "share replaced",
    "something replaced",
    "share missing",
    "generic words missing",
    "one part alone",
    "initials",
    "other order",
    "other forms of a name",
    "acronym",
    "number missing",
];

impl Findings {
    /// Compares two names.
    pub fn of(first: &str, second: &str, schema: Schema) -> Self {
        let schema = match schema {
            Schema::Unknown if is_of_organisation(first) || is_of_organisation(second) => {
                Schema::Organisation
            }
            Schema::Unknown => Schema::Person,
            schema => schema,
        };
        let is_identical = first == second;
        // Ties are broken by order: one order makes one score.
        let (first, second) = if first <= second { (first, second) } else { (second, first) };
        let (first, second) = (parts(first, schema), parts(second, schema));
        let alignment = align(&first, &second, schema);
        Self { schema, is_identical, first, second, alignment }
    }

    /// Whether the names are weighed as those of persons.
    pub fn is_person(&self) -> bool {
        self.schema == Schema::Person
    }

    /// Whether one of them has nothing to compare.
    pub(crate) fn is_empty(&self) -> bool {
        self.first.list.is_empty() || self.second.list.is_empty()
    }

    /// Whether both have numbers, and others.
    pub fn numbers_differ(&self) -> bool {
        !self.first.numbers.is_empty()
            && !self.second.numbers.is_empty()
            && self.first.numbers != self.second.numbers
    }

    /// Whether nothing but initials, or titles and generic words, agrees.
    pub fn nothing_telling_agrees(&self) -> bool {
        let alignment = &self.alignment;
        let letters: usize =
            alignment.pairs.iter().map(|pair| alignment.first[pair.first].text.len()).sum();
        alignment.acronym.is_none() && letters < 2 && !self.is_identical
    }

    /// What is weighed; see [`FEATURES`].
    pub fn features(&self) -> [f32; FEATURES.len()] {
        let alignment = &self.alignment;
        let weight = |parts: &[Part], list: &[usize]| -> f32 {
            list.iter()
                .map(|&at| &parts[at])
                .filter(|part| part.kind != PartKind::Generic)
                .map(Part::weight)
                .sum()
        };
        let generic = |parts: &[Part], list: &[usize]| {
            list.iter().filter(|&&at| parts[at].kind == PartKind::Generic).count()
        };
        let left_first = weight(&alignment.first, &alignment.left_first);
        let left_second = weight(&alignment.second, &alignment.left_second);
        let all_first: f32 = alignment.first.iter().map(Part::weight).sum();
        let all_second: f32 = alignment.second.iter().map(Part::weight).sum();
        let (shorter, longer) =
            (all_first.min(all_second).max(1.0), all_first.max(all_second).max(1.0));

        let generic_first = generic(&alignment.first, &alignment.left_first);
        let generic_second = generic(&alignment.second, &alignment.left_second);

        let cost: f32 = alignment.pairs.iter().map(|pair| pair.cost).sum();
        let mut agreeing = 0.0;
        let mut worst: f32 = 0.0;
        let mut variants = 0.0;
        let mut telling = 0;
        for pair in &alignment.pairs {
            let length = alignment.first[pair.first]
                .text
                .len()
                .max(alignment.second[pair.second].text.len());
            agreeing += length as f32;
            worst = worst.max(pair.cost / length.max(1) as f32);
            variants += f32::from(u8::from(pair.likeness == Likeness::Variant));
            telling += u8::from(alignment.first[pair.first].kind == PartKind::Name);
        }
        let anything_left = left_first + left_second > 0.0;
        let replaced = left_first.min(left_second) / shorter;
        let replaced = if alignment.is_reversed { replaced.max(0.5) } else { replaced };
        let numbers = self.first.numbers.is_empty() != self.second.numbers.is_empty();
        let flag = |is: bool| f32::from(u8::from(is));
        [
            1.0,
            cost.min(6.0),
            cost / agreeing.max(1.0),
            worst,
            replaced.min(1.0),
            flag(replaced > 0.0),
            (left_first - left_second).abs() / longer,
            (generic_first + generic_second).min(3) as f32,
            flag(telling < 2 && anything_left && alignment.acronym.is_none()),
            alignment.initials.len().min(3) as f32,
            flag(alignment.is_reordered),
            variants.min(3.0),
            flag(alignment.acronym.is_some()),
            flag(numbers),
        ]
    }
}
