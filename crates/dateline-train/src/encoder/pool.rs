//! Lists of numbers that are used again: the system takes long to hand out large ones.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

/// Lists that are free.
#[derive(Debug, Default)]
pub(super) struct Pool {
    free: Mutex<Vec<Vec<f32>>>,
}

/// A list that goes back to its pool.
#[derive(Debug)]
pub(super) struct Buffer {
    numbers: Vec<f32>,
    length: usize,
    pool: Arc<Pool>,
}

impl Pool {
    /// A list of a length, whose numbers may be any: they are for writing over.
    pub(super) fn take(self: &Arc<Self>, length: usize) -> Buffer {
        // Lengths of batches differ: few sizes, and some room, make lists fit again.
        let step = (length.next_power_of_two() / 8).max(1);
        let size = length.next_multiple_of(step);
        let free = {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            let fitting = free.iter().map(Vec::len).enumerate();
            let fitting = fitting.filter(|(_, found)| (size..=size + size / 2).contains(found));
            let best = fitting.min_by_key(|(_, found)| *found);
            best.map(|(at, _)| free.swap_remove(at))
        };
        let numbers = free.unwrap_or_else(|| vec![0.0; size]);
        Buffer { numbers, length, pool: Arc::clone(self) }
    }
}

impl Deref for Buffer {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.numbers[..self.length]
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.numbers[..self.length]
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let numbers = std::mem::take(&mut self.numbers);
        self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(numbers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_used_again() {
        let pool = Arc::new(Pool::default());
        let mut first = pool.take(1000);
        assert_eq!(first.len(), 1000);
        first[999] = 1.0;
        let place = first.as_ptr();
        drop(first);
        let (again, other) = (pool.take(990), pool.take(995));
        assert_eq!((again.len(), other.len()), (990, 995));
        assert!(again.as_ptr() == place && other.as_ptr() != place);
        assert!(pool.take(0).is_empty());
    }
}
