//! Long tasks off the drawing thread: each runs on a thread of its own, says how far it is, can be cancelled, and ends by
//! changing the state.

use super::pools::give_way;
use super::state::State;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// A task that takes less than this is not shown.
pub const QUIET: Duration = Duration::from_millis(200);

/// Designs with more components are laid out, varied and mended off the drawing thread: above this it takes longer than a
/// few frames.
pub const LARGE: usize = 1000;

/// What a task does to the state at its end.
pub type Ending = Box<dyn FnOnce(&mut State) + Send>;

/// How far a task is, shared by its thread and the window.
#[derive(Debug, Default)]
pub struct Progress {
    /// Share that is done, in hundredths of a percent; 0: not known.
    share: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// Says that `done` of `all` steps are done.
    pub fn set(&self, done: usize, all: usize) {
        let share = 10_000.0 * done as f64 / all.max(1) as f64;
        self.share
            .store(share.clamp(1.0, 10_000.0) as u32, Ordering::Relaxed);
    }
    /// The share that is done, from 0 to 1; none where the task does not know.
    pub fn share(&self) -> Option<f32> {
        match self.share.load(Ordering::Relaxed) {
            0 => None,
            share => Some(share as f32 / 10_000.0),
        }
    }
    /// Whether the task is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A task under way.
struct Job {
    title: String,
    started: Instant,
    progress: Arc<Progress>,
    ending: Receiver<Ending>,
    /// What is done where the task ends without a word, or is cancelled.
    lost: Option<Ending>,
    stoppable: bool,
}

/// What is shown of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct JobInfo {
    /// What it does.
    pub title: String,
    /// The share that is done; none where it is not known.
    pub share: Option<f32>,
    /// Whether it takes long enough to be shown.
    pub shown: bool,
    /// Whether it can be cancelled.
    pub stoppable: bool,
}

/// The tasks under way.
#[derive(Default)]
pub struct Jobs {
    jobs: Vec<Job>,
    /// What is to be done for tasks that could not be started or were cancelled.
    lost: Vec<Ending>,
}

impl Jobs {
    /// Starts a task called `title`. `wake` is called at its end, and whenever the window is to look at its progress. What
    /// the task returns changes the state, unless the task was cancelled.
    pub fn start(
        &mut self,
        title: String,
        wake: impl Fn() + Send + 'static,
        task: impl FnOnce(&Progress) -> Ending + Send + 'static,
    ) {
        self.begin((title, true), wake, task, None);
    }

    /// Starts a task whose end something waits for: `lost` is done to the state where it ends without a word or is
    /// cancelled, which only a `stoppable` one can be.
    pub fn start_awaited(
        &mut self,
        (title, stoppable): (String, bool),
        wake: impl Fn() + Send + 'static,
        task: impl FnOnce(&Progress) -> Ending + Send + 'static,
        lost: Ending,
    ) {
        self.begin((title, stoppable), wake, task, Some(lost));
    }

    fn begin(
        &mut self,
        (title, stoppable): (String, bool),
        wake: impl Fn() + Send + 'static,
        task: impl FnOnce(&Progress) -> Ending + Send + 'static,
        lost: Option<Ending>,
    ) {
        let progress = Arc::new(Progress::default());
        let (sender, ending) = channel();
        let shared = progress.clone();
        let spawned = std::thread::Builder::new()
            .name("task".to_owned())
            .spawn(move || {
                give_way();
                let end = task(&shared);
                // The window may be gone by now.
                let _ = sender.send(end);
                wake();
            });
        if spawned.is_ok() {
            self.jobs.push(Job {
                title,
                started: Instant::now(),
                progress,
                ending,
                lost,
                stoppable,
            });
        } else {
            self.lost.extend(lost);
        }
    }

    /// The tasks, the oldest first.
    pub fn list(&self) -> Vec<JobInfo> {
        let info = |job: &Job| JobInfo {
            title: job.title.clone(),
            share: job.progress.share(),
            shown: job.started.elapsed() >= QUIET,
            stoppable: job.stoppable,
        };
        self.jobs.iter().map(info).collect()
    }

    /// Asks a task to stop; what it would have done to the state is not done.
    pub fn cancel(&mut self, at: usize) {
        if self.jobs.get(at).is_some_and(|job| job.stoppable) {
            let job = self.jobs.remove(at);
            job.progress.cancelled.store(true, Ordering::Relaxed);
            self.lost.extend(job.lost);
        }
    }

    /// The endings of the tasks that are done.
    pub fn done(&mut self) -> Vec<Ending> {
        let mut done = std::mem::take(&mut self.lost);
        self.jobs.retain_mut(|job| match job.ending.try_recv() {
            Ok(ending) => {
                done.push(ending);
                false
            }
            Err(TryRecvError::Empty) => true,
            // The task panicked.
            Err(TryRecvError::Disconnected) => {
                done.extend(job.lost.take());
                false
            }
        });
        done
    }

    /// Whether nothing is under way.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.lost.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Prefs;
    use crate::pricing::Catalogue;
    use std::sync::mpsc::sync_channel;

    fn wait(jobs: &mut Jobs, state: &mut State) {
        for _ in 0..2000 {
            for ending in jobs.done() {
                ending(state);
            }
            if jobs.is_empty() {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("the task does not end");
    }

    #[test]
    fn a_task_reports_and_changes_the_state_at_its_end() {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        let mut jobs = Jobs::default();
        let (go, gate) = sync_channel::<()>(0);
        let (half, reached) = sync_channel::<()>(0);
        jobs.start(
            "Reading".to_owned(),
            || {},
            move |progress| {
                progress.set(1, 2);
                half.send(()).unwrap();
                gate.recv().unwrap();
                Box::new(|state| state.design.name = "done".into())
            },
        );
        reached.recv().unwrap();
        // However busy the machine is.
        jobs.jobs[0].started = Instant::now();
        let list = jobs.list();
        assert_eq!(
            (list[0].title.as_str(), list[0].share),
            ("Reading", Some(0.5))
        );
        assert!(!list[0].shown, "a short task is not shown");
        go.send(()).unwrap();
        wait(&mut jobs, &mut state);
        assert_eq!(state.design.name, "done".into());
    }

    #[test]
    fn a_cancelled_task_changes_nothing_and_learns_of_it() {
        let mut jobs = Jobs::default();
        let (told, heard) = sync_channel::<bool>(0);
        let (go, gate) = sync_channel::<()>(0);
        jobs.start(
            String::new(),
            || {},
            move |progress| {
                gate.recv().unwrap();
                told.send(progress.is_cancelled()).unwrap();
                Box::new(|state| state.design.name = "done".into())
            },
        );
        jobs.cancel(0);
        assert!(jobs.is_empty());
        go.send(()).unwrap();
        assert!(heard.recv().unwrap());
        assert!(jobs.done().is_empty());
    }

    #[test]
    fn a_task_that_panics_ends() {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        let mut jobs = Jobs::default();
        jobs.start(String::new(), || {}, |_| panic!("on purpose"));
        wait(&mut jobs, &mut state);
        // Whoever waits for its end is told.
        let lost: Ending = Box::new(|state| state.design.name = "lost".into());
        let own = (String::new(), false);
        jobs.start_awaited(own, || {}, |_| panic!("on purpose"), lost);
        jobs.cancel(0);
        wait(&mut jobs, &mut state);
        assert_eq!(state.design.name, "lost".into());
        // So it is where the user stops it.
        let stopped: Ending = Box::new(|state| state.design.name = "stopped".into());
        let (go, gate) = channel::<()>();
        let task = move |_: &Progress| -> Ending {
            let _ = gate.recv();
            Box::new(|state| state.design.name = "done".into())
        };
        jobs.start_awaited((String::new(), true), || {}, task, stopped);
        jobs.cancel(0);
        wait(&mut jobs, &mut state);
        drop(go);
        assert_eq!(state.design.name, "stopped".into());
    }
}
