//! Texts compressed ahead of time, as small as can be, so that a host serves them without any work.
//!
//! Brotli at its best takes a hundred times as long as rendering the page, so what was compressed once is remembered
//! (`cache`): a second build pays only for what has changed.

mod cache;

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use super::host::Encoding;
use cache::Cache;

/// Kinds of files that compress: texts.
const TEXTS: [&str; 8] = ["html", "js", "css", "svg", "xml", "txt", "json", "csv"];
/// Files up to this size fit in the first packet anyway.
const SMALL: usize = 200;

/// Compresses files and remembers what came out.
pub struct Compressor {
    encodings: &'static [Encoding],
    cache: Cache,
    anew: AtomicUsize,
}

impl Compressor {
    /// Makes these forms of each file, with a memory in the folder `cache`.
    pub fn new(encodings: &'static [Encoding], cache: &Path) -> Self {
        Self { encodings, cache: Cache::at(cache), anew: AtomicUsize::new(0) }
    }

    /// The compressed forms of a file, each with its path; none where it is not worth it. Many threads may ask at once.
    ///
    /// # Errors
    /// Never for bytes in memory; the encoders say otherwise.
    pub fn compress(&self, path: &str, bytes: &[u8]) -> io::Result<Vec<(String, Vec<u8>)>> {
        let mut forms = Vec::new();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if bytes.len() <= SMALL || !TEXTS.contains(&ending) {
            return Ok(forms);
        }
        let name = blake3::hash(bytes).to_hex();
        for encoding in self.encodings {
            let form = match self.cache.get(&name, *encoding) {
                Some(known) => known,
                None => {
                    let form = encode(*encoding, bytes)?;
                    self.cache.put(&name, *encoding, &form);
                    self.anew.fetch_add(1, Ordering::Relaxed);
                    form
                }
            };
            if form.len() < bytes.len() {
                forms.push((format!("{path}{}", encoding.suffix()), form));
            }
        }
        Ok(forms)
    }

    /// How many forms were not remembered.
    pub fn anew(&self) -> usize {
        self.anew.load(Ordering::Relaxed)
    }

    /// Forgets what was not used for longest, if the memory has grown too large.
    pub fn settle(&self) {
        if self.anew() > 0 {
            self.cache.prune(cache::LARGEST);
        }
    }
}

/// The same bytes give the same result on every machine: no time, no name, no system in it.
fn encode(encoding: Encoding, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut form = Vec::with_capacity(bytes.len() / 4);
    match encoding {
        Encoding::Brotli => {
            let settings = BrotliEncoderParams {
                quality: 11,
                lgwin: 22,
                size_hint: bytes.len(),
                ..BrotliEncoderParams::default()
            };
            brotli::BrotliCompress(&mut &*bytes, &mut form, &settings)?;
        }
        Encoding::Gzip => {
            let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(&mut form, Compression::best());
            encoder.write_all(bytes)?;
            encoder.finish()?;
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Read;

    const BOTH: &[Encoding] = &[Encoding::Brotli, Encoding::Gzip];

    fn page(word: &str) -> Vec<u8> {
        format!("<p>{}</p>", word.repeat(100)).into_bytes()
    }

    #[test]
    fn each_form_is_the_same_text_and_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let first = Compressor::new(BOTH, folder.path());
        let forms = first.compress("de/index.html", &page("help ")).unwrap();
        let paths: Vec<&str> = forms.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["de/index.html.br", "de/index.html.gz"]);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*forms[0].1, &mut plain).unwrap();
        assert_eq!(plain, page("help "));
        plain.clear();
        flate2::read::GzDecoder::new(&*forms[1].1).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, page("help "));
        assert_eq!(first.anew(), 2);
        let second = Compressor::new(BOTH, folder.path());
        assert_eq!(second.compress("other/index.html", &page("help ")).unwrap()[1].1, forms[1].1);
        assert_eq!(second.anew(), 0);
        second.compress("de/index.html", &page("hope ")).unwrap();
        assert_eq!(second.anew(), 2, "other words are other bytes");
    }

    #[test]
    fn what_does_not_get_smaller_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        let compressor = Compressor::new(BOTH, folder.path());
        assert!(compressor.compress("a.html", &page("a")[..SMALL.min(80)]).unwrap().is_empty(), "too small");
        assert!(compressor.compress("a.png", &page("a")).unwrap().is_empty(), "no text");
        // Noise: the digits of a hash after another.
        let noise: Vec<u8> = (0..64u8).flat_map(|n| *blake3::hash(&[n]).as_bytes()).collect();
        assert!(compressor.compress("a.txt", &noise).unwrap().is_empty(), "noise");
    }

    #[test]
    fn without_a_place_for_the_memory_it_still_works() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let compressor = Compressor::new(BOTH, &file.join("cache"));
        assert_eq!(compressor.compress("a.html", &page("help ")).unwrap().len(), 2);
    }
}
