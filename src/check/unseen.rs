//! Characters that a reader cannot see, and that make two texts look alike that are not.

use std::ops::RangeInclusive;

use crate::diagnostic::{Code, Diagnostic};

/// The fault of a character that nobody sees; `what` holds it.
pub fn invisible(character: char, what: &str) -> Diagnostic {
    let number = character as u32;
    Diagnostic::new(Code::InvisibleCharacter, format!("{what} holds a character that nobody can see (U+{number:04X})"))
        .label("it stands here")
        .help("delete it: type the words around it again instead of pasting them")
}

/// Whether nobody sees a character, or it reorders the text around it, or means nothing outside one font.
///
/// The joiners U+200C and U+200D are default ignorable too, but the words of many scripts need them: they are allowed.
pub fn is_invisible(c: char) -> bool {
    let is_in = |ranges: &[RangeInclusive<char>]| ranges.iter().any(|range| range.contains(&c));
    // Nearly every character is a letter of ASCII.
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\t' && c != '\n';
    }
    !matches!(c, '\u{200c}' | '\u{200d}') && (is_in(IGNORABLE) || is_in(OTHERS)) || is_noncharacter(c)
}

/// `Default_Ignorable_Code_Point`, from `DerivedCoreProperties.txt` of Unicode 17: what a font need not show. Fillers of
/// Hangul, marks of direction, selectors of variants and tags are among them.
const IGNORABLE: &[RangeInclusive<char>] = &[
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fff8}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
];

/// What has another property and is not seen either: controls, separators of lines, the empty Braille pattern, what stands
/// for an object or for a character that was lost, and all of private use (the page-maker keeps one for itself).
const OTHERS: &[RangeInclusive<char>] = &[
    '\u{80}'..='\u{9f}',
    '\u{2028}'..='\u{2029}',
    '\u{2800}'..='\u{2800}',
    '\u{e000}'..='\u{f8ff}',
    '\u{fff9}'..='\u{fffd}',
    '\u{f0000}'..='\u{10ffff}',
];

/// Code points that will never be characters (section 23.7 of the Unicode standard).
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_refused_by_its_property() {
        let unseen = [
            0x00, 0x0d, 0x1b, 0x7f, 0x85, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x200b,
            0x200e, 0x2028, 0x202e, 0x2060, 0x2065, 0x2069, 0x2800, 0x3164, 0xe000, 0xf8ff, 0xfdd0, 0xfdef, 0xfe00,
            0xfe0f, 0xfeff, 0xffa0, 0xfff8, 0xfffb, 0xfffd, 0xfffe, 0xffff, 0x1bca0, 0x1d173, 0x1d17a, 0x1fffe,
            0xe0001, 0xe007f, 0xe0100, 0xe01ef, 0xf0000, 0x10_ffff,
        ];
        for code in unseen {
            let character = char::from_u32(code).unwrap();
            assert!(is_invisible(character), "U+{code:04X}");
        }
    }

    #[test]
    fn what_scripts_need_is_allowed() {
        let seen =
            "\t\n aZ~\u{a0}é\u{301}ß\u{200c}\u{200d}क्षی한글ـ\u{2009}\u{202f}\u{2010}–…\u{3000}語\u{fe20}ﷲ\u{1f600}";
        for character in seen.chars() {
            assert!(!is_invisible(character), "U+{:04X}", character as u32);
        }
    }
}
