//! Chance that is the same in every run.

/// A generator of pseudo-random numbers (xorshift64), from a seed.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The generator of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from zero up to, but not including, a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// Sixty-four bits of chance.
    pub(crate) fn bits(&mut self) -> u64 {
        self.next()
    }

    /// An even number between -1 and 1.
    pub(crate) fn symmetric(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u32 << 23) as f32 - 1.0
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1_u64 << 53) as f64
    }

    /// Puts things in another order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            let other = self.below(last + 1);
            things.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_same_twice_and_even() {
        let draw = || {
            let mut random = Random::new(7);
            (0..10_000).map(|_| random.below(10)).collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        for number in 0..10 {
            let count = draw().iter().filter(|&&drawn| drawn == number).count();
            assert!((900..1100).contains(&count), "{number}: {count}");
        }
        let mut random = Random::new(1);
        let heads = (0..10_000).filter(|_| random.chance(0.9)).count();
        assert!((8_800..9_200).contains(&heads), "{heads}");
    }
}
