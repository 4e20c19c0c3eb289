//! Text made safe for a page.

/// A piece of a page: markup that was made by this program, never taken from the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Text with every character that means something in HTML escaped, fit for elements and quoted attributes.
    pub fn text(text: &str) -> Self {
        let mut safe = String::with_capacity(text.len() + text.len() / 8);
        escape(text, |piece| safe.push_str(piece));
        Self(safe)
    }

    /// Markup that the caller has put together from escaped pieces.
    pub fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, given away.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Gives `text` away in pieces, each escaped character as a piece of its own.
pub(super) fn escape(text: &str, mut put: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        put(&rest[..at]);
        put(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    put(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_become_markup() {
        assert_eq!(Html::text(r#"<b x='1' y="2">&"#).as_str(), "&lt;b x=&#39;1&#39; y=&quot;2&quot;&gt;&amp;");
    }
}
