//! Answers of a person: from flags, or else asked for in the terminal.

use std::io::{BufRead, IsTerminal, Write};

use super::Ending;
use super::output::complain;

/// Collects answers; what is missing or wrong is said once, for all of them.
pub struct Ask {
    terminal: Option<(Box<dyn BufRead>, Box<dyn Write>)>,
    missing: Vec<String>,
    wrong: Vec<String>,
}

/// One question.
pub struct Question<'a> {
    /// The flag that answers it, such as `--name`.
    pub flag: &'a str,
    /// What is asked, in a sentence.
    pub text: &'a str,
    /// What an empty line stands for.
    pub default: Option<String>,
}

impl<'a> Question<'a> {
    /// A question that needs an answer.
    pub fn new(flag: &'a str, text: &'a str) -> Self {
        Self { flag, text, default: None }
    }

    /// The same, with what an empty line stands for.
    pub fn or(mut self, default: impl Into<String>) -> Self {
        self.default = Some(default.into());
        self
    }
}

impl Ask {
    /// Asks in the terminal, if a person sits at one.
    pub fn new() -> Self {
        let person = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let terminal = person.then(|| {
            let (input, output) = (std::io::BufReader::new(std::io::stdin()), std::io::stderr());
            (Box::new(input) as Box<dyn BufRead>, Box::new(output) as Box<dyn Write>)
        });
        Self { terminal, missing: Vec::new(), wrong: Vec::new() }
    }

    /// The answer to a question: that of the flag, or else of the person. `None` where there is none that can be used.
    pub fn need<T>(
        &mut self,
        question: &Question<'_>,
        given: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        if let Some(given) = given {
            return read(given).map_err(|reason| self.wrong.push(format!("{}: {reason}", question.flag))).ok();
        }
        let Some((input, output)) = &mut self.terminal else {
            self.missing.push(question.flag.to_owned());
            return None;
        };
        loop {
            let default = question.default.as_ref().map(|text| format!(" [{text}]")).unwrap_or_default();
            let _ = write!(output, "{}{default}\n> ", question.text);
            let _ = output.flush();
            let mut line = String::new();
            if !matches!(input.read_line(&mut line), Ok(1..)) {
                self.missing.push(question.flag.to_owned());
                self.terminal = None;
                return None;
            }
            let answer = match (line.trim(), &question.default) {
                ("", Some(default)) => default.as_str(),
                (answer, _) => answer,
            };
            match read(answer) {
                Ok(value) => return Some(value),
                Err(reason) => {
                    let _ = writeln!(output, "That cannot be used: {reason}");
                }
            }
        }
    }

    /// The answer to a question that may stay without one.
    pub fn may<T>(
        &mut self,
        question: &Question<'_>,
        given: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        if given.is_none() && self.terminal.is_none() {
            return None;
        }
        let empty_or = |text: &str| if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) };
        self.need(question, given, empty_or).flatten()
    }

    /// Says what is missing or wrong; true where nothing is.
    pub fn is_complete(&self) -> Result<(), Ending> {
        for reason in &self.wrong {
            complain(reason);
        }
        if !self.missing.is_empty() {
            let flags = self.missing.join(", ");
            complain(&format!(
                "missing: {flags}. Give them, or run the command in a terminal and answer its questions"
            ));
        }
        if self.wrong.is_empty() && self.missing.is_empty() { Ok(()) } else { Err(Ending::Usage) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn asked(lines: &'static str) -> Ask {
        let terminal = (Box::new(Cursor::new(lines)) as Box<dyn BufRead>, Box::new(Vec::new()) as Box<dyn Write>);
        Ask { terminal: Some(terminal), missing: Vec::new(), wrong: Vec::new() }
    }

    fn number(text: &str) -> Result<u8, String> {
        text.parse().map_err(|_| format!("`{text}` is no number"))
    }

    #[test]
    fn a_person_is_asked_again_until_the_answer_can_be_used() {
        let mut ask = asked("\nx\n7\n\n\n");
        assert_eq!(ask.need(&Question::new("--age", "How old?"), None, number), Some(7));
        assert_eq!(ask.need(&Question::new("--age", "How old?").or("9"), None, number), Some(9));
        assert_eq!(ask.may(&Question::new("--age", "How old?"), None, number), None);
        assert_eq!(ask.need(&Question::new("--age", "How old?"), None, number), None, "the input has ended");
        assert_eq!(ask.missing, ["--age"]);
    }

    #[test]
    fn a_flag_answers_before_anyone_is_asked() {
        let mut ask = asked("7\n");
        assert_eq!(ask.need(&Question::new("--age", "How old?"), Some("5"), number), Some(5));
        assert_eq!(ask.need(&Question::new("--age", "How old?"), Some("x"), number), None);
        assert_eq!(ask.wrong, ["--age: `x` is no number"]);
    }
}
