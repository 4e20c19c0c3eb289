//! Small accidents to a file, each made from a number and always the same for it.

/// What people paste, what editors and broken disks leave behind, and what means something in one of the formats.
const PIECES: [&[u8]; 62] = [
    b"\0",
    b"\t",
    b"\r",
    b"\r\n",
    b"\n",
    b"\n\n",
    b" ",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\xf0\x9f",
    "\u{feff}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{301}".as_bytes(),
    "é".as_bytes(),
    "ß".as_bytes(),
    "İ".as_bytes(),
    "😀".as_bytes(),
    "“".as_bytes(),
    "٣".as_bytes(),
    "а".as_bytes(),
    b"'",
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b":",
    b": ",
    b"://",
    b"#",
    b" #",
    b" # ",
    b"&a ",
    b"*a",
    b"!!str ",
    b"---\n",
    b"...\n",
    b"<<: ",
    b"|\n",
    b">-\n",
    b"- ",
    b"? ",
    b"~",
    b"%",
    b"@",
    b"+",
    b"-",
    b"99999999999999999999",
    b"0000-00-00",
    b"24/7",
    b"<b>",
    b"![](",
    b"](ref:",
    b" {#",
    b"{ $",
    b"\n   *[other] ",
];

/// A generator of numbers (xorshift with a multiplication, after Marsaglia and Vigna).
pub struct Chance(u64);

impl Chance {
    /// The numbers that belong to `seed`.
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds shall not give neighbouring numbers, and zero would give zeros only.
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }
}

/// The bytes of a file after one to three accidents.
pub fn mutate(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(3) {
        match chance.below(10) {
            0..=2 => on_bytes(&mut bytes, &mut chance),
            3..=5 => on_lines(&mut bytes, &mut chance),
            _ => insert(&mut bytes, &mut chance),
        }
    }
    bytes
}

/// A bit that flips, bytes that are lost, doubled or overwritten, a file that breaks off.
fn on_bytes(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let start = chance.below(bytes.len());
    let end = (start + 1 + chance.below(12)).min(bytes.len());
    match chance.below(12) {
        0..=3 => {
            if let Some(byte) = bytes.get_mut(start) {
                *byte ^= 1 << chance.below(8);
            }
        }
        4..=6 => drop(bytes.drain(start..end)),
        7..=8 => {
            let doubled = bytes[start..end].to_vec();
            bytes.splice(end..end, doubled);
        }
        9..=10 => {
            let other = chance.below(bytes.len());
            if !bytes.is_empty() {
                bytes.swap(start, other);
            }
        }
        _ => bytes.truncate(start),
    }
}

/// Lines that are lost, doubled, exchanged, moved in or out, or joined with the next.
fn on_lines(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(7) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        3 => drop(lines[one].splice(0..0, b"     "[..=chance.below(4)].iter().copied())),
        4 => {
            let spaces = lines[one].iter().take_while(|byte| **byte == b' ').count();
            lines[one].drain(..spaces);
        }
        5 => drop(lines[one].pop()),
        _ => lines[one].retain(|byte| *byte != b' '),
    }
    *bytes = lines.concat();
}

/// Something that was not there: anywhere, at the beginning of a line, or as the beginning of a value.
fn insert(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let piece = PIECES[chance.below(PIECES.len())];
    let from = chance.below(bytes.len());
    let after = |mark: &[u8]| {
        bytes[from..].windows(mark.len()).position(|window| window == mark).map(|at| from + at + mark.len())
    };
    let at = match chance.below(3) {
        0 => Some(from),
        1 => after(b"\n"),
        _ => after(b": "),
    };
    let at = at.unwrap_or(from);
    bytes.splice(at..at, piece.iter().copied());
}
