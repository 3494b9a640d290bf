//! Long lists, shared out among threads.

use std::panic::resume_unwind;

/// Fewer pieces than this are not worth a thread.
const MANY: usize = 10_000;
const MOST_THREADS: usize = 4;

/// How many pieces of so many each thread takes; all of them where they are few.
pub(super) fn share_of(count: usize) -> usize {
    if count < MANY {
        return count.max(1);
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    count.div_ceil(threads.min(MOST_THREADS))
}

/// What `work` makes of each share, in their order; a lone share needs no thread.
pub(super) fn in_threads<S: Send, R: Send>(
    shares: impl IntoIterator<Item = S>,
    work: impl Fn(S) -> R + Sync,
) -> Vec<R> {
    let mut shares = shares.into_iter();
    let Some(first) = shares.next() else { return Vec::new() };
    std::thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = shares.map(|share| scope.spawn(move || work(share))).collect();
        let mut made = vec![work(first)];
        let panicked = |panic| resume_unwind(panic);
        made.extend(others.into_iter().map(|share| share.join().unwrap_or_else(panicked)));
        made
    })
}
