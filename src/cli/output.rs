//! What the program says, and whether it could be said.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use super::Ending;

/// The first refusal of standard output. A command says many things and would have to carry each refusal to its end.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// One or more lines on standard output.
pub fn say(text: &str) {
    say_exactly(&format!("{}\n", as_called(text)));
}

/// A text in which each command stands as the reader can type it. Whoever works with `cargo run` has no program of this
/// name on the path; cargo says of itself that it is there (the variable `CARGO`, set for what it runs).
pub fn as_called(text: &str) -> Cow<'_, str> {
    match std::env::var_os("CARGO") {
        Some(_) => Cow::Owned(text.replace("`get-support-today ", "`cargo run --release -- ")),
        None => Cow::Borrowed(text),
    }
}

/// Text on standard output as it is.
pub fn say_exactly(text: &str) {
    let mut out = io::stdout().lock();
    note(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// One or more lines on standard error.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "error: {text}");
}

/// Keeps the refusal that came of writing to standard output, for [`settle`].
pub fn note(written: io::Result<()>) {
    if let Err(error) = written {
        // A second refusal says nothing new.
        let _ = LOST.set(error);
    }
}

/// How the run ended, now that all is said: the machine failed where not all of it could be written. A reader who has seen
/// enough (`| head`) is no failure.
pub fn settle(ending: Ending) -> Ending {
    match LOST.get() {
        Some(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("standard output cannot be written: {error}"));
            Ending::Machine
        }
        Some(_) | None => ending,
    }
}

/// A number and its noun, in the plural where it needs one.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
