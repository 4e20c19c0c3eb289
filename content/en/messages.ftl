## Every page

skip-to-content = Skip to content
skip-to-leave = Leave this site now
language = Language
all-languages = All languages
choose-language = Choose your language
leave = Leave
# Stands before the two sentences that follow, in the foot.
leave-label = “Leave”:
leave-note = This does not erase your browsing history.
leave-keys = You can also leave by pressing Shift three times.
danger-label = In danger, and reporting
danger-question = A child in danger now?
danger-more = Help and reporting
danger-world = Emergency numbers and reporting
footer-label = About this directory
correction = Is something wrong here? Write to { $address }. Please do not write about yourself.
# $language: the name of a language, such as “English”.
fallback-page = This page is not yet translated. You are reading it in: { $language }
fallback-text = In: { $language }
translation-machine = This page was translated by a machine. No native speaker has reviewed it yet.
translation-reviewed = This page was translated by a machine and reviewed by a native speaker.
translation-more = About the translations
toc-title = On this page
references-title = References

## Groups of pages

section-help = Finding help
section-prevention = Prevention
section-about = About

## A country’s page

# Stands above the name of the country.
country-title = Find help:
# The sentence that search engines show. $country: the name of a country.
country-description = Confidential support: { $country }. Whom to contact, when, and what it costs.
country-none = We know of no service in this country that we can show. You are not alone with this: the services below take people from every country.
not-your-country = Not your country?
all-countries = All countries
languages-there = In the languages spoken there
country-print-date = As of { $date }
group-self = If you are worried about yourself
group-family = For family and friends
group-young-person = For young people
group-professional = For professionals
group-survivor = For people who were abused
group-anyone = Open to anyone, anywhere
group-anyone-lead = These take people from every country.

## Whom a service is for

audience-self = For adults worried about their own thoughts or behaviour
# For a service that also takes people under 18.
audience-self-any-age = For people worried about their own thoughts or behaviour
audience-family = For family and friends
audience-young-person = For young people worried about their own thoughts
audience-professional = For professionals
audience-survivor = For people who were abused
age-from = From age { $age }
age-to = Up to age { $age }
age-between = Age { $from } to { $to }
referral-needed = A doctor or another professional must refer you.

## Ways to make contact

# $number: a phone number.
action-phone = Call { $number }
action-sms = Text { $number }
# $address: a mail address.
action-email = Write to { $address }
action-chat = Chat online
action-form = Write a message online
action-app = Get the app
action-online-programme = Open the online programme
action-in-person = Find a place to go
action-post = Write a letter
action-url = Open its website
call-cost-free = Free
call-cost-standard = Costs the same as a normal call
call-cost-paid = Not free
call-cost-unknown = Cost: ask first
# $country: the name of a country.
fact-national-only = Works only inside this country: { $country }
# $number: the number in its international form.
fact-from-abroad = From abroad: { $number }
fact-unencrypted = The website of this service is not encrypted. Others on your network could see that you open it.
fact-languages = In: { $languages }
fact-anonymous = No name needed
fact-not-anonymous = You will be asked for your name
fact-anonymous-unknown = Ask whether you must give your name

## Opening hours

# $hours: days and times; $zone: the name of a time zone.
hours-sentence = Open { $hours } · { $zone }
hours-always = Open day and night
hours-title = Opening hours · { $zone }
hours-day = Day
hours-open = Open
hours-closed = closed
# What stands between two stretches of time, such as “09:00–12:00, 13:00–17:00”, and between two groups of days.
hours-comma = { ", " }
hours-holidays-closed = Closed on public holidays.
hours-holidays-unknown = On public holidays, hours may differ.
# The script of the page fills in TIME and DAY: keep these words as they are.
hours-now-open = Open now, until TIME
hours-now-always = Open now, day and night
hours-now-opens-today = Closed now. Opens today at TIME
hours-now-opens = Closed now. Opens DAY at TIME
hours-now-holiday = Public holiday: hours may differ
hours-now-holiday-closed = Closed today: public holiday

## What stays private

limits-title = What stays private, and what does not
limits-unknown = We do not know when this service passes information on. Ask before you give details.
limits-list = Staff may pass something on if they learn of:
limit-identified-child-at-risk = a child who is at risk and can be identified
limit-crime-disclosed = an offence that took place
limit-danger-to-self = danger to your life
limit-danger-to-others = danger to somebody else
limit-court-order = a court order
limit-none-stated = The service promises confidentiality and names no exception. The law may set one. Ask before you give details.

## The rest of an entry

next-title = If nobody answers:
# A link to the next service follows.
next-text = try again later, or go on to:
next-hours = try again in opening hours, or go on to:
detail-languages = Languages
detail-cost = What the help costs
detail-concerns = For worries about
detail-organization = Run by
cost-free = Free
cost-paid = There is a fee
cost-insurance = Health insurance pays
cost-mixed = Partly free
concern-thoughts = sexual thoughts about children
concern-csam = viewing child sexual abuse material (CSAM)
concern-contact = sexual acts against a child
# $name: the name of an organisation; $kind: one of the kinds below.
organization-of-kind = { $name } ({ $kind })
organization-kind-charity = charity
organization-kind-hospital = hospital
organization-kind-university = university
organization-kind-government = public authority
organization-kind-professional-network = professional network
organization-kind-other = organisation
# $what: how it was checked, such as “Found in two sources”; $date: a date; $how: “stored copy”.
checked = { $what }, { $date } ({ $how }).
checked-site-only = Web address seen on { $date } ({ $how }).
checked-not-found = We could not see its website again on { $date } ({ $how }).
basis-first-party = Checked against its published page
basis-two-sources = Found in two sources
basis-government = Published by a public authority
basis-one-source = Found in one source
outcome-conflict = Sources disagree
outcome-partly = Partly found again
outcome-not-found = Not found again
method-stored-copy = stored copy
method-provider-page = live page, read by a person
method-provider-mail = confirmed by the service in writing
method-provider-call = confirmed by the service by phone
method-registry = official register
checked-how = How entries are checked
checked-wrong = Is something wrong?
review-overdue = This entry has not been checked recently. Look at its own website first.
review-expired = This entry has not been checked for a long time. Only its own website is shown.

## Emergency, reporting, other lines

lines-title = In danger now, and where to report
line-emergency = Emergency number
line-emergency-unknown = We could not confirm the emergency number of this country. Ask someone near you for it, or go to the police.
line-emergency-unsure = We could not confirm each of these numbers.
line-overdue = Not checked recently.
line-expired = Its number has not been checked for a long time and is not shown.
line-reporting = Report child sexual abuse material
line-child = A child who needs help
line-crisis = Thoughts of ending your life
# $country: the name of a country; $numbers: phone numbers.
lines-national = These numbers work only inside this country ({ $country }): { $numbers }
emergency-police = police
emergency-ambulance = ambulance
emergency-fire = fire brigade
emergency-coastguard = coastguard

## Finding a country

home-ways = Before you make contact
finder-label = Your country
finder-hint = In any language. A few letters are enough.
# The script fills in COUNT: keep the word as it is.
finder-count = Countries found: COUNT
finder-none = No country found by that name.
finder-none-link = See help open to anyone
countries-title = All countries, by region
countries-own = has a service of its own
countries-none = no service that we know of: help open to anyone
# Read aloud after the name of a country that has a service of its own.
countries-own-suffix = , own service

## Coverage and open data

coverage-count =
    { $count ->
        [one] { $count } country has a service of its own that we can show.
       *[other] { $count } countries have a service of their own that we can show.
    }
coverage-looked = Countries looked at: { $count }
coverage-table = Countries with a service of their own
coverage-country = Country
coverage-services = Services
coverage-checked = Last checked
coverage-own = own service
coverage-none = looked at, none found
coverage-not-looked = not looked at yet
data-json = All entries (JSON)
data-csv = All services (CSV)
services-title = Services
services-none = We know of no such service that we can show.
level-primary = Primary prevention
level-secondary = Secondary prevention
level-tertiary = Tertiary prevention
