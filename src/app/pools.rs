//! Processors for work that goes on beside the drawing by itself. Work that is shared out waits for a free thread of its
//! pool; in the common one the drawing thread, which prices fixes with it, would wait until all routes have been led.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

/// Threads of a pool, made when they are first needed.
pub struct Pool(LazyLock<Option<ThreadPool>>);

/// For bills and reviews, which must not wait for pictures.
pub static PASSES: Pool = Pool(LazyLock::new(|| threads("passes")));
/// For the pictures of large designs.
pub static PICTURES: Pool = Pool(LazyLock::new(|| threads("pictures")));

fn threads(name: &'static str) -> Option<ThreadPool> {
    let pool = ThreadPoolBuilder::new().thread_name(move |number| format!("{name} {number}"));
    // Without threads of its own the common ones do the work.
    pool.build().ok()
}

impl Pool {
    /// What `work` comes to; what it shares out goes to this pool.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match &*self.0 {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
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
