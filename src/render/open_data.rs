//! The directory as data for others: exactly what the pages show, with its dates and without what is withheld.

use serde_json::{Map, Value, json};

use crate::model::{Assurance, Contact, Country, Line, Localized, Phone, Serves, Service, Vocabulary, Way};

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
        "checked": assurance_json(&service.assurance),
        "freshness": service.freshness.code(),
    })
}

/// One comparison with a source.
fn assurance_json(assurance: &Assurance) -> Value {
    json!({
        "date": assurance.date.to_string(),
        "method": assurance.method.code(),
        "result": assurance.result.code(),
        "basis": assurance.basis.map(Vocabulary::code),
        "source": assurance.source.as_ref().map(|source| source.as_str()),
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
        "hours": contact.schedule.as_ref().map(|schedule| schedule.written.as_str()),
        "timezone": contact.schedule.as_ref().map(|schedule| schedule.timezone.as_str()),
        "languages": contact.languages.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        "caution": contact.caution.as_ref().map(localized),
        "checked": contact.assurance.as_ref().map(assurance_json),
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
        "emergency_checked": country.emergency.assurance.as_ref().map(assurance_json),
        "emergency_freshness": country.emergency.checked.map(|_| country.emergency.freshness.code()),
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
            "display": line.phone.as_ref().map(|phone| phone.display.as_str()),
            "reach": line.phone.as_ref().map(|phone| phone.reach().code()),
            "url": line.url.as_ref().map(|url| url.as_str()),
            "checked": line.assurance.as_ref().map(assurance_json),
            "freshness": line.freshness.code(),
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
        "id,name,organization,serves,serves_only,languages,audiences,minimum_age,maximum_age,levels,anonymous,cost,\
         confidentiality,breaks_confidentiality,caution,phone,phone_reach,phone_cost,hours,timezone,email,url,checked,\
         method,result,basis,page\r\n",
    );
    for service in &site.directory.services {
        let fields = row(service, site);
        text.push_str(&fields.iter().map(|field| quote(field)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

fn row(service: &Service, site: &Site) -> Vec<String> {
    let source = site.directory.site.source_locale();
    let joined = |words: Vec<&str>| words.join(" ");
    let text = |text: &Localized| text.pick(source, source).1.to_owned();
    let (area, topic) = match &service.serves {
        Serves::World => ("world".to_owned(), crate::model::PageSlug::new("anywhere").map_or(Topic::Home, Topic::Page)),
        Serves::Countries(codes) => {
            (joined(codes.iter().map(|code| code.as_str()).collect()), Topic::Country(codes[0]))
        }
    };
    let phone = service.contacts.iter().find_map(|contact| match &contact.way {
        Way::Phone(phone) => Some((contact, phone)),
        Way::Sms(_) | Way::Email(_) | Way::Web(_) => None,
    });
    let schedule = phone.and_then(|(contact, _)| contact.schedule.as_ref());
    let email = service.contacts.iter().find_map(|contact| match &contact.way {
        Way::Email(address) => Some(address.clone()),
        Way::Phone(_) | Way::Sms(_) | Way::Web(_) => None,
    });
    let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
    vec![
        service.id.as_str().to_owned(),
        service.name.original().1.to_owned(),
        service.organization.name.original().1.to_owned(),
        area,
        service.serves_only.as_ref().map(text).unwrap_or_default(),
        joined(service.languages.iter().map(|tag| tag.as_str()).collect()),
        joined(service.audiences.iter().map(|word| word.code()).collect()),
        age(service.minimum_age),
        age(service.maximum_age),
        joined(service.levels.iter().map(|word| word.code()).collect()),
        service.anonymous.map_or("unknown", |yes| if yes { "yes" } else { "no" }).to_owned(),
        service.cost.map_or("unknown", Vocabulary::code).to_owned(),
        service.confidentiality.as_ref().map_or_else(|| "unknown".to_owned(), text),
        match service.limits.as_slice() {
            [] => "unknown".to_owned(),
            limits => joined(limits.iter().map(|word| word.code()).collect()),
        },
        service.caution.as_ref().map(text).unwrap_or_default(),
        phone.map(|(_, phone)| phone.value().to_owned()).unwrap_or_default(),
        phone.map(|(contact, _)| contact.reach.code().to_owned()).unwrap_or_default(),
        phone.map(|(contact, _)| contact.cost.code().to_owned()).unwrap_or_default(),
        schedule.map(|schedule| schedule.written.clone()).unwrap_or_default(),
        schedule.map(|schedule| schedule.timezone.clone()).unwrap_or_default(),
        email.unwrap_or_default(),
        service.url.as_str().to_owned(),
        service.assurance.date.to_string(),
        service.assurance.method.code().to_owned(),
        service.assurance.result.code().to_owned(),
        service.assurance.basis.map(|basis| basis.code().to_owned()).unwrap_or_default(),
        site.base.absolute(&Route::Local(source.clone(), topic)),
    ]
}

/// A field in quotation marks; one that a spreadsheet would take for a formula gets an apostrophe before it.
fn quote(field: &str) -> String {
    let guard = if field.starts_with(['=', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}
