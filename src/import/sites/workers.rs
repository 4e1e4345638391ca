//! Texts of a site converted by a few threads with stacks of their own. One that takes too long, or on which its thread ends, is
//! passed over, and the others are converted all the same.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// The stack of a thread: parsers of the deepest texts need a tenth of it.
pub(super) const STACK: usize = 16 << 20;
/// How many threads are given up at most, as each goes on until the program ends. What is left then is passed over, too.
const MOST_GIVEN_UP: usize = 8;

/// Why there is nothing of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It took longer than the deadline, or too many others did.
    Slow,
    /// Its thread ended.
    Failed,
}

/// What a thread does.
pub type Work<T> = Arc<dyn Fn(&Channel<T>) + Send + Sync>;

/// What each task gives, in the order of `tasks`. `work` is what a thread does: all that it is asked, until nobody asks any more;
/// it says [`Channel::is_ready`] first, and only from then on the deadline counts.
pub fn run<T: Send + 'static>(tasks: &[usize], deadline: Duration, work: &Work<T>) -> Vec<Result<T, Fault>> {
    let results: Vec<Mutex<Result<T, Fault>>> = tasks.iter().map(|_| Mutex::new(Err(Fault::Slow))).collect();
    let (next, given_up) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(tasks.len());
    let oversee = || {
        let mut worker: Option<Worker<T>> = None;
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = tasks.get(place) else { break };
            if given_up.load(Ordering::Relaxed) >= MOST_GIVEN_UP {
                continue;
            }
            let result = match worker.take().or_else(|| Worker::new(work)) {
                None => Err(Fault::Failed),
                Some(ready) => ready.ask(*task, deadline).map(|(result, ready)| {
                    worker = Some(ready);
                    result
                }),
            };
            if matches!(result, Err(Fault::Slow)) {
                given_up.fetch_add(1, Ordering::Relaxed);
            }
            *results[place].lock().unwrap_or_else(PoisonError::into_inner) = result;
        }
        if let Some(worker) = worker {
            worker.end();
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(oversee);
        }
    });
    results.into_iter().map(|result| result.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// How a thread learns what it is asked, and where it answers.
pub struct Channel<T> {
    asked: Receiver<usize>,
    answers: Sender<Option<T>>,
}

impl<T> Channel<T> {
    /// Says that tasks can come.
    pub fn is_ready(&self) {
        // Whoever waits may be gone.
        let _ = self.answers.send(None);
    }

    /// The tasks.
    pub fn asked(&self) -> impl Iterator<Item = usize> {
        self.asked.iter()
    }

    /// Answers the last of them.
    pub fn answer(&self, answer: T) {
        let _ = self.answers.send(Some(answer));
    }
}

/// A thread that waits for a task.
struct Worker<T> {
    ask: Sender<usize>,
    answers: Receiver<Option<T>>,
    thread: JoinHandle<()>,
}

impl<T: Send + 'static> Worker<T> {
    fn new(work: &Work<T>) -> Option<Self> {
        let (ask, asked) = channel();
        let (tell, answers) = channel();
        let work = work.clone();
        let all = move || work(&Channel { asked, answers: tell });
        let thread =
            std::thread::Builder::new().name("import".to_owned()).stack_size(STACK).spawn(all).ok()?;
        answers.recv().ok()?;
        Some(Self { ask, answers, thread })
    }

    /// The answer, and the thread for the next task.
    fn ask(self, task: usize, deadline: Duration) -> Result<(T, Self), Fault> {
        self.ask.send(task).map_err(|_| Fault::Failed)?;
        match self.answers.recv_timeout(deadline) {
            Ok(Some(answer)) => Ok((answer, self)),
            Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(Fault::Failed),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Slow),
        }
    }

    /// Lets it end: what it held is free then.
    fn end(self) {
        drop(self.ask);
        let _ = self.thread.join();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_hangs_and_one_that_fails_are_passed_over() {
        // Nobody ever sends: whoever waits for it hangs.
        let (hold, never) = channel::<()>();
        let never = Mutex::new(never);
        let work: Work<usize> = Arc::new(move |channel| {
            channel.is_ready();
            for task in channel.asked() {
                match task {
                    2 => drop(never.lock().expect("one that hangs").recv()),
                    // As a panic would, and nothing is printed.
                    4 => return,
                    task => channel.answer(task * 10),
                }
            }
        });
        let tasks: Vec<usize> = (1..=50).collect();
        let results = run(&tasks, Duration::from_millis(500), &work);
        assert_eq!(results.len(), 50);
        for (task, result) in tasks.iter().zip(&results) {
            let expected = match task {
                2 => Err(Fault::Slow),
                4 => Err(Fault::Failed),
                task => Ok(task * 10),
            };
            assert_eq!(*result, expected, "{task}");
        }
        drop(hold);
    }
}
