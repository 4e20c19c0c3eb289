//! The status as one page: no scripts, nothing from elsewhere, every text escaped by the template engine.

use tera::{Context, Tera};

use super::{Status, chart};

const TEMPLATE: &str = include_str!("status.html");

/// The whole page.
pub fn write(status: &Status) -> String {
    let mut tera = Tera::new();
    tera.add_raw_template("status.html", TEMPLATE).expect("the template of the status is part of the program");
    let mut context = Context::new();
    context.insert("status", status);
    context.insert("countries", &chart::countries(status));
    context.insert("freshness", &chart::freshness(status));
    context.insert("locales", &chart::locales(status));
    context.insert("months", &chart::months(status));
    tera.render("status.html", &context).expect("the template of the status asks only for what it is given")
}
