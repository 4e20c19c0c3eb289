//! Answers kept from one run to the next, so that a preview does again only what an edit touches.
//!
//! Correct by construction: an answer is found under *everything* that its function is given, and such a function looks
//! at nothing else. There is nothing to invalidate, and no list of dependencies that could lack one.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// The answers of one function by what it was given. Many threads may ask at once.
///
/// What nobody asks for between two calls of [`Memo::turn`] is forgotten.
pub struct Memo<K, V> {
    shelves: Mutex<Shelves<K, V>>,
}

struct Shelves<K, V> {
    now: HashMap<K, Arc<V>>,
    before: HashMap<K, Arc<V>>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { shelves: Mutex::new(Shelves { now: HashMap::new(), before: HashMap::new() }) }
    }
}

impl<K: Eq + Hash, V> Memo<K, V> {
    /// The answer for `key`: remembered, or else made now.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(known) = self.known(&key) {
            return known;
        }
        // Made outside the lock: other threads go on meanwhile.
        let answer = Arc::new(make());
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(shelves.now.entry(key).or_insert(answer))
    }

    fn known(&self, key: &K) -> Option<Arc<V>> {
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = shelves.now.get(key) {
            return Some(Arc::clone(known));
        }
        let (key, value) = shelves.before.remove_entry(key)?;
        Some(Arc::clone(shelves.now.entry(key).or_insert(value)))
    }

    /// Ends a run: what was not asked for in it is forgotten, the rest is remembered for the next.
    pub fn turn(&mut self) {
        let shelves = self.shelves.get_mut().unwrap_or_else(PoisonError::into_inner);
        shelves.before = std::mem::take(&mut shelves.now);
    }
}

/// A shared value that is equal only to itself. As long as it is part of a key it lives, so its place in memory is never
/// that of another.
pub struct Same<T>(pub Arc<T>);

impl<T> Same<T> {
    /// This very value.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Same<T> {}

impl<T> Hash for Same<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_made_once_and_forgotten_when_nobody_asks() {
        let mut memo = Memo::default();
        let ask = |memo: &Memo<u8, u8>, made: &mut u8| {
            *memo.get(7, || {
                *made += 1;
                *made
            })
        };
        let mut made = 0;
        assert_eq!((ask(&memo, &mut made), ask(&memo, &mut made)), (1, 1));
        memo.turn();
        assert_eq!(ask(&memo, &mut made), 1, "remembered for the next run");
        memo.turn();
        memo.turn();
        assert_eq!(ask(&memo, &mut made), 2, "nobody asked in between");
    }

    #[test]
    fn the_same_is_the_same_object_and_not_its_twin() {
        let (one, twin) = (Arc::new(1), Arc::new(1));
        assert!(Same::of(&one) == Same::of(&one));
        assert!(Same::of(&one) != Same::of(&twin));
    }
}
