//! Hours as people and pages write them (`Monday to Friday 9am-5pm`), put into the grammar where there is only one reading.

/// A piece of hours.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Day(&'static str),
    Time { hour: u16, minute: u16, half: Option<Half> },
    Sign(char),
}

/// `am` or `pm`.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
}

/// The English names of days, shortest form first, with their sign in the grammar.
const DAYS: [(&str, &str); 9] = [
    ("mo", "Mo"),
    ("tu", "Tu"),
    ("we", "We"),
    ("th", "Th"),
    ("fr", "Fr"),
    ("sa", "Sa"),
    ("su", "Su"),
    ("ph", "PH"),
    ("off", "off"),
];

/// The same hours in the grammar; `None` where they hold a word that is not known, or can be read in two ways.
pub fn rewritten(text: &str) -> Option<String> {
    let pieces = pieces(&text.to_lowercase())?;
    let times: Vec<(u16, Option<Half>)> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Time { hour, half, .. } => Some((*hour, *half)),
            Piece::Day(_) | Piece::Sign(_) => None,
        })
        .collect();
    // `9-5pm` may begin in the evening, and `9-5` may end in the morning.
    let halves = times.iter().filter(|(_, half)| half.is_some()).count();
    if times.is_empty() || halves != 0 && halves != times.len() {
        return None;
    }
    let written = write(&pieces);
    let falls = |pair: &[(u16, Option<Half>)]| halves == 0 && pair[1].0 < pair[0].0;
    let is_sure = !times.chunks_exact(2).any(falls);
    (is_sure && opening_hours_syntax::parse(&written).is_ok()).then_some(written)
}

/// A text in small letters, piece by piece.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
        let length = match first {
            c if c.is_ascii_digit() => rest.find(|c| !is_time(c)).unwrap_or(rest.len()),
            c if c.is_alphabetic() => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (word, later) = rest.split_at(length);
        match first {
            c if c.is_ascii_digit() => pieces.push(time(word.trim_end_matches('.'))?),
            c if c.is_alphabetic() => named(word, &mut pieces)?,
            '-' | '–' | '—' => pieces.push(Piece::Sign('-')),
            ',' | ';' => pieces.push(Piece::Sign(first)),
            c if c.is_whitespace() || c == '.' => {}
            _ => return None,
        }
        rest = later;
    }
    Some(pieces)
}

fn named(word: &str, pieces: &mut Vec<Piece>) -> Option<()> {
    const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let half = match word {
        "am" | "a" => Some(Half::Morning),
        "pm" | "p" => Some(Half::Afternoon),
        _ => None,
    };
    match (word, half, pieces.last_mut()) {
        (_, Some(read), Some(Piece::Time { hour: 1..=12, half: half @ None, .. })) => *half = Some(read),
        ("m", None, Some(Piece::Time { half: Some(_), .. }))
        | ("h" | "uhr" | "uur", None, Some(Piece::Time { .. })) => {}
        ("to" | "till" | "until" | "through", ..) => pieces.push(Piece::Sign('-')),
        ("and", ..) => pieces.push(Piece::Sign(',')),
        _ => {
            let full = |short: &str| FULL.iter().any(|full| full.starts_with(short) && full.starts_with(word));
            let known = DAYS
                .iter()
                .find(|(short, _)| word == *short || word.len() > 2 && word.starts_with(short) && full(short))?;
            pieces.push(Piece::Day(known.1));
        }
    }
    Some(())
}

fn time(word: &str) -> Option<Piece> {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "0"));
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then_some(Piece::Time { hour, minute, half: None })
}

fn write(pieces: &[Piece]) -> String {
    let mut written = String::new();
    let mut before: Option<Piece> = None;
    for piece in pieces {
        let apart = matches!(before, Some(Piece::Sign(';')))
            || matches!(
                (before, piece),
                (Some(Piece::Day(_) | Piece::Time { .. }), Piece::Day(_) | Piece::Time { .. })
            );
        if apart {
            written.push(' ');
        }
        match piece {
            Piece::Day(day) => written.push_str(day),
            Piece::Sign(sign) => written.push(*sign),
            Piece::Time { hour, minute, half } => {
                let hour = match half {
                    None => *hour,
                    Some(Half::Morning) => hour % 12,
                    Some(Half::Afternoon) => hour % 12 + 12,
                };
                written.push_str(&format!("{hour:02}:{minute:02}"));
            }
        }
        before = Some(*piece);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_reading_is_put_into_the_grammar() {
        for (text, written) in [
            ("Monday to Friday 9am-5pm", "Mo-Fr 09:00-17:00"),
            ("Mon – Fri 9.00 – 17.00 uhr", "Mo-Fr 09:00-17:00"),
            ("Mo-Fr 8-20", "Mo-Fr 08:00-20:00"),
            ("tues, thurs 12pm-2:30 p.m.; sat 10am to 12am; ph off", "Tu,Th 12:00-14:30; Sa 10:00-00:00; PH off"),
        ] {
            assert_eq!(rewritten(text).as_deref(), Some(written), "{text}");
        }
        for text in ["Mo-Fr 9-5", "Mo 9-5pm", "ma t/m vr 9-17", "Mo-Do 9-17", "Mo-Fr", "by appointment", "Mo 9-25", ""]
        {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }
}
