//! The directory as data for others: exactly what the pages show, with its dates and without what is withheld.

use serde_json::{Map, Value, json};

use crate::model::{Contact, Country, Line, Localized, Phone, Serves, Service, Vocabulary, Way};

use super::route::{Route, Topic};
use super::site::Site;

/// All entries as JSON.
pub fn json(site: &Site) -> String {
    let directory = &site.directory;
    let services: Vec<Value> = directory.services.iter().map(service_json).collect();
    let countries: Vec<Value> =
        directory.countries.values().filter(|country| country.has_file).map(country_json).collect();
    let whole = json!({
        "name": directory.site.name,
        "date": directory.today.to_string(),
        "licence": "CC-BY-4.0",
        "note": "Compared with stored copies of public pages where `method` says so. Keep the dates when you use it.",
        "services": services,
        "countries": countries,
    });
    let mut text = serde_json::to_string_pretty(&whole).expect("a JSON value can be written");
    text.push('\n');
    text
}

fn service_json(service: &Service) -> Value {
    let codes = |words: Vec<&'static str>| json!(words);
    json!({
        "id": service.id.as_str(),
        "name": localized(&service.name),
        "organization": { "name": localized(&service.organization.name), "kind": service.organization.kind.code() },
        "url": service.url.as_str(),
        "serves": serves(&service.serves),
        "serves_only": service.serves_only.as_ref().map(localized),
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "referral": service.referral,
        "languages": service.languages.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        "audiences": codes(service.audiences.iter().map(|word| word.code()).collect()),
        "concerns": codes(service.concerns.iter().map(|word| word.code()).collect()),
        "levels": codes(service.levels.iter().map(|word| word.code()).collect()),
        "anonymous": service.anonymous,
        "cost": service.cost.map(Vocabulary::code),
        "confidentiality": service.confidentiality.as_ref().map(localized),
        "breaks_confidentiality": codes(service.limits.iter().map(|word| word.code()).collect()),
        "summary": localized(&service.summary),
        "caution": service.caution.as_ref().map(localized),
        "contacts": service.contacts.iter().map(contact_json).collect::<Vec<_>>(),
        "checked": {
            "date": service.assurance.date.to_string(),
            "freshness": service.freshness.code(),
            "method": service.assurance.method.code(),
            "result": service.assurance.result.code(),
            "basis": service.assurance.basis.map(Vocabulary::code),
            "source": service.assurance.source.as_ref().map(|source| source.as_str()),
        },
    })
}

fn contact_json(contact: &Contact) -> Value {
    let (value, display) = match &contact.way {
        Way::Phone(phone) | Way::Sms(phone) => (phone.value().to_owned(), Some(phone.display.clone())),
        Way::Email(address) => (address.clone(), None),
        Way::Web(url) => (url.as_str().to_owned(), None),
    };
    json!({
        "kind": contact.kind.code(),
        "value": value,
        "display": display,
        "reach": contact.reach.code(),
        "cost": contact.cost.code(),
        "timezone": contact.schedule.as_ref().map(|schedule| schedule.timezone.clone()),
        "hours": contact.schedule.as_ref().map(|schedule| {
            (1..=7).flat_map(|day| schedule.on(day)).map(|opening| json!([opening.day, opening.from, opening.to])).collect::<Vec<_>>()
        }),
        "languages": contact.languages.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        "caution": contact.caution.as_ref().map(localized),
    })
}

fn country_json(country: &Country) -> Value {
    json!({
        "code": country.code.as_str(),
        "languages": country.languages.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        "emergency": country.emergency.numbers.iter().map(|number| json!({
            "number": number.phone.value(),
            "reaches": number.reaches.iter().map(|service| service.code()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "emergency_checked": country.emergency.checked.map(|date| json!({
            "date": date.to_string(),
            "freshness": country.emergency.freshness.code(),
        })),
        "reporting_lines": lines(&country.lines.reporting),
        "child_helplines": lines(&country.lines.child),
        "crisis_lines": lines(&country.lines.crisis),
    })
}

fn lines(lines: &[Line]) -> Vec<Value> {
    let line = |line: &Line| {
        json!({
            "name": localized(&line.name),
            "phone": line.phone.as_ref().map(Phone::value),
            "url": line.url.as_ref().map(|url| url.as_str()),
            "checked": { "date": line.checked.to_string(), "freshness": line.freshness.code() },
        })
    };
    lines.iter().map(line).collect()
}

fn serves(serves: &Serves) -> Value {
    match serves {
        Serves::World => json!(["world"]),
        Serves::Countries(codes) => json!(codes.iter().map(|code| code.as_str()).collect::<Vec<_>>()),
    }
}

fn localized(text: &Localized) -> Value {
    let mut versions = Map::new();
    for (language, words) in text.versions() {
        versions.insert(language.to_string(), json!(words));
    }
    Value::Object(versions)
}

/// Every service as one line of CSV (RFC 4180).
pub fn csv(site: &Site) -> String {
    let mut text = String::from(
        "id,name,organization,serves,languages,audiences,levels,anonymous,cost,phone,url,checked,method,page\r\n",
    );
    for service in &site.directory.services {
        let fields = row(service, site);
        text.push_str(&fields.iter().map(|field| quote(field)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

fn row(service: &Service, site: &Site) -> [String; 14] {
    let joined = |words: Vec<&str>| words.join(" ");
    let (area, topic) = match &service.serves {
        Serves::World => ("world".to_owned(), crate::model::PageSlug::new("anywhere").map_or(Topic::Home, Topic::Page)),
        Serves::Countries(codes) => {
            (joined(codes.iter().map(|code| code.as_str()).collect()), Topic::Country(codes[0]))
        }
    };
    let phone = service.contacts.iter().find_map(|contact| match &contact.way {
        Way::Phone(phone) => Some(phone.value().to_owned()),
        Way::Sms(_) | Way::Email(_) | Way::Web(_) => None,
    });
    [
        service.id.as_str().to_owned(),
        service.name.original().1.to_owned(),
        service.organization.name.original().1.to_owned(),
        area,
        joined(service.languages.iter().map(|tag| tag.as_str()).collect()),
        joined(service.audiences.iter().map(|word| word.code()).collect()),
        joined(service.levels.iter().map(|word| word.code()).collect()),
        service.anonymous.map_or("unknown", |yes| if yes { "yes" } else { "no" }).to_owned(),
        service.cost.map_or("unknown", Vocabulary::code).to_owned(),
        phone.unwrap_or_default(),
        service.url.as_str().to_owned(),
        service.assurance.date.to_string(),
        service.assurance.method.code().to_owned(),
        site.base.absolute(&Route::Local(site.directory.site.source_locale().clone(), topic)),
    ]
}

/// A field in quotation marks; one that a spreadsheet would take for a formula gets an apostrophe before it.
fn quote(field: &str) -> String {
    let guard = if field.starts_with(['=', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}
