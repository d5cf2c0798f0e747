//! What all that learns weights from examples has in common.

/// A step through examples that is prime to their number visits each once, out of order.
const STRIDE: usize = 7_368_787;

/// The places of so many examples, each once, in another order in each epoch that is the same in
/// every run.
pub(crate) fn out_of_order(count: usize, epoch: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |step| (step * STRIDE + epoch) % count)
}

/// Progress, for whoever waits.
#[expect(clippy::print_stderr, reason = "the training program talks on stderr")]
pub(crate) fn tell(line: &str) {
    eprintln!("{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_visited_once_and_none_of_none() {
        for count in [1, 2, 10, 997] {
            let mut visited: Vec<usize> = out_of_order(count, 3).collect();
            visited.sort_unstable();
            assert!(visited.into_iter().eq(0..count), "{count}");
        }
        assert_eq!(out_of_order(0, 0).count(), 0);
    }
}
