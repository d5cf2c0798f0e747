//! An averaged perceptron over hashed sparse features (Collins, 2002), to be frozen into a
//! [`dateline_language::linear::Linear`].

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use dateline_language::linear::{Row, Scores, write_linear};

/// A weight in training, as it is now.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    class: u8,
    now: i32,
}

/// What a weight was so far.
#[derive(Debug, Clone, Copy, Default)]
struct History {
    /// The sum of what it was after each step.
    sum: i64,
    /// The step up to which `sum` counts.
    summed_to: u32,
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
    /// By place in the pool. It lies apart because scoring, which is most of the work, needs the
    /// weights alone.
    histories: Vec<History>,
    step: u32,
    /// Whether features that it has not met may still be learnt.
    open: bool,
}

impl Perceptron {
    /// A perceptron that knows nothing, of at most 255 classes.
    pub(crate) fn new(classes: usize) -> Self {
        assert!(classes <= 255, "expected at most 255 classes, but found {classes}");
        Self {
            classes,
            places: HashMap::default(),
            pool: Vec::new(),
            histories: Vec::new(),
            step: 1,
            open: true,
        }
    }

    /// Adds up the weights of the features for each class.
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores) {
        scores[..self.classes].fill(0);
        // Places first, weights after: so the waits for memory overlap.
        let mut places = [Place::default(); 64];
        for features in features.chunks(places.len()) {
            for (place, key) in places.iter_mut().zip(features) {
                *place = self.places.get(key).copied().unwrap_or_default();
            }
            for place in &places[..features.len()] {
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
        let place = match self.places.entry(key) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(free) if self.open => free.insert(Place::default()),
            Entry::Vacant(_) => return,
        };
        place.updates = place.updates.saturating_add(1);
        let start = place.start as usize;
        let held = &mut self.pool[start..start + usize::from(place.length)];
        if let Some(at) = held.iter().position(|weight| weight.class == class) {
            let history = &mut self.histories[start + at];
            history.sum += i64::from(held[at].now) * i64::from(self.step - history.summed_to);
            history.summed_to = self.step;
            held[at].now += change;
            return;
        }
        if place.length == place.room {
            let moved_to = self.pool.len();
            let moved = start..start + usize::from(place.length);
            self.pool.extend_from_within(moved.clone());
            self.histories.extend_from_within(moved);
            place.room = place.room.saturating_mul(2).max(2);
            place.start = moved_to as u32;
            self.pool.resize(moved_to + usize::from(place.room), Weight::default());
            self.histories.resize(self.pool.len(), History::default());
        }
        let at = place.start as usize + usize::from(place.length);
        self.pool[at] = Weight { class, now: change };
        self.histories[at] = History { sum: 0, summed_to: self.step };
        place.length += 1;
    }

    /// The average of a weight over all steps so far.
    fn average(&self, at: usize) -> f32 {
        let (weight, history) = (self.pool[at], self.histories[at]);
        let since = i64::from(self.step - history.summed_to);
        let sum = history.sum + i64::from(weight.now) * since;
        (sum as f64 / f64::from(self.step)) as f32
    }

    /// Forgets all but so many features and learns no new ones: what follows makes up for those
    /// that are gone, and the model is a tenth of the size. Those stay that speak loud and often.
    pub(crate) fn settle(&mut self, features: usize) {
        self.open = false;
        let mut ranked: Vec<(f32, u64)> = self
            .places
            .iter()
            .map(|(&key, place)| {
                let start = place.start as usize;
                let weights = start..start + usize::from(place.length);
                let loudest = weights.map(|at| self.average(at).abs()).fold(0.0, f32::max);
                (loudest * f32::from(place.updates).sqrt(), key)
            })
            .collect();
        ranked.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        ranked.truncate(features);
        let (mut places, mut pool, mut histories) = (HashMap::default(), Vec::new(), Vec::new());
        for (_, key) in ranked {
            let place = self.places[&key];
            let (start, end) =
                (place.start as usize, place.start as usize + usize::from(place.length));
            let moved = Place { start: pool.len() as u32, room: place.length, ..place };
            pool.extend_from_slice(&self.pool[start..end]);
            histories.extend_from_slice(&self.histories[start..end]);
            places.insert(key, moved);
        }
        (self.places, self.pool, self.histories) = (places, pool, histories);
    }

    /// The section of a model file with the averaged weights, without those that are smaller.
    pub(crate) fn freeze(&self, least_weight: f32) -> Vec<u8> {
        let mut rows: Vec<Row> = Vec::new();
        for (&key, place) in &self.places {
            let start = place.start as usize;
            let row: Vec<(u8, f32)> = (start..start + usize::from(place.length))
                .map(|at| (self.pool[at].class, self.average(at)))
                .filter(|&(_, average)| average.abs() >= least_weight)
                .collect();
            rows.push((key, row));
        }
        // The order in which a hash map gives its keys is of no consequence: rows are sorted.
        write_linear(self.classes, &rows)
    }
}

/// How a perceptron is made small.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Size {
    /// After how many epochs it settles on its features.
    pub(crate) settle_after: usize,
    /// On how many.
    pub(crate) features: usize,
    /// How small an average weight may be.
    pub(crate) least_weight: f32,
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
        let section = perceptron.freeze(0.0);
        let frozen = Linear::read(&section).unwrap();
        let mut scores = [0; 256];
        for n in 0..26 {
            frozen.score(&[key1(0, n % 2), key1(1, n % 13)], &mut scores);
            assert_eq!(scores[1] > scores[0], n % 2 == 1, "{n}");
        }
    }

    #[test]
    fn it_settles_on_the_features_that_matter() {
        let mut perceptron = trained();
        perceptron.settle(2);
        let mut scores = [0; 256];
        for n in 0..26 {
            perceptron.score(&[key1(0, n % 2), key1(1, n % 13)], &mut scores);
            assert_eq!(scores[1] > scores[0], n % 2 == 1, "{n}");
        }
        perceptron.update(&[key1(5, 5)], 0, 1);
        perceptron.score(&[key1(5, 5)], &mut scores);
        assert_eq!(scores[..2], [0, 0]);
    }

    #[test]
    fn freezing_twice_gives_the_same_bytes() {
        assert_eq!(trained().freeze(0.0), trained().freeze(0.0));
        assert!(trained().freeze(1.5).len() < trained().freeze(0.0).len());
    }
}
