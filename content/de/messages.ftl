## Every page

skip-to-content = Zum Inhalt springen
skip-to-leave = Diese Website jetzt verlassen
language = Sprache
all-languages = Alle Sprachen
choose-language = Sprache wählen
leave = Notausgang
# Stands before the two sentences that follow, in the foot.
leave-label = „Notausgang“:
leave-note = Ihr Browserverlauf wird dadurch nicht gelöscht.
leave-keys = Sie können die Website auch verlassen, indem Sie dreimal die Umschalttaste (Shift) drücken.
danger-label = Notruf und Meldestellen
danger-question = Ist jetzt ein Kind in Gefahr?
danger-more = Hilfe und Meldestellen
danger-world = Notrufnummern und Meldestellen
footer-label = Über dieses Verzeichnis
correction = Stimmt hier etwas nicht? Schreiben Sie an { $address }. Bitte schreiben Sie nichts über sich selbst.
# $language: the name of a language, such as “English”.
fallback-page = Diese Seite ist noch nicht übersetzt. Sie lesen sie in dieser Sprache: { $language }
fallback-text = Sprache: { $language }
translation-machine = Diese Seite wurde maschinell übersetzt und noch nicht von einem Menschen mit Deutsch als Muttersprache geprüft.
translation-reviewed = Diese Seite wurde maschinell übersetzt und von einem Menschen mit Deutsch als Muttersprache geprüft.
translation-more = Mehr zu den Übersetzungen
toc-title = Auf dieser Seite
references-title = Quellen

## Groups of pages

section-help = Hilfe finden
section-prevention = Prävention
section-about = Über diese Website

## A country’s page

# Stands above the name of the country.
country-title = Hilfe finden:
# The sentence that search engines show. $country: the name of a country.
country-description = Vertrauliche Hilfe: { $country }. An wen Sie sich wenden können, wann und zu welchen Kosten.
country-none = Wir kennen in diesem Land kein Angebot, das wir zeigen können. Sie sind damit nicht allein: Die folgenden Angebote sind für Menschen aus jedem Land da.
not-your-country = Nicht Ihr Land?
all-countries = Alle Länder
languages-there = In den Sprachen, die dort gesprochen werden
country-print-date = Stand: { $date }
group-self = Wenn Sie sich Sorgen um sich selbst machen
group-family = Für Angehörige und Freunde
group-young-person = Für junge Menschen
group-professional = Für Fachkräfte
group-survivor = Für Betroffene von sexuellem Missbrauch
group-anyone = Weltweit offen für alle
group-anyone-lead = Diese Angebote sind für Menschen aus jedem Land da.

## Whom a service is for

audience-self = Für Erwachsene, die sich Sorgen wegen der eigenen Gedanken oder des eigenen Verhaltens machen
# For a service that also takes people under 18.
audience-self-any-age = Für Menschen, die sich Sorgen wegen der eigenen Gedanken oder des eigenen Verhaltens machen
audience-family = Für Angehörige und Freunde
audience-young-person = Für junge Menschen, die sich Sorgen wegen der eigenen Gedanken machen
audience-professional = Für Fachkräfte
audience-survivor = Für Betroffene von sexuellem Missbrauch
age-from = Ab { $age } Jahren
age-to = Bis { $age } Jahre
age-between = { $from } bis { $to } Jahre
referral-needed = Nur mit Überweisung aus einer Arztpraxis oder durch eine andere Fachkraft.

## Ways to make contact

# $number: a phone number.
action-phone = { $number } anrufen
action-sms = SMS an { $number }
# $address: a mail address.
action-email = An { $address } schreiben
action-chat = Zum Chat
action-form = Online eine Nachricht schreiben
action-app = App herunterladen
action-online-programme = Online-Programm öffnen
action-in-person = Eine Stelle vor Ort finden
action-post = Einen Brief schreiben
action-url = Website öffnen
call-cost-free = Kostenlos
call-cost-standard = Kostet so viel wie ein normaler Anruf
call-cost-paid = Nicht kostenlos
call-cost-unknown = Kosten: bitte vorher nachfragen
# $country: the name of a country.
fact-national-only = Funktioniert nur in diesem Land: { $country }
# $number: the number in its international form.
fact-from-abroad = Aus dem Ausland: { $number }
fact-unencrypted = Die Website dieses Angebots ist nicht verschlüsselt. Andere in Ihrem Netzwerk könnten sehen, dass Sie sie öffnen.
fact-languages = Sprachen: { $languages }
fact-anonymous = Kein Name nötig
fact-not-anonymous = Es wird nach dem Namen gefragt
fact-anonymous-unknown = Name nötig? Bitte nachfragen

## Opening hours

# $hours: days and times; $zone: the name of a time zone.
hours-sentence = Erreichbar: { $hours } · { $zone }
hours-always = Tag und Nacht erreichbar
hours-title = Sprechzeiten · { $zone }
hours-day = Tag
hours-open = Erreichbar
hours-closed = geschlossen
# What stands between two stretches of time, such as “09:00–12:00, 13:00–17:00”, and between two groups of days.
hours-comma = { ", " }
hours-holidays-closed = An Feiertagen geschlossen.
hours-holidays-unknown = An Feiertagen können andere Zeiten gelten.
# The script of the page fills in TIME and DAY: keep these words as they are.
hours-now-open = Jetzt erreichbar, bis TIME Uhr
hours-now-always = Jetzt erreichbar, Tag und Nacht
hours-now-opens-today = Zurzeit nicht erreichbar. Heute ab TIME Uhr
hours-now-opens = Zurzeit nicht erreichbar. Wieder erreichbar ab: DAY, TIME Uhr
hours-now-holiday = Feiertag: Es können andere Zeiten gelten
hours-now-holiday-closed = Heute nicht erreichbar: Feiertag

## What stays private

limits-title = Was vertraulich bleibt und was nicht
limits-unknown = Wir wissen nicht, wann dieses Angebot etwas weitergibt. Fragen Sie danach, bevor Sie Einzelheiten nennen.
limits-list = Die Fachkräfte geben möglicherweise etwas weiter, wenn sie von Folgendem erfahren:
limit-identified-child-at-risk = Gefahr für ein Kind, wenn sich erkennen lässt, um welches Kind es geht
limit-crime-disclosed = eine begangene Straftat
limit-danger-to-self = Gefahr für Ihr Leben
limit-danger-to-others = Gefahr für einen anderen Menschen
limit-court-order = eine gerichtliche Anordnung
limit-none-stated = Das Angebot sagt Vertraulichkeit zu und nennt keine Ausnahme. Das Gesetz kann eine vorsehen. Fragen Sie nach, bevor Sie Einzelheiten nennen.

## The rest of an entry

next-title = Wenn niemand antwortet:
# A link to the next service follows.
next-text = später noch einmal versuchen oder weiter zu:
next-hours = zu den Sprechzeiten noch einmal versuchen oder weiter zu:
detail-languages = Sprachen
detail-cost = Was die Hilfe kostet
detail-concerns = Worum es geht
detail-organization = Träger
cost-free = Kostenlos
cost-paid = Kostenpflichtig
cost-insurance = Die Krankenversicherung zahlt
cost-mixed = Teilweise kostenlos
concern-thoughts = sexuelle Gedanken an Kinder
concern-csam = Ansehen von Darstellungen sexuellen Kindesmissbrauchs (Missbrauchsdarstellungen)
concern-contact = sexuelle Handlungen an einem Kind
# $name: the name of an organisation; $kind: one of the kinds below.
organization-of-kind = { $name } ({ $kind })
organization-kind-charity = gemeinnützige Organisation
organization-kind-hospital = Krankenhaus
organization-kind-university = Universität
organization-kind-government = Behörde
organization-kind-professional-network = Fachnetzwerk
organization-kind-other = Organisation
# $what: how it was checked, such as “Found in two sources”; $date: a date; $how: “stored copy”.
checked = { $what }, { $date } ({ $how }).
checked-site-only = Webadresse gesehen am { $date } ({ $how }).
checked-not-found = Wir konnten die Website am { $date } nicht wiederfinden ({ $how }).
basis-first-party = Mit der veröffentlichten Seite verglichen
basis-two-sources = In zwei Quellen gefunden
basis-government = Von einer Behörde veröffentlicht
basis-one-source = In einer Quelle gefunden
outcome-conflict = Quellen widersprechen sich
outcome-partly = Teilweise wiedergefunden
outcome-not-found = Nicht wiedergefunden
method-stored-copy = gespeicherte Kopie
method-provider-page = aktuelle Seite, von einem Menschen gelesen
method-provider-mail = vom Angebot schriftlich bestätigt
method-provider-call = vom Angebot telefonisch bestätigt
method-registry = amtliches Register
checked-how = Wie Einträge geprüft werden
checked-wrong = Stimmt etwas nicht?
review-overdue = Dieser Eintrag wurde in letzter Zeit nicht geprüft. Sehen Sie zuerst auf der Website des Angebots nach.
review-expired = Dieser Eintrag wurde lange nicht geprüft. Wir zeigen nur noch die Website des Angebots.

## Emergency, reporting, other lines

lines-title = Bei akuter Gefahr, und wo Sie etwas melden können
line-emergency = Notrufnummer
line-emergency-unknown = Wir konnten die Notrufnummer dieses Landes nicht bestätigen. Fragen Sie jemanden in Ihrer Nähe danach, oder gehen Sie zur Polizei.
line-emergency-unsure = Wir konnten nicht jede dieser Nummern bestätigen.
line-overdue = In letzter Zeit nicht geprüft.
line-expired = Die Nummer wurde lange nicht geprüft und wird nicht gezeigt.
line-reporting = Missbrauchsdarstellungen von Kindern melden
line-child = Für Kinder, die Hilfe brauchen
line-crisis = Wenn Sie daran denken, sich das Leben zu nehmen
# $country: the name of a country; $numbers: phone numbers.
lines-national = Diese Nummern funktionieren nur in diesem Land ({ $country }): { $numbers }
emergency-police = Polizei
emergency-ambulance = Rettungsdienst
emergency-fire = Feuerwehr
emergency-coastguard = Küstenwache

## Finding a country

home-ways = Bevor Sie Kontakt aufnehmen
finder-label = Ihr Land
finder-hint = In jeder Sprache. Ein paar Buchstaben genügen.
# The script fills in COUNT: keep the word as it is.
finder-count = Gefundene Länder: COUNT
finder-none = Kein Land mit diesem Namen gefunden.
finder-none-link = Zur Hilfe, die allen offensteht
countries-title = Alle Länder, nach Weltregion
countries-own = mit eigenem Angebot
countries-none = ohne uns bekanntes Angebot: Hilfe, die allen offensteht
# Read aloud after the name of a country that has a service of its own.
countries-own-suffix = , eigenes Angebot

## Coverage and open data

coverage-count =
    { $count ->
        [one] { $count } Land hat ein eigenes Angebot, das wir zeigen können.
       *[other] { $count } Länder haben ein eigenes Angebot, das wir zeigen können.
    }
coverage-looked = Länder, zu denen wir gesucht haben: { $count }
coverage-table = Länder mit eigenem Angebot
coverage-country = Land
coverage-services = Angebote
coverage-checked = Zuletzt geprüft
coverage-own = eigenes Angebot
coverage-none = gesucht, nichts gefunden
coverage-not-looked = noch nicht gesucht
data-json = Alle Einträge (JSON)
data-csv = Alle Angebote (CSV)
services-title = Angebote
services-none = Wir kennen kein solches Angebot, das wir zeigen können.
level-primary = Primärprävention
level-secondary = Sekundärprävention
level-tertiary = Tertiärprävention
