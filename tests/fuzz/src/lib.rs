//! The doors of the program: each takes the bytes that one of its parsers is given, and holds what must be true of the
//! answer, whatever they are.
//!
//! The programs in `bin/` try them with inputs that change until they reach new code; `tests/fuzz_seeds.rs` of the
//! project tries them with the inputs kept in `seeds/`.

#[path = "../../support/html.rs"]
#[allow(dead_code)]
mod html;
mod markup;
mod project;
mod text;
mod told;
mod values;

/// What tries one door.
pub type Door = fn(&[u8]);

/// Every door by its name: that of its folder in `seeds/` and of its program.
pub const DOORS: [(&str, Door); 7] = [
    ("country", project::country),
    ("page", project::page),
    ("markdown", text::markdown),
    ("messages", text::messages),
    ("hours", values::hours),
    ("phone", values::phone),
    ("address", values::address),
];

/// The stack of the threads on which the program checks and renders, in bytes; a main thread has more, and would hide what
/// ends the program.
const STACK: usize = 2 * 1024 * 1024;

/// Tries one door, on a thread as small as the program's own.
///
/// # Panics
/// Where what must be true is not; and where there is no such door.
pub fn open(door: &str, bytes: &[u8]) {
    let (_, open) = DOORS.iter().find(|(name, _)| *name == door).expect("a door");
    std::thread::scope(|scope| {
        let small = std::thread::Builder::new().stack_size(STACK);
        let tried = small.spawn_scoped(scope, || open(bytes)).expect("a thread");
        tried.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}
