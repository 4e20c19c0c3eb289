//! Texts as values of YAML: bare where that is safe, else in quotation marks; long ones folded.

/// Where lines end at the latest, as far as words allow.
const WIDTH: usize = 120;

/// Words that YAML takes for something else than text.
const WORDS: [&str; 12] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"];

/// One line of text, its white space made single spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a value, fit for a line of its own and for braces.
pub fn scalar(text: &str) -> String {
    let text = one_line(text);
    let harmless = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '’' | '(' | ')' | '/' | '!' | '+');
    let bare = text.starts_with(char::is_alphabetic)
        && text.chars().all(harmless)
        && !WORDS.contains(&text.to_lowercase().as_str());
    if bare { text } else { quoted(&text) }
}

/// A text in quotation marks.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `key: text` at some indentation; a long text is folded.
pub fn entry(indent: usize, key: &str, text: &str) -> String {
    let text = one_line(text);
    let pad = " ".repeat(indent);
    let short = format!("{pad}{key}: {}\n", scalar(&text));
    if short.chars().count() <= WIDTH + 1 {
        return short;
    }
    let mut lines = format!("{pad}{key}: >-\n");
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && indent + 2 + line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(&format!("{pad}  {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push_str(&format!("{pad}  {line}\n"));
    lines
}

/// A list in one line.
pub fn list<T: std::fmt::Display>(values: &[T]) -> String {
    format!("[{}]", values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_texts_stand_bare() {
        for bare in ["Voorbeeldlijn", "Stichting Voorbeeld (Utrecht)", "Männerberatung", "相談"] {
            assert_eq!(scalar(bare), bare);
        }
        for text in ["Stop it Now: help", "a # b", "No", "112", "a, b", "{x}", "\"x\"", "a\\b", "& so", "- x", "*x", ""]
        {
            let written = format!("key: {{ en: {} }}\n", scalar(text));
            let read: std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>> =
                serde_yaml::from_str(&written).unwrap();
            assert_eq!(read["key"]["en"], text, "{written}");
        }
    }

    #[test]
    fn long_texts_fold_and_read_the_same() {
        let text = "Eine lange Zeile: mit „Wörtern“ # und Zeichen. ".repeat(9);
        let written = format!("a:\n{}", entry(2, "en", &text));
        assert!(written.lines().all(|line| line.chars().count() <= WIDTH), "{written}");
        let read: std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>> =
            serde_yaml::from_str(&written).unwrap();
        assert_eq!(read["a"]["en"], one_line(&text));
    }
}
