//! Shapes: what a text or list must look like beyond its type, as far as a schema can say it.
//!
//! The checks know far more about each of these; a shape only lets an editor mark the plainest slips while typing.

use schemars::Schema;
use serde_json::json;

/// Narrows the description of a value.
pub trait Shape {
    /// Adds to the schema what the shape asks for.
    fn narrow(schema: &mut Schema);
}

/// Declares shapes: `Name { keyword: value, … }`, all documented.
macro_rules! shapes {
    ($($(#[doc = $doc:literal])* $name:ident { $($keyword:literal: $value:tt,)* })*) => {
        $($(#[doc = $doc])*
        pub struct $name;

        impl Shape for $name {
            fn narrow(schema: &mut Schema) {
                $(schema.insert($keyword.to_owned(), json!($value));)*
            }
        })*
    };
}

shapes! {
    /// A web address; http only where the record says so, or as evidence.
    Web {
        "pattern": r#"^https?://[^\s<>"'`\\]+$"#,
    }
    /// A web address with encryption.
    SecureWeb {
        "pattern": r#"^https://[^\s<>"'`\\]+$"#,
    }
    /// The address of a folder with encryption.
    Folder {
        "pattern": r#"^https://[^\s<>"'`\\?#]+/$"#,
    }
    /// A mail address.
    Mail {
        "pattern": r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
    }
    /// What somebody does, in small letters.
    Role {
        "pattern": "^[a-z]+([ -][a-z]+)*$",
    }
    /// A number as dialled.
    Dialled {
        "pattern": r"^\+?[0-9]{2,15}$",
    }
    /// An emergency number.
    Short {
        "pattern": "^[0-9]{2,6}$",
    }
    /// Opening hours.
    Hours {
        "pattern": r"^(24/7|.*[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}.*)$",
    }
    /// A list that may not be empty.
    Filled {
        "minItems": 1,
    }
    /// A number of days.
    Days {
        "minimum": 1,
    }
    /// A contact whose value fits its kind, with hours only beside their time zone.
    FitContact {
        "dependentRequired": { "hours": ["timezone"] },
        "allOf": [
            {
                "if": { "properties": { "kind": { "enum": ["phone", "sms"] } }, "required": ["kind"] },
                "then": { "properties": { "value": { "pattern": r"^\+?[0-9]{2,15}$" } } },
                "else": { "properties": { "as_published": false } },
            },
            {
                "if": { "properties": { "kind": { "const": "email" } }, "required": ["kind"] },
                "then": { "properties": { "value": { "pattern": r"^[^\s@]+@[^\s@]+\.[^\s@]+$" } } },
            },
            {
                "if": {
                    "properties": { "kind": { "enum": ["chat", "form", "app", "online-programme"] } },
                    "required": ["kind"],
                },
                "then": { "properties": { "value": { "pattern": "^https?://" } } },
            },
        ],
    }
    /// A service that is shown has a site, sources and an assurance; limits of confidentiality have their sentence.
    FitService {
        "dependentRequired": { "breaks_confidentiality": ["confidentiality"] },
        "if": { "properties": { "publish": { "enum": ["whole", "site-only"] } }, "required": ["publish"] },
        "then": {
            "required": ["url", "assurance"],
            "properties": { "confidence": { "not": { "const": "low" } } },
        },
    }
    /// A number that says from where it works.
    FitLine {
        "dependentRequired": { "phone": ["reach"] },
    }
    /// A person who checked is named by role; what was seen names its page.
    FitAssurance {
        "allOf": [
            {
                "if": { "properties": { "method": { "not": { "const": "stored-copy" } } }, "required": ["method"] },
                "then": { "required": ["by"] },
            },
            {
                "if": {
                    "properties": { "result": { "not": { "const": "not-found" } } },
                    "required": ["result"],
                },
                "then": { "required": ["source"] },
            },
        ],
    }
}
