//! Brown clustering: classes of words such that a word's class tells most of its neighbour's class
//! (Brown et al. 1992, "Class-based n-gram models of natural language"), with the window of most
//! frequent words and the tables of losses of Liang 2005, "Semi-supervised learning for natural
//! language", section 4.2.
//!
//! Each of the most frequent words begins as a cluster of its own. Then the words that remain enter
//! one by one, by frequency, and after each the two clusters are joined whose union loses the least
//! mutual information. At last the clusters are joined to one, and the order of these unions is the
//! tree. Every step keeps a table of what the union of each two clusters would lose.

use dateline_language::ClusterPath;

use super::news::{Sentences, Vocabulary};

/// Words by rank with how often they occur, and how often one follows another.
#[derive(Debug, Default)]
pub(crate) struct Bigrams {
    counts: Vec<u32>,
    /// For each word the words that follow it, with how often.
    next: Vec<Vec<(u32, u32)>>,
    /// For each word the words before it, with how often.
    previous: Vec<Vec<(u32, u32)>>,
}

impl Bigrams {
    /// The words of a vocabulary and their neighbours in the sentences.
    pub(crate) fn count(vocabulary: &Vocabulary, sentences: &Sentences) -> Self {
        Self::of(vocabulary.counts().collect(), vocabulary.pairs(sentences).collect())
    }

    fn of(counts: Vec<u32>, mut pairs: Vec<(u32, u32)>) -> Self {
        let mut next = vec![Vec::new(); counts.len()];
        let mut previous = vec![Vec::new(); counts.len()];
        pairs.sort_unstable();
        for group in pairs.chunk_by(|one, other| one == other) {
            let (first, second) = group[0];
            next[first as usize].push((second, group.len() as u32));
            previous[second as usize].push((first, group.len() as u32));
        }
        Self { counts, next, previous }
    }
}

/// The clusters with their places in the tree.
#[derive(Debug)]
pub(crate) struct ClusterTree {
    pub(crate) paths: Vec<ClusterPath>,
    /// The number of each word's path.
    pub(crate) cluster_of_word: Vec<usize>,
}

/// Puts the words into `clusters` clusters, in time of words times the square of clusters.
pub(crate) fn cluster(bigrams: &Bigrams, clusters: usize) -> ClusterTree {
    let words = bigrams.counts.len();
    let first = clusters.min(words);
    if first == 0 {
        return ClusterTree { paths: Vec::new(), cluster_of_word: Vec::new() };
    }
    let mut window = Window::new(bigrams, first);
    for word in first..words {
        window.enter(word);
        window.unite_best();
    }
    let leaves: Vec<usize> = window.used.clone();
    let mut cluster_of_place = vec![usize::MAX; window.size];
    for (cluster, &place) in leaves.iter().enumerate() {
        cluster_of_place[place] = cluster;
    }
    let cluster_of_word = window.place_of.iter().map(|&place| cluster_of_place[place]).collect();
    let mut turns = vec![Vec::new(); leaves.len()];
    let mut below: Vec<Vec<usize>> = cluster_of_place
        .iter()
        .map(|&cluster| if cluster == usize::MAX { Vec::new() } else { vec![cluster] })
        .collect();
    while window.used.len() > 1 {
        let (kept, left) = window.unite_best();
        for (place, turn) in [(kept, false), (left, true)] {
            for &cluster in &below[place] {
                turns[cluster].push(turn);
            }
        }
        let moved = std::mem::take(&mut below[left]);
        below[kept].extend(moved);
    }
    let paths = turns
        .iter_mut()
        .map(|turns: &mut Vec<bool>| {
            turns.reverse();
            ClusterPath::new(turns)
        })
        .collect();
    ClusterTree { paths, cluster_of_word }
}

/// The place of a word that has not entered yet.
const OUTSIDE: usize = usize::MAX;

/// The clusters at work, each in a place of the tables.
///
/// All information is counted in occurrences times nats: for two clusters with `c` joint
/// occurrences (in either order), `c ln c - c (ln n1 + ln n2 - ln total)`.
struct Window<'b> {
    bigrams: &'b Bigrams,
    /// The number of places: one more than clusters.
    size: usize,
    /// The places in use, in ascending order.
    used: Vec<usize>,
    place_of: Vec<usize>,
    words_in: Vec<Vec<usize>>,
    ln_total: f64,
    count: Vec<f64>,
    /// `after[a * size + b]`: how often a word of `b` follows one of `a`; `before` the other way.
    after: Vec<u32>,
    before: Vec<u32>,
    /// `ln` of the joint count of two clusters.
    ln_union: Vec<f64>,
    /// What the union of two clusters would lose; of use above the diagonal.
    loss: Vec<f64>,
    x_ln_x: XLnX,
}

/// A cluster's joint occurrences with all others.
struct Company {
    ln_count: f64,
    after: Vec<u32>,
    before: Vec<u32>,
    /// The information with each other cluster.
    information: Vec<f64>,
}

impl<'b> Window<'b> {
    /// The window with the `clusters` most frequent words, each a cluster.
    fn new(bigrams: &'b Bigrams, clusters: usize) -> Self {
        let size = clusters + 1;
        let total: f64 = bigrams.counts.iter().copied().map(f64::from).sum();
        let mut window = Self {
            bigrams,
            size,
            used: Vec::new(),
            place_of: vec![OUTSIDE; bigrams.counts.len()],
            words_in: vec![Vec::new(); size],
            ln_total: total.max(1.0).ln(),
            count: vec![0.0; size],
            after: vec![0; size * size],
            before: vec![0; size * size],
            ln_union: vec![0.0; size * size],
            loss: vec![0.0; size * size],
            x_ln_x: XLnX::new(),
        };
        for word in 0..clusters {
            window.admit(word, word);
        }
        for one in 0..clusters {
            for other in one + 1..clusters {
                window.loss[one * size + other] = window.loss_of_union(one, other);
            }
        }
        window
    }

    /// Makes a word a cluster at a vacant place, without touching the losses.
    fn admit(&mut self, word: usize, place: usize) {
        let at = self.used.partition_point(|&used| used < place);
        self.used.insert(at, place);
        self.place_of[word] = place;
        self.words_in[place].push(word);
        self.count[place] = f64::from(self.bigrams.counts[word]);
        for &(other, times) in &self.bigrams.next[word] {
            let there = self.place_of[other as usize];
            if there != OUTSIDE {
                self.after[place * self.size + there] += times;
                self.before[there * self.size + place] += times;
            }
        }
        for &(other, times) in &self.bigrams.previous[word] {
            let there = self.place_of[other as usize];
            // A word that follows itself was counted above.
            if there != OUTSIDE && there != place {
                self.after[there * self.size + place] += times;
                self.before[place * self.size + there] += times;
            }
        }
        self.note_unions(place);
    }

    fn note_unions(&mut self, place: usize) {
        for &other in &self.used {
            let ln = (self.count[place] + self.count[other]).ln();
            self.ln_union[place * self.size + other] = ln;
            self.ln_union[other * self.size + place] = ln;
        }
    }

    /// Lets the next word enter as a cluster.
    fn enter(&mut self, word: usize) {
        let place = (0..self.size).find(|place| !self.used.contains(place)).unwrap_or_default();
        self.admit(word, place);
        let company = self.company(place);
        self.change_losses(&company, 1.0, &[place]);
        self.compute_losses(place);
    }

    /// Joins the two clusters whose union loses the least, the second into the place of the first.
    fn unite_best(&mut self) -> (usize, usize) {
        let (mut kept, mut left, mut least) = (0, 0, f64::INFINITY);
        for (at, &one) in self.used.iter().enumerate() {
            for &other in &self.used[at + 1..] {
                let loss = self.loss[one * self.size + other];
                if loss < least {
                    (kept, left, least) = (one, other, loss);
                }
            }
        }
        if self.words_in[kept].len() < self.words_in[left].len() {
            std::mem::swap(&mut kept, &mut left);
        }
        for place in [kept, left] {
            let company = self.company(place);
            self.change_losses(&company, -1.0, &[kept, left]);
        }
        self.join(kept, left);
        let company = self.company(kept);
        self.change_losses(&company, 1.0, &[kept]);
        self.compute_losses(kept);
        (kept, left)
    }

    /// Moves all of the cluster `left` to `kept`.
    fn join(&mut self, kept: usize, left: usize) {
        let size = self.size;
        for table in [&mut self.after, &mut self.before] {
            for place in 0..size {
                table[kept * size + place] += std::mem::take(&mut table[left * size + place]);
            }
            for place in 0..size {
                table[place * size + kept] += std::mem::take(&mut table[place * size + left]);
            }
        }
        self.count[kept] += std::mem::take(&mut self.count[left]);
        let words = std::mem::take(&mut self.words_in[left]);
        for &word in &words {
            self.place_of[word] = kept;
        }
        self.words_in[kept].extend(words);
        self.used.retain(|&place| place != left);
        self.note_unions(kept);
    }

    fn company(&self, place: usize) -> Company {
        let row = place * self.size..(place + 1) * self.size;
        let (after, before) = (self.after[row.clone()].to_vec(), self.before[row].to_vec());
        let ln_count = self.count[place].ln();
        let mut information = vec![0.0; self.size];
        for &other in &self.used {
            let ln_other = self.count[other].ln();
            information[other] = self.information(after[other], before[other], ln_count + ln_other);
        }
        Company { ln_count, after, before, information }
    }

    /// What two clusters with so many joint occurrences tell of each other.
    fn information(&self, after: u32, before: u32, ln_counts: f64) -> f64 {
        if after + before == 0 {
            return 0.0;
        }
        self.x_ln_x.of(after) + self.x_ln_x.of(before)
            - f64::from(after + before) * (ln_counts - self.ln_total)
    }

    /// Adds to each loss (`sign` 1) or takes away (-1) what the unions lose with a third cluster.
    fn change_losses(&mut self, third: &Company, sign: f64, except: &[usize]) {
        let places: Vec<usize> =
            self.used.iter().copied().filter(|place| !except.contains(place)).collect();
        for (at, &one) in places.iter().enumerate() {
            let alone = third.after[one] + third.before[one] == 0;
            for &other in &places[at + 1..] {
                if alone && third.after[other] + third.before[other] == 0 {
                    continue;
                }
                let cell = one * self.size + other;
                let united = self.information(
                    third.after[one] + third.after[other],
                    third.before[one] + third.before[other],
                    self.ln_union[cell] + third.ln_count,
                );
                self.loss[cell] +=
                    sign * (third.information[one] + third.information[other] - united);
            }
        }
    }

    /// Computes the losses of the unions with one cluster.
    fn compute_losses(&mut self, place: usize) {
        for at in 0..self.used.len() {
            let other = self.used[at];
            if other != place {
                let (low, high) = (place.min(other), place.max(other));
                self.loss[low * self.size + high] = self.loss_of_union(low, high);
            }
        }
    }

    fn loss_of_union(&self, one: usize, other: usize) -> f64 {
        let (row_one, row_other) = (one * self.size, other * self.size);
        let (ln_one, ln_other) = (self.count[one].ln(), self.count[other].ln());
        let ln_union = self.ln_union[row_one + other];
        let mut loss = self.information(
            self.after[row_one + other],
            self.before[row_one + other],
            ln_one + ln_other,
        );
        for (row, place, ln_count) in [(row_one, one, ln_one), (row_other, other, ln_other)] {
            loss += self.information(self.after[row + place], 0, 2.0 * ln_count);
        }
        let inside = self.after[row_one + one]
            + self.after[row_other + other]
            + self.after[row_one + other]
            + self.before[row_one + other];
        loss -= self.information(inside, 0, 2.0 * ln_union);
        for &third in &self.used {
            if third == one || third == other {
                continue;
            }
            let ln_third = self.ln_union[third * self.size + third] - std::f64::consts::LN_2;
            let of_one = (self.after[row_one + third], self.before[row_one + third]);
            let of_other = (self.after[row_other + third], self.before[row_other + third]);
            loss += self.information(of_one.0, of_one.1, ln_one + ln_third);
            loss += self.information(of_other.0, of_other.1, ln_other + ln_third);
            loss -=
                self.information(of_one.0 + of_other.0, of_one.1 + of_other.1, ln_union + ln_third);
        }
        loss
    }
}

/// `x ln x`, from a table for the small numbers that most counts are.
struct XLnX(Vec<f64>);

impl XLnX {
    fn new() -> Self {
        Self((0..1 << 16).map(Self::compute).collect())
    }

    fn compute(x: u32) -> f64 {
        if x == 0 { 0.0 } else { f64::from(x) * f64::from(x).ln() }
    }

    fn of(&self, x: u32) -> f64 {
        self.0.get(x as usize).copied().unwrap_or_else(|| Self::compute(x))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranks and bigrams of sentences of words separated by spaces.
    fn bigrams(sentences: &[&str]) -> (Vec<String>, Bigrams) {
        let mut counts: Vec<(String, u32)> = Vec::new();
        for word in sentences.iter().flat_map(|sentence| sentence.split(' ')) {
            match counts.iter_mut().find(|(known, _)| known == word) {
                Some((_, count)) => *count += 1,
                None => counts.push((word.to_owned(), 1)),
            }
        }
        counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let rank = |word: &str| counts.iter().position(|(known, _)| known == word).unwrap() as u32;
        let mut pairs = Vec::new();
        for sentence in sentences {
            let ranks: Vec<u32> = sentence.split(' ').map(rank).collect();
            pairs.extend(ranks.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let (words, counts) = counts.iter().cloned().unzip();
        (words, Bigrams::of(counts, pairs))
    }

    #[test]
    fn words_in_like_company_share_a_cluster() {
        let mut sentences = Vec::new();
        for animal in ["dog", "cat", "horse"] {
            for verb in ["runs", "sleeps", "eats"] {
                sentences.push(format!("the {animal} {verb} ."));
            }
        }
        for city in ["Paris", "Rome", "Vienna"] {
            for verb in ["shines", "grows", "waits"] {
                sentences.push(format!("in {city} it {verb} ."));
            }
        }
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let (words, bigrams) = bigrams(&sentences);
        let tree = cluster(&bigrams, 8);
        let cluster_of = |word: &str| {
            tree.cluster_of_word[words.iter().position(|known| known == word).unwrap()]
        };
        for group in
            [["dog", "cat", "horse"], ["Paris", "Rome", "Vienna"], ["runs", "sleeps", "eats"]]
        {
            assert_eq!(cluster_of(group[0]), cluster_of(group[1]), "{group:?}");
            assert_eq!(cluster_of(group[0]), cluster_of(group[2]), "{group:?}");
        }
        assert_ne!(cluster_of("dog"), cluster_of("Paris"));
        assert_eq!(tree.paths.len(), 8);
    }

    #[test]
    fn the_kept_losses_are_the_true_ones() {
        let text = "a b c d a c b d e a b e c a d d b a c e f g a f b g c f d g e";
        let (_, bigrams) = bigrams(&[text]);
        let mut window = Window::new(&bigrams, 4);
        for word in 4..bigrams.counts.len() {
            window.enter(word);
            window.unite_best();
            for (at, &one) in window.used.iter().enumerate() {
                for &other in &window.used[at + 1..] {
                    let kept = window.loss[one * window.size + other];
                    let true_loss = window.loss_of_union(one, other);
                    assert!((kept - true_loss).abs() < 1e-9, "{one} {other}: {kept} {true_loss}");
                }
            }
        }
    }

    #[test]
    fn few_words_or_none_are_no_trouble() {
        assert!(cluster(&Bigrams::default(), 5).paths.is_empty());
        let (_, one) = bigrams(&["alone"]);
        assert_eq!(cluster(&one, 5).cluster_of_word, [0]);
    }
}
