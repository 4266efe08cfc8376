//! Processors for work that goes on beside the drawing by itself. Work that is shared out waits for a free thread of its
//! pool; in the common one the drawing thread, which prices fixes with it, would wait until all routes have been led.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{LazyLock, Mutex, PoisonError};
use thread_priority::{ThreadPriority, set_current_thread_priority};

/// Threads of a pool, made when they are first needed.
pub struct Pool(LazyLock<Option<ThreadPool>>);

/// For bills and reviews, which must not wait for pictures.
pub static PASSES: Pool = Pool(LazyLock::new(|| threads("passes", None, give_way)));
/// For the pictures of large designs.
pub static PICTURES: Pool = Pool(LazyLock::new(|| threads("pictures", None, give_way)));
/// For the ground of the canvas, beside the drawing thread: an export may keep the common pool busy for longer than a frame.
pub static GROUND: Pool = Pool(LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    threads("ground", Some((processors - 1).min(3)), || {})
}));

/// So many threads, or as many as the common pool has. Without threads of its own the common ones, or the one that asks, do
/// the work. Each begins with `start`.
fn threads(name: &'static str, count: Option<usize>, start: fn()) -> Option<ThreadPool> {
    if count == Some(0) {
        return None;
    }
    let pool = ThreadPoolBuilder::new().num_threads(count.unwrap_or_default());
    let pool = pool.thread_name(move |number| format!("{name} {number}"));
    pool.start_handler(move |_| start()).build().ok()
}

/// The thread that asks goes on with what the drawing thread and the rasteriser leave of the processors: they are waited for
/// in every frame, it is not.
pub fn give_way() {
    /// Of 100, where 50 is usual: on Linux a niceness of 10, a tenth of the time while others want it.
    const BESIDE: u8 = 25;
    // Where the system does not allow it, all have the same right.
    if let Ok(priority) = BESIDE.try_into() {
        let _ = set_current_thread_priority(ThreadPriority::Crossplatform(priority));
    }
}

impl Pool {
    /// What `work` comes to; what it shares out goes to this pool.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match &*self.0 {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Starts `work` on a thread of its own; what it shares out goes to this pool. What it comes to can be received as soon as
    /// `wake` is called. None where there is no thread.
    pub fn start<R: Send + 'static>(
        &'static self,
        name: &str,
        work: impl FnOnce() -> R + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> Option<Receiver<R>> {
        let (sender, result) = channel();
        let thread = std::thread::Builder::new().name(name.to_owned());
        let spawned = thread.spawn(move || {
            give_way();
            // The window may be gone by now.
            let _ = sender.send(self.run(work));
            wake();
        });
        spawned.is_ok().then_some(result)
    }

    /// What `work` makes of each of `items`, in their order; the thread that asks takes part.
    pub fn each<T: Sync, R: Send>(&self, items: &[T], work: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
        let Some(helpers) = self.0.as_ref().filter(|_| items.len() > 1) else {
            return items.iter().map(work).collect();
        };
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(items.len()));
        let take = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(number) else {
                    return;
                };
                let made = work(item);
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                done.push((number, made));
            }
        };
        helpers.in_place_scope(|scope| {
            for _ in 0..helpers.current_num_threads() {
                scope.spawn(|_| take());
            }
            take();
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_unstable_by_key(|(number, _)| *number);
        done.into_iter().map(|(_, made)| made).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_common_pool_and_bills_do_not_wait_for_pictures() {
        // All threads of the pool are busy until `done` is dropped.
        let (done, wait) = channel::<()>();
        let wait = std::sync::Mutex::new(wait);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                PICTURES.run(|| {
                    rayon::broadcast(|_| {
                        let _ = wait.lock().map(|wait| wait.recv());
                    });
                });
            });
            let (answer, answered) = channel();
            scope.spawn(move || {
                let sum = rayon::join(|| 1, || 2);
                let _ = answer.send(sum);
                let sum = PASSES.run(|| rayon::join(|| 3, || 4));
                let _ = answer.send(sum);
            });
            let soon = Duration::from_secs(60);
            assert_eq!(answered.recv_timeout(soon), Ok((1, 2)));
            assert_eq!(answered.recv_timeout(soon), Ok((3, 4)));
            drop(done);
        });
    }
}
