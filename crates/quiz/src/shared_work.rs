//! Work on many things that two threads share, with the results in the order of the things, so that
//! nothing that is printed depends on threads.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does something for each number below `count`, on two threads from `worth` numbers on.
pub(crate) fn in_order<T: Send>(
    count: usize,
    worth: usize,
    each: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || -> Vec<(usize, T)> {
        let turn = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            (at < count).then(|| (at, each(at)))
        };
        std::iter::from_fn(turn).collect()
    };
    let mut done = thread::scope(|scope| {
        let second = (count >= worth)
            .then(|| thread::Builder::new().spawn_scoped(scope, work))
            // Without a second thread the first does all.
            .and_then(io::Result::ok);
        let mut done = work();
        if let Some(second) = second {
            done.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_are_in_order_however_many_threads_there_are() {
        for count in [0, 1, 2, 31, 32, 1_000] {
            for worth in [0, 32, usize::MAX] {
                let expected: Vec<_> = (0..count).map(|at| at * at).collect();
                assert_eq!(in_order(count, worth, |at| at * at), expected);
            }
        }
    }
}
