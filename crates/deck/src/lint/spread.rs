//! Work spread over the threads of the machine.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does some work for each part, on as many threads as the machine has for us, and gives the results
/// in the order of the parts. The result does not depend on the threads.
pub(super) fn spread<T: Sync, R: Send>(parts: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(parts.len());
    if threads < 2 {
        return parts.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(at) else { return done };
            done.push((at, work(part)));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            // What went wrong in a thread goes wrong here.
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_parts() {
        let parts: Vec<usize> = (0..1000).collect();
        let squares: Vec<usize> = parts.iter().map(|part| part * part).collect();
        assert_eq!(spread(&parts, |part| part * part), squares);
        assert_eq!(spread(&parts[..1], |part| part + 1), [1]);
        assert!(spread(&parts[..0], |part| part + 1).is_empty());
    }
}
