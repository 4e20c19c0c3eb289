//! What the figures are held against.

use super::{AGAIN, CLEAN, FLOOR, Figures, Row, SERVED};

/// One thing that we aim at.
struct Bar {
    what: &'static str,
    /// The figure, from what was measured; `None` where a size or a row that it needs was not.
    figure: fn(&[Row]) -> Option<f64>,
    /// The most that it may be.
    most: f64,
    unit: &'static str,
    /// Whether missing it is a fault of the program: those that are not held yet are shown only.
    is_held: bool,
}

const BARS: [Bar; 7] = [
    Bar { what: "clean build, 200 × 30", figure: clean_at_200x30, most: 0.6, unit: "s", is_held: false },
    Bar { what: "clean build, 200 × 30, over the floor", figure: over_floor, most: 3.0, unit: "×", is_held: false },
    Bar {
        what: "processor time a page, 250 × 400 over 60 × 10",
        figure: growth_of_a_page,
        most: 1.3,
        unit: "×",
        is_held: true,
    },
    Bar { what: "peak memory, 200 × 30", figure: peak_at_200x30, most: 150.0, unit: "MB", is_held: true },
    Bar { what: "peak memory, 250 × 400", figure: peak_at_250x400, most: 700.0, unit: "MB", is_held: true },
    Bar { what: "nothing changed, 200 × 30", figure: again_at_200x30, most: 0.150, unit: "s", is_held: true },
    Bar { what: "saved to served, 200 × 30", figure: served_at_200x30, most: 0.050, unit: "s", is_held: true },
];

/// Each bar with its figure, as a table, and whether every bar that is held and was measured is met.
pub fn judge(rows: &[Row]) -> (String, bool) {
    let mut text = String::from("| bar | at most | measured | | |\n| --- | ---: | ---: | --- | --- |\n");
    let mut holds = true;
    for bar in &BARS {
        let figure = (bar.figure)(rows);
        let verdict = match figure {
            None => "not measured",
            Some(figure) if figure <= bar.most => "met",
            Some(_) => "missed",
        };
        holds &= !(bar.is_held && verdict == "missed");
        let measured = figure.map_or("–".to_owned(), |figure| format!("{figure:.3} {}", bar.unit));
        let held = if bar.is_held { "held" } else { "aimed at" };
        text.push_str(&format!("| {} | {} {} | {measured} | {verdict} | {held} |\n", bar.what, bar.most, bar.unit));
    }
    (text, holds)
}

fn at<'a>(rows: &'a [Row], size: &str, what: &str) -> Option<&'a Figures> {
    rows.iter().find(|row| row.size == size && row.what == what).map(|row| &row.figures)
}

fn clean_at_200x30(rows: &[Row]) -> Option<f64> {
    Some(at(rows, "200x30", CLEAN)?.wall)
}

fn over_floor(rows: &[Row]) -> Option<f64> {
    Some(at(rows, "200x30", CLEAN)?.wall / at(rows, "200x30", FLOOR)?.wall)
}

fn growth_of_a_page(rows: &[Row]) -> Option<f64> {
    let a_page = |figures: &Figures| Some(figures.cpu? / figures.pages?);
    Some(a_page(at(rows, "250x400", CLEAN)?)? / a_page(at(rows, "60x10", CLEAN)?)?)
}

fn peak_at_200x30(rows: &[Row]) -> Option<f64> {
    at(rows, "200x30", CLEAN)?.peak
}

fn peak_at_250x400(rows: &[Row]) -> Option<f64> {
    at(rows, "250x400", CLEAN)?.peak
}

fn again_at_200x30(rows: &[Row]) -> Option<f64> {
    Some(at(rows, "200x30", AGAIN)?.wall)
}

fn served_at_200x30(rows: &[Row]) -> Option<f64> {
    Some(at(rows, "200x30", SERVED)?.wall)
}
