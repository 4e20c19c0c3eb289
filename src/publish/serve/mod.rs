//! The preview: the site on this machine, current while its files are edited.
//!
//! 1. `reload` reads and checks the files, and says what the browser is shown from then on (a `View`).
//! 2. `watch` tells it when a file has changed.
//! 3. `answer` turns a request into a response; each page is rendered when it is asked for, and kept by nobody.
//! 4. `dress` adds to pages, in the response only, what makes the browser reload and shows faults.
//!
//! Absent on purpose: anything written to a disk, and any address but that of this machine.

mod answer;
mod dress;
mod media;
#[doc(hidden)]
pub mod probe;
mod reload;
mod served;
mod watch;

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use jiff::civil::Date;
use tokio::runtime::{Builder, Runtime};

use crate::diagnostic::Style;

use answer::Desk;
use reload::Reloader;
use watch::{Signal, Watch};

/// Where the preview says, line by line, what it does.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// A running preview. It ends when it is dropped.
pub struct Preview {
    address: SocketAddr,
    signals: Sender<Signal>,
    runtime: Runtime,
}

impl Preview {
    /// Begins to serve the site below `root` on 127.0.0.1; port 0 takes any free one. Returns once the first look at the
    /// files is done; faults in them do not keep it from starting, the browser shows them.
    ///
    /// `today` stays the day of every check, however long the preview runs.
    ///
    /// # Errors
    /// A port that is taken or not allowed; files that cannot be watched. The text says what to do.
    pub fn start(root: &Path, today: Date, port: u16, style: Style, log: Log) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| explain(&error, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (signals, received) = channel();
        // Watched before the first look: what is saved during it is seen afterwards.
        let watch = Watch::begin(root, signals.clone())?;
        let (reloader, views) = Reloader::begin(root, today, url_of(address), style, Arc::clone(&log));
        thread::Builder::new().name("reload".to_owned()).spawn(move || reloader.run(watch, &received))?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let service = answer::service(Desk { views, log });
        runtime.spawn(async move { axum::serve(listener, service).await });
        Ok(Self { address, signals, runtime })
    }

    /// The address of this machine and the port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to type into a browser; ends with `/`.
    pub fn url(&self) -> String {
        url_of(self.address)
    }

    /// Serves until Ctrl-C. Calls `ready` as soon as Ctrl-C is listened for: pressed earlier, it ends the program at once.
    ///
    /// # Errors
    /// The system does not let the program notice Ctrl-C.
    pub fn until_interrupted(self, ready: impl FnOnce()) -> io::Result<()> {
        self.runtime.block_on(async {
            let then_ready = async {
                ready();
                pending::<Infallible>().await
            };
            // In this order: the first look at `ctrl_c` begins to listen.
            tokio::select! {
                biased;
                interrupted = tokio::signal::ctrl_c() => interrupted,
                never = then_ready => match never {},
            }
        })
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // Fails only where the thread has ended already.
        let _ = self.signals.send(Signal::Stop);
    }
}

/// Serves the site below `root` until Ctrl-C; what it does is said on the terminal.
///
/// # Errors
/// See [`Preview::start`].
pub fn serve(root: &Path, today: Date, port: u16, open: bool, style: Style) -> io::Result<()> {
    let log: Log = Arc::new(say);
    let preview = Preview::start(root, today, port, style, log)?;
    let url = preview.url();
    preview.until_interrupted(|| {
        say(&format!("Serving {url} until Ctrl-C."));
        if open && let Err(error) = open::that_detached(&url) {
            say(&format!("No browser could be opened ({error}); open the address yourself."));
        }
    })?;
    say("Ended.");
    Ok(())
}

fn say(text: &str) {
    use std::io::Write;
    // A closed terminal does not end the preview.
    let _ = writeln!(io::stderr(), "{text}");
}

fn url_of(address: SocketAddr) -> String {
    format!("http://{address}/")
}

/// What to do about a port that cannot be had.
fn explain(error: &io::Error, port: u16) -> io::Error {
    let text = match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is taken, perhaps by another preview; end that program, or take any free port with `--port 0`"
        ),
        io::ErrorKind::PermissionDenied => {
            format!("port {port} may not be used by everyone; choose one above 1023, such as `--port 4000`")
        }
        _ => format!("port {port} cannot be used ({error}); take any free one with `--port 0`"),
    };
    io::Error::new(error.kind(), text)
}
