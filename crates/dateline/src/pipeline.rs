//! Work spread over threads, its results handed over in the order of the items.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many items may wait for each thread. A small number keeps memory flat however long the input
/// is; a number above one keeps threads busy while a long report holds up the order.
const WINDOW: usize = 8;

/// An item, and where its result goes.
type Job<I, O> = (I, SyncSender<O>);

/// Calls `work` on every item, on `jobs` threads, and `deliver` on every result, in the order of
/// the items. `idle` is called whenever the next result is not ready yet, and at the end.
///
/// Only a bounded number of items is held at any time. The threads are left to themselves where
/// `deliver` or `idle` breaks off, since one of them may be waiting for input that never comes.
pub(crate) fn in_order<I, O, B>(
    items: impl Iterator<Item = I> + Send + 'static,
    jobs: NonZeroUsize,
    work: impl Fn(I) -> O + Send + Sync + 'static,
    mut deliver: impl FnMut(O) -> ControlFlow<B>,
    mut idle: impl FnMut() -> ControlFlow<B>,
) -> ControlFlow<B>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let results = start(items, jobs, work);
    while let Some(pending) = next(&results, &mut idle)? {
        // A thread answers every item it takes, so a lost answer means that it panicked.
        if let Some(result) = next(&pending, &mut idle)? {
            deliver(result)?;
        }
    }
    idle()
}

/// What a channel gives next, `None` at its end. Calls `idle` before it waits.
fn next<T, B>(
    channel: &Receiver<T>,
    idle: &mut impl FnMut() -> ControlFlow<B>,
) -> ControlFlow<B, Option<T>> {
    match channel.try_recv() {
        Ok(item) => ControlFlow::Continue(Some(item)),
        Err(TryRecvError::Disconnected) => ControlFlow::Continue(None),
        Err(TryRecvError::Empty) => {
            idle()?;
            ControlFlow::Continue(channel.recv().ok())
        }
    }
}

/// Starts the threads; the results come in the order of the items.
fn start<I, O>(
    items: impl Iterator<Item = I> + Send + 'static,
    jobs: NonZeroUsize,
    work: impl Fn(I) -> O + Send + Sync + 'static,
) -> Receiver<Receiver<O>>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let window = jobs.get() * WINDOW;
    let (job_sender, job_receiver) = mpsc::sync_channel::<Job<I, O>>(window);
    let (order_sender, order_receiver) = mpsc::sync_channel(window);
    let job_receiver = Arc::new(Mutex::new(job_receiver));
    let work = Arc::new(work);
    for _ in 0..jobs.get() {
        let jobs = Arc::clone(&job_receiver);
        let work = Arc::clone(&work);
        thread::spawn(move || {
            loop {
                let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((item, answer)) = job else { break };
                // Nobody waits for an answer once the output is closed.
                let _ = answer.send(work(item));
            }
        });
    }
    thread::spawn(move || {
        for item in items {
            let (answer, pending) = mpsc::sync_channel(1);
            if order_sender.send(pending).is_err() || job_sender.send((item, answer)).is_err() {
                break;
            }
        }
    });
    order_receiver
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn collect(count: u64, jobs: usize) -> Vec<u64> {
        let mut results = Vec::new();
        let jobs = NonZeroUsize::new(jobs).unwrap();
        let work = |item: u64| {
            thread::sleep(Duration::from_micros((item * 7919) % 300));
            item * item
        };
        let deliver = |result| {
            results.push(result);
            ControlFlow::<()>::Continue(())
        };
        let end = in_order(0..count, jobs, work, deliver, || ControlFlow::Continue(()));
        assert_eq!(end, ControlFlow::Continue(()));
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_items_on_any_number_of_threads() {
        let expected: Vec<u64> = (0..200).map(|item| item * item).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(collect(200, jobs), expected, "{jobs} threads");
        }
        assert!(collect(0, 3).is_empty());
    }

    #[test]
    fn breaking_off_ends_even_endless_input() {
        let jobs = NonZeroUsize::new(2).unwrap();
        let deliver =
            |item| if item == 5 { ControlFlow::Break(item) } else { ControlFlow::Continue(()) };
        let end = in_order(0.., jobs, |item| item, deliver, || ControlFlow::Continue(()));
        assert_eq!(end, ControlFlow::Break(5));
    }
}
