//! Feature keys: what a model sees of a situation, each a number of 64 bits.
//!
//! A feature is a template (which question is asked) with the values that answer it: "the tag of
//! the word before", `DET`. Template and values are hashed into a key, and the models keep weights
//! by key alone ([`crate::linear`]), so no list of features is kept anywhere. Two features that get
//! the same key share weights; with 64 bits in training that does not happen in practice.

/// The hash of some letters (FNV-1a, 32 bits). It is part of the model format.
pub fn hash_letters(letters: &str) -> u32 {
    letters
        .bytes()
        .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The hash of some characters, as [`hash_letters`] has it for their UTF-8, with a seed.
pub fn hash_chars(seed: u32, characters: impl Iterator<Item = char>) -> u32 {
    let mut utf8 = [0; 4];
    characters.fold(0x811c_9dc5 ^ seed, |hash, character| {
        character
            .encode_utf8(&mut utf8)
            .bytes()
            .fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    })
}

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xc2b2_ae3d_27d4_eb4f;
const THIRD: u64 = 0x1656_67b1_9e37_79f9;

/// Spreads the bits, so that any of them can choose a place in a table.
#[inline]
fn spread(mut bits: u64) -> u64 {
    bits ^= bits >> 32;
    bits = bits.wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^= bits >> 29;
    bits = bits.wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^ (bits >> 32)
}

/// The key of a template with one value.
#[inline]
pub fn key1(template: u32, first: u32) -> u64 {
    spread((u64::from(template) << 40) ^ u64::from(first).wrapping_mul(FIRST))
}

/// The key of a template with two values.
#[inline]
pub fn key2(template: u32, first: u32, second: u32) -> u64 {
    spread(
        (u64::from(template) << 40)
            ^ u64::from(first).wrapping_mul(FIRST)
            ^ u64::from(second).wrapping_mul(SECOND).rotate_left(17),
    )
}

/// The key of a template with three values.
#[inline]
pub fn key3(template: u32, first: u32, second: u32, third: u32) -> u64 {
    spread(
        (u64::from(template) << 40)
            ^ u64::from(first).wrapping_mul(FIRST)
            ^ u64::from(second).wrapping_mul(SECOND).rotate_left(17)
            ^ u64::from(third).wrapping_mul(THIRD).rotate_left(41),
    )
}

/// Two values as one, for templates that ask for more than three.
#[inline]
pub fn pair(first: u32, second: u32) -> u32 {
    (first ^ second.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca77)
}

/// The features of one situation, their templates numbered in the order in which they are added.
#[derive(Debug, Clone, Default)]
pub struct Features {
    keys: Vec<u64>,
    template: u32,
}

impl Features {
    /// Begins a new situation.
    #[inline]
    pub fn clear(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// Adds a feature of one value.
    #[inline]
    pub fn one(&mut self, first: u32) {
        self.keys.push(key1(self.template, first));
        self.template += 1;
    }

    /// Adds a feature of two values.
    #[inline]
    pub fn two(&mut self, first: u32, second: u32) {
        self.keys.push(key2(self.template, first, second));
        self.template += 1;
    }

    /// Adds a feature of three values.
    #[inline]
    pub fn three(&mut self, first: u32, second: u32, third: u32) {
        self.keys.push(key3(self.template, first, second, third));
        self.template += 1;
    }

    /// The keys.
    #[inline]
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn other_templates_places_and_values_give_other_keys() {
        let mut keys = HashSet::new();
        for template in 0..8 {
            for first in 0..8 {
                assert!(keys.insert(key1(template, first + 100)));
                for second in 0..8 {
                    assert!(keys.insert(key2(template, first + 100, second + 200)));
                    assert!(keys.insert(key3(template, first + 100, second + 200, 300)));
                }
            }
        }
        assert_ne!(key2(1, 5, 6), key2(1, 6, 5));
    }

    #[test]
    fn characters_hash_as_letters_do() {
        assert_eq!(hash_chars(0, "naïve".chars()), hash_letters("naïve"));
        assert_ne!(hash_chars(1, "naïve".chars()), hash_letters("naïve"));
    }
}
