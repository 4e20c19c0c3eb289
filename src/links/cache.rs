//! What addresses answered before, so that a run that was stopped goes on where it was, and nobody is asked twice.
//!
//! One record of JSON in each line, added as answers come; the last one of an address counts. A line that cannot be read
//! (the machine stopped while it was written) is passed over: the address is asked again.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::answer::Answer;

/// What one address answered, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The address.
    pub url: String,
    /// The day.
    #[serde(with = "day")]
    pub date: Date,
    /// The keys of what was looked for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub asked: BTreeSet<String>,
    /// What it answered.
    pub answer: Answer,
}

/// A day as text.
mod day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The file with what is known.
pub struct Cache {
    path: PathBuf,
    known: HashMap<String, Record>,
    file: Option<File>,
}

impl Cache {
    /// Reads what is known; a file that is not there knows nothing.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let records = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Record>(line).ok());
        let known = records.map(|record| (record.url.clone(), record)).collect();
        Ok(Self { path: path.to_owned(), known, file: None })
    }

    /// What is known of `url`, if it is younger than `max_age` days and everything in `asked` was looked for. What another
    /// try may find otherwise, such as a time-out, is known only on its own day.
    pub fn get(&self, url: &str, asked: &BTreeSet<String>, today: Date, max_age: i32) -> Option<&Record> {
        let record = self.known.get(url)?;
        let age = (today - record.date).get_days();
        let max_age = if record.answer.verdict.is_passing() { max_age.min(1) } else { max_age };
        ((0..max_age).contains(&age) && asked.is_subset(&record.asked)).then_some(record)
    }

    /// Adds an answer to the file at once.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, record: Record) -> io::Result<()> {
        let mut line = serde_json::to_string(&record)?;
        line.push('\n');
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
                // Parts from a line that was never finished.
                if file.metadata()?.len() > 0 {
                    file.write_all(b"\n")?;
                }
                none.insert(file)
            }
        };
        file.write_all(line.as_bytes())?;
        self.known.insert(record.url.clone(), record);
        Ok(())
    }

    /// Writes the file anew with the last record of each address for which `keep` holds, in the order of addresses.
    ///
    /// # Errors
    /// The file cannot be written; it is then as it was.
    pub fn tidy(&mut self, keep: impl Fn(&Record) -> bool) -> io::Result<()> {
        self.known.retain(|_, record| keep(record));
        self.file = None;
        let mut records: Vec<&Record> = self.known.values().collect();
        records.sort_by(|a, b| a.url.cmp(&b.url));
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
        for record in records {
            serde_json::to_writer(&mut fresh, record)?;
            fresh.write_all(b"\n")?;
        }
        fresh.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::answer::Verdict;
    use jiff::civil::date;

    fn record(url: &str, day: i8) -> Record {
        let answer = Answer::bare(Verdict::Gone, Some(404), Vec::new());
        Record { url: url.into(), date: date(2026, 11, day), asked: BTreeSet::from(["tel:1".into()]), answer }
    }

    #[test]
    fn the_last_record_counts_while_it_is_young() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache");
        let mut cache = Cache::open(&path).unwrap();
        cache.add(record("a", 1)).unwrap();
        cache.add(record("a", 3)).unwrap();
        let cache = Cache::open(&path).unwrap();
        let get = |day, age| cache.get("a", &BTreeSet::new(), date(2026, 11, day), age).is_some();
        assert!(get(3, 1) && get(8, 6));
        assert!(!get(9, 6) && !get(3, 0), "too old");
        assert!(!get(2, 6), "from the future");
        assert!(cache.get("a", &BTreeSet::from(["tel:2".into()]), date(2026, 11, 3), 6).is_none(), "not looked for");
    }

    #[test]
    fn a_passing_fault_is_asked_again_on_the_next_day() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = Cache::open(&folder.path().join("cache")).unwrap();
        let answer = Answer::bare(Verdict::TimedOut, None, Vec::new());
        cache.add(Record { answer, ..record("a", 1) }).unwrap();
        let get = |day| cache.get("a", &BTreeSet::new(), date(2026, 11, day), 6).is_some();
        assert!(get(1) && !get(2));
    }

    #[test]
    fn a_torn_line_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache");
        Cache::open(&path).unwrap().add(record("a", 1)).unwrap();
        fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"url\":\"b\",").unwrap();
        Cache::open(&path).unwrap().add(record("c", 1)).unwrap();
        let mut cache = Cache::open(&path).unwrap();
        assert_eq!(cache.known.len(), 2);
        cache.tidy(|record| record.url != "a").unwrap();
        assert_eq!(Cache::open(&path).unwrap().known.into_keys().collect::<Vec<_>>(), ["c"]);
    }
}
