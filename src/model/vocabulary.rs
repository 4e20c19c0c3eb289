//! Fixed vocabularies: words that stand in the data as codes and on the pages as messages.

/// A closed list of codes, each shown through a message of the interface.
pub trait Vocabulary: Copy + Eq + Sized + 'static {
    /// What one of these is called in a diagnostic, such as `kind of contact`.
    const NAME: &'static str;
    /// Every member, in the order of the list.
    const ALL: &'static [Self];

    /// The code, as written in the data.
    fn code(self) -> &'static str;

    /// What the code means, for people who edit the data.
    fn meaning(self) -> &'static str;

    /// The id of the message that says it to a visitor: the vocabulary's prefix, a hyphen, the code.
    fn message_id(self) -> String;

    /// The member with this code.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }
}

/// Declares a [`Vocabulary`]: `enum Name "name in words" "message-prefix" { Variant "code", … }`, all documented.
macro_rules! vocabulary {
    ($(#[doc = $doc:literal])* $name:ident $words:literal $prefix:literal {
        $($(#[doc = $meaning:literal])* $variant:ident $code:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $meaning])* $variant,)* }

        impl $crate::model::Vocabulary for $name {
            const NAME: &'static str = $words;
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($meaning,)*).trim_ascii(),)* }
            }

            fn message_id(self) -> String {
                format!(concat!($prefix, "-{}"), self.code())
            }
        }
    };
}

pub(crate) use vocabulary;
