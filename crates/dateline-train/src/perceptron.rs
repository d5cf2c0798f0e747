//! An averaged perceptron over hashed sparse features (Collins, 2002), to be frozen into a
//! [`dateline_language::linear::Linear`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use dateline_language::linear::{Row, Scores, write_linear};

/// A weight in training: what it is now, and the sum of what it was after each step so far.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    class: u8,
    now: i32,
    /// The step up to which `sum` counts.
    summed_to: u32,
    sum: i64,
}

/// Where the weights of a feature lie in the pool.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    start: u32,
    length: u8,
    room: u8,
    /// How often it was in an update.
    updates: u16,
}

/// Feature keys are hashes already.
#[derive(Debug, Clone, Copy, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only keys of 64 bits are hashed");
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A perceptron in training. Weights are whole numbers: each update adds or takes one.
#[derive(Debug, Clone)]
pub(crate) struct Perceptron {
    classes: usize,
    places: HashMap<u64, Place, BuildHasherDefault<KeyHasher>>,
    pool: Vec<Weight>,
    step: u32,
}

impl Perceptron {
    /// A perceptron that knows nothing, of at most 255 classes.
    pub(crate) fn new(classes: usize) -> Self {
        assert!(classes <= 255, "expected at most 255 classes, but found {classes}");
        Self { classes, places: HashMap::default(), pool: Vec::new(), step: 1 }
    }

    /// Adds up the weights of the features for each class.
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores) {
        scores[..self.classes].fill(0);
        for key in features {
            if let Some(place) = self.places.get(key) {
                let start = place.start as usize;
                for weight in &self.pool[start..start + usize::from(place.length)] {
                    scores[usize::from(weight.class)] += weight.now;
                }
            }
        }
    }

    /// Counts a decision, right or wrong: averages are over decisions.
    pub(crate) fn step(&mut self) {
        self.step += 1;
    }

    /// Makes the right class score more and the wrong one less in this situation.
    pub(crate) fn update(&mut self, features: &[u64], right: u8, wrong: u8) {
        for &key in features {
            self.add(key, right, 1);
            self.add(key, wrong, -1);
        }
    }

    fn add(&mut self, key: u64, class: u8, change: i32) {
        let place = self.places.entry(key).or_default();
        place.updates = place.updates.saturating_add(1);
        let start = place.start as usize;
        let held = &mut self.pool[start..start + usize::from(place.length)];
        if let Some(weight) = held.iter_mut().find(|weight| weight.class == class) {
            weight.sum += i64::from(weight.now) * i64::from(self.step - weight.summed_to);
            weight.summed_to = self.step;
            weight.now += change;
            return;
        }
        if place.length == place.room {
            let moved_to = self.pool.len();
            self.pool.extend_from_within(start..start + usize::from(place.length));
            place.room = place.room.saturating_mul(2).max(2);
            place.start = moved_to as u32;
            self.pool.resize(moved_to + usize::from(place.room), Weight::default());
        }
        self.pool[place.start as usize + usize::from(place.length)] =
            Weight { class, now: change, summed_to: self.step, sum: 0 };
        place.length += 1;
    }

    /// The section of a model file with the averaged weights of the features that were in at least
    /// so many updates (each mistake counts twice: the right class and the wrong one).
    pub(crate) fn freeze(&self, least_updates: u16) -> Vec<u8> {
        let mut rows: Vec<Row> = Vec::new();
        for (&key, place) in &self.places {
            if place.updates < least_updates {
                continue;
            }
            let start = place.start as usize;
            let row = self.pool[start..start + usize::from(place.length)]
                .iter()
                .map(|weight| {
                    let since = i64::from(self.step - weight.summed_to);
                    let sum = weight.sum + i64::from(weight.now) * since;
                    (weight.class, (sum as f64 / f64::from(self.step)) as f32)
                })
                .filter(|&(_, average)| average != 0.0)
                .collect();
            rows.push((key, row));
        }
        // The order in which a hash map gives its keys is of no consequence: rows are sorted.
        write_linear(self.classes, &rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::feature::key1;
    use dateline_language::linear::Linear;

    /// Class 0 for even numbers, 1 for odd ones, from features of which one in two is noise.
    fn trained() -> Perceptron {
        let mut perceptron = Perceptron::new(2);
        let mut scores = [0; 256];
        for n in 0..2_000 {
            let features = [key1(0, n % 2), key1(1, n % 13)];
            perceptron.score(&features, &mut scores);
            perceptron.step();
            let found = u8::from(scores[1] > scores[0]);
            let right = (n % 2) as u8;
            if found != right {
                perceptron.update(&features, right, found);
            }
        }
        perceptron
    }

    #[test]
    fn it_learns_and_stays_so_when_frozen() {
        let perceptron = trained();
        let section = perceptron.freeze(0);
        let frozen = Linear::read(&section).unwrap();
        let mut scores = [0; 256];
        for n in 0..26 {
            frozen.score(&[key1(0, n % 2), key1(1, n % 13)], &mut scores);
            assert_eq!(scores[1] > scores[0], n % 2 == 1, "{n}");
        }
    }

    #[test]
    fn freezing_twice_gives_the_same_bytes() {
        assert_eq!(trained().freeze(0), trained().freeze(0));
        assert!(trained().freeze(1000).len() < trained().freeze(0).len());
    }
}
