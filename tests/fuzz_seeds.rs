//! What was found at the doors of the program once, and what else is kept in `fuzz/seeds/`: each still keeps its promise.

#![allow(clippy::unwrap_used, clippy::duplicate_mod, missing_docs)]

#[path = "fuzz/src/lib.rs"]
mod doors;
mod support;

#[test]
fn every_seed_of_every_door_keeps_what_the_door_promises() {
    for (door, _) in doors::DOORS {
        let seeds = support::tree(&support::root().join("tests/fuzz/seeds").join(door));
        assert!(!seeds.is_empty(), "{door} has no seeds");
        for (name, bytes) in seeds {
            println!("{door}/{name}");
            doors::open(door, &bytes);
        }
    }
}
