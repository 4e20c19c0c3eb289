//! A text as runs of digits, each with what stands before it.

/// What stands between a digit and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space, brackets or a slash.
    Loose,
    /// A dot, a hyphen or the like.
    Tight,
}

/// One digit of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// 0 to 9.
    pub digit: u8,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a plus stands before it.
    pub plus: bool,
    /// Whether it was written as a letter of a keypad.
    pub letter: bool,
}

/// More than so many separators, or any other character, end a run.
const WIDEST_GAP: usize = 4;

/// Calls `with` for every run of digits in `text`.
pub fn each_run(text: &str, mut with: impl FnMut(&[Cell])) {
    let mut run: Vec<Cell> = Vec::new();
    let mut gap = Gap::None;
    let mut separators = 0;
    let mut plus = false;
    let mut letters_until = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let letter = at < letters_until;
        if let Some(digit) = digit_of(c).or_else(|| keypad(c).filter(|_| letter)) {
            run.push(Cell { digit, gap: if run.is_empty() { Gap::None } else { gap }, plus, letter });
            (gap, separators, plus) = (Gap::None, 0, false);
        } else if is_unseen(c) {
            continue;
        } else if let Some(kind) = separator(c).filter(|_| separators < WIDEST_GAP) {
            plus |= matches!(c, '+' | '＋');
            gap = if gap == Gap::Tight { Gap::Tight } else { kind };
            // However a file is indented, a reader sees one space.
            separators += usize::from(!(c.is_whitespace() && before.is_whitespace()));
        } else if let Some((digit, end)) = vanity(text, at, run.len(), gap, before) {
            run.push(Cell { digit, gap, plus: false, letter: true });
            (gap, separators, letters_until) = (Gap::None, 0, end);
        } else {
            if !run.is_empty() {
                with(&run);
                run.clear();
            }
            (gap, separators, plus) = (Gap::None, 0, matches!(c, '+' | '＋'));
        }
        before = c;
    }
    if !run.is_empty() {
        with(&run);
    }
}

/// The beginning of a word that is dialled: three letters or more after at least three digits, all capitals, or joined to
/// the digits by a hyphen or a dot.
fn vanity(text: &str, at: usize, digits: usize, gap: Gap, before: char) -> Option<(u8, usize)> {
    let rest = &text[at..];
    let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let joined = gap == Gap::Tight && matches!(before, '-' | '.' | '\u{2010}' | '\u{2011}') || gap == Gap::None;
    let is_vanity = digits >= 3
        && word.len() >= 3
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (capitals || joined && gap != Gap::None);
    let first = word.chars().next().and_then(keypad)?;
    is_vanity.then_some((first, at + word.len()))
}

/// The text with the digits of every script as 0 to 9.
pub fn plain_digits(text: &str) -> String {
    text.chars().map(|c| digit_of(c).map_or(c, |digit| char::from(b'0' + digit))).collect()
}

/// The value of a decimal digit in the scripts in which phone numbers are printed.
fn digit_of(c: char) -> Option<u8> {
    // Where the ten digits of a script begin. Source: Unicode, general category Nd.
    const ZEROS: [char; 18] = [
        '0', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
        '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}', '\u{ff10}',
    ];
    let value = ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10))?;
    u8::try_from(value).ok()
}

/// The key of a letter (ITU-T E.161).
fn keypad(c: char) -> Option<u8> {
    Some(match c.to_ascii_uppercase() {
        'A'..='C' => 2,
        'D'..='F' => 3,
        'G'..='I' => 4,
        'J'..='L' => 5,
        'M'..='O' => 6,
        'P'..='S' => 7,
        'T'..='V' => 8,
        'W'..='Z' => 9,
        _ => return None,
    })
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn separator(c: char) -> Option<Gap> {
    match c {
        '\n' => None,
        '(' | ')' | '[' | ']' | '/' | '（' | '）' | '+' | '＋' => Some(Gap::Loose),
        '.'
        | '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{ff0d}'
        | '\u{b7}'
        | '\u{30fb}'
        | '\u{2022}'
        | '~'
        | '_' => Some(Gap::Tight),
        c if c.is_whitespace() => Some(Gap::Loose),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        each_run(text, |run| all.push(run.iter().map(|cell| char::from(b'0' + cell.digit)).collect()));
        all
    }

    #[test]
    fn separators_join_and_other_characters_part() {
        assert_eq!(runs("Tel. +49 (0)30 450\u{a0}529‑529, Fax 12"), ["49030450529529", "12"]);
        assert_eq!(runs("1\n2 – 3"), ["1", "23"]);
        assert_eq!(runs("٠٨٠٠ ۱۲ １"), ["0800121"]);
        assert_eq!(runs("0\u{200e}8\u{200b}00"), ["0800"]);
    }

    #[test]
    fn words_that_are_dialled_are_digits() {
        assert_eq!(runs("1.888.PREVENT (1-888-773-8368)"), ["1888773836818887738368"]);
        assert_eq!(runs("0800-Help"), ["08004357"]);
        assert_eq!(runs("0800 help"), ["0800"]);
        assert_eq!(runs("1000m 12km"), ["1000", "12"]);
    }
}
