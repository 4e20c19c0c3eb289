//! The command `explain`: what a rule is about.

use get_support_today::diagnostic::{self, Code, did_you_mean};

use super::Ending;
use super::output::{complain, say};

/// Explains one rule; without a name, lists them all.
pub fn explain(name: Option<&str>) -> Ending {
    let Some(name) = name else {
        say(&diagnostic::list());
        say("`get-support-today explain CODE` explains one of them.");
        return Ending::Done;
    };
    let bare = bare(name);
    if let Some(code) = Code::parse(&bare) {
        say(diagnostic::explain(code).trim_end());
        return Ending::Done;
    }
    let way = match did_you_mean(&bare, Code::ALL.iter().map(|code| code.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`get-support-today explain` lists them all".to_owned(),
    };
    complain(&format!("there is no rule `{bare}`; {way}"));
    Ending::Usage
}

/// A name as people copy it from a report, such as `error[yaml-tab]:`.
fn bare(name: &str) -> String {
    let inside = name.split_once('[').map_or(name, |(_, rest)| rest);
    inside.trim_end_matches([']', ':']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_come_with_what_stands_around_it() {
        for written in ["yaml-tab", "[yaml-tab]", "error[yaml-tab]:", "YAML-Tab"] {
            assert_eq!(bare(written), "yaml-tab");
        }
    }
}
