//! The first line of the settings that stand beside a folder: whose they are, and whether somebody has edited them since.
//!
//! The line carries the SHA-256 of all that follows it, so an administrator's edit is found out and never written over.

use crate::publish::disk::Digest;

/// How a file says what is no setting: before the digest, and after it.
type Line = (&'static str, &'static str);

/// In files with comments.
const COMMENT: Line = ("# Written by get-support-today. SHA-256 of the lines below: ", "\n");
/// In JSON, which has none.
const JSON: Line = ("{ \"written_by\": \"get-support-today\", \"sha256_of_the_lines_below\": \"", "\",\n");

/// What a file is that stands where the settings go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As this program wrote it.
    Ours,
    /// Written by this program, and edited since.
    Edited,
    /// Written by somebody else.
    Foreign,
}

/// Settings with the first line of a file that has comments.
pub fn comment(lines: &str) -> String {
    seal(COMMENT, lines)
}

/// The members of a JSON object and its closing brace, with the first line that opens it.
pub fn json(lines: &str) -> String {
    seal(JSON, lines)
}

fn seal((before, after): Line, lines: &str) -> String {
    format!("{before}{}{after}{lines}", Digest::of(lines.as_bytes()))
}

/// What these bytes are.
pub fn standing(bytes: &[u8]) -> Standing {
    let sealed =
        [COMMENT, JSON].into_iter().find_map(|(before, after)| Some((bytes.strip_prefix(before.as_bytes())?, after)));
    let Some((rest, after)) = sealed else { return Standing::Foreign };
    let whole = rest.split_at_checked(64).is_some_and(|(digest, rest)| {
        let digest = str::from_utf8(digest).ok().and_then(Digest::parse);
        rest.strip_prefix(after.as_bytes()).is_some_and(|lines| digest == Some(Digest::of(lines)))
    });
    if whole { Standing::Ours } else { Standing::Edited }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_is_found_out() {
        for text in [comment("a\nb\n"), json("\"a\": 1\n}\n"), comment("")] {
            assert_eq!(standing(text.as_bytes()), Standing::Ours, "{text}");
            let first = text.find('\n').unwrap();
            for edited in [format!("{text} "), text.replace("get-support-today", "somebody"), text[..first].to_owned()]
            {
                assert_ne!(standing(edited.as_bytes()), Standing::Ours, "{edited}");
            }
            assert_eq!(standing(format!("\n{text}").as_bytes()), Standing::Foreign);
        }
        assert_eq!(standing(comment("a\n").replace("a\n", "b\n").as_bytes()), Standing::Edited);
        assert_eq!(standing(b""), Standing::Foreign);
        assert!(serde_json::from_str::<serde_json::Value>(&json("\"a\": 1\n}\n")).is_ok());
    }
}
