//! Courtesy: one request at a time for each host, a pause after it, and no more than so many at once in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Lane, OwnedMutexGuard, Semaphore, SemaphorePermit, watch};
use tokio::time::{Instant, sleep_until};

/// The gates of every host met so far.
pub struct Hosts {
    pause: Duration,
    slots: Semaphore,
    lanes: Mutex<HashMap<String, Arc<Lane<Instant>>>>,
    closed: watch::Sender<bool>,
}

impl Hosts {
    /// Gates for at most `jobs` requests at once.
    pub fn new(jobs: usize, pause: Duration) -> Self {
        Self { pause, slots: Semaphore::new(jobs.max(1)), lanes: Mutex::default(), closed: watch::Sender::new(false) }
    }

    /// Lets nobody in any more.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Waits until `host` may be asked. It is asked by nobody else until the pass is dropped. `None` once all is closed.
    pub async fn enter(&self, host: &str) -> Option<Pass<'_>> {
        let mut closed = self.closed.subscribe();
        tokio::select! {
            biased;
            _ = closed.wait_for(|closed| *closed) => None,
            pass = self.wait(host) => Some(pass),
        }
    }

    async fn wait(&self, host: &str) -> Pass<'_> {
        let lane = {
            let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(lanes.entry(host.to_owned()).or_insert_with(|| Arc::new(Lane::new(Instant::now()))))
        };
        let lane = lane.lock_owned().await;
        sleep_until(*lane).await;
        // Whoever waits for a slot holds no other, so everybody's turn comes.
        let slot = self.slots.acquire().await.ok();
        Pass { lane, pause: self.pause, _slot: slot }
    }
}

/// Leave to send one request.
pub struct Pass<'a> {
    lane: OwnedMutexGuard<Instant>,
    pause: Duration,
    _slot: Option<SemaphorePermit<'a>>,
}

impl Pass<'_> {
    /// Lets the host rest at least so long before it is asked again.
    pub fn rest(&mut self, time: Duration) {
        self.pause = self.pause.max(time);
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.lane = Instant::now() + self.pause;
    }
}
