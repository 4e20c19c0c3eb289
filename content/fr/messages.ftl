## Every page

skip-to-content = Aller au contenu
skip-to-leave = Quitter ce site maintenant
language = Langue
all-languages = Toutes les langues
choose-language = Choisissez votre langue
leave = Sortie rapide
# Stands before the two sentences that follow, in the foot.
leave-label = « Sortie rapide » :
leave-note = Cela n’efface pas votre historique de navigation.
leave-keys = Vous pouvez aussi quitter le site en appuyant trois fois sur la touche Maj.
danger-label = Danger immédiat et signalement
danger-question = Un enfant est-il en danger maintenant ?
danger-more = Aide et signalement
danger-world = Numéros d’urgence et signalement
footer-label = À propos de cet annuaire
correction = Une erreur ici ? Écrivez à { $address }. Merci de ne donner aucune information sur vous.
# $language: the name of a language, such as “English”.
fallback-page = Cette page n’est pas encore traduite. Vous la lisez dans cette langue : { $language }
fallback-text = Langue : { $language }
translation-machine = Cette page a été traduite automatiquement. Aucune personne de langue maternelle française ne l’a encore relue.
translation-reviewed = Cette page a été traduite automatiquement, puis relue par une personne de langue maternelle française.
translation-more = À propos des traductions
toc-title = Sur cette page
references-title = Références

## Groups of pages

section-help = Trouver de l’aide
section-prevention = Prévention
section-about = À propos

## A country’s page

# Stands above the name of the country.
country-title = Trouver de l’aide :
# The sentence that search engines show. $country: the name of a country.
country-description = Une aide confidentielle : { $country }. Qui contacter, quand, et à quel coût.
country-none = Nous ne connaissons dans ce pays aucun service que nous puissions présenter. Vous n’avez pas à rester sans aide : les services suivants accueillent des personnes de tous les pays.
not-your-country = Ce n’est pas votre pays ?
all-countries = Tous les pays
languages-there = Dans les langues parlées dans ce pays
country-print-date = État au { $date }
group-self = Si vous vous inquiétez pour vous-même
group-family = Pour la famille et les proches
group-young-person = Pour les jeunes
group-professional = Pour les professionnels
group-survivor = Pour les personnes ayant subi des violences sexuelles
group-anyone = Une aide ouverte à tout le monde, partout
group-anyone-lead = Ces services accueillent des personnes de tous les pays.

## Whom a service is for

audience-self = Pour les adultes qui s’inquiètent de leurs pensées ou de leur comportement
# For a service that also takes people under 18.
audience-self-any-age = Pour les personnes qui s’inquiètent de leurs pensées ou de leur comportement
audience-family = Pour la famille et les proches
audience-young-person = Pour les jeunes qui s’inquiètent de leurs pensées
audience-professional = Pour les professionnels
audience-survivor = Pour les personnes ayant subi des violences sexuelles
age-from = À partir de { $age } ans
age-to = Jusqu’à { $age } ans
age-between = De { $from } à { $to } ans
referral-needed = Un médecin ou un autre professionnel doit vous orienter vers ce service.

## Ways to make contact

# $number: a phone number.
action-phone = Appeler le { $number }
action-sms = Envoyer un SMS au { $number }
# $address: a mail address.
action-email = Écrire à { $address }
action-chat = Échanger par tchat
action-form = Écrire un message en ligne
action-app = Télécharger l’application
action-online-programme = Ouvrir le programme en ligne
action-in-person = Trouver un lieu d’accueil
action-post = Écrire une lettre
action-url = Ouvrir son site
call-cost-free = Gratuit
call-cost-standard = Prix d’un appel normal
call-cost-paid = Payant
call-cost-unknown = Coût : renseignez-vous d’abord
# $country: the name of a country.
fact-national-only = Ne fonctionne que dans ce pays : { $country }
# $number: the number in its international form.
fact-from-abroad = Depuis l’étranger : { $number }
fact-unencrypted = Le site de ce service n’est pas chiffré. D’autres personnes sur votre réseau pourraient voir que vous l’ouvrez.
fact-languages = Langues : { $languages }
fact-anonymous = Pas besoin de donner votre nom
fact-not-anonymous = On vous demandera votre nom
fact-anonymous-unknown = Demandez si vous devez donner votre nom

## Opening hours

# $hours: days and times; $zone: the name of a time zone.
hours-sentence = Ouvert { $hours } · { $zone }
hours-always = Ouvert jour et nuit
hours-title = Horaires d’ouverture · { $zone }
hours-day = Jour
hours-open = Ouvert
hours-closed = fermé
# What stands between two stretches of time, such as “09:00–12:00, 13:00–17:00”, and between two groups of days.
hours-comma = { ", " }
hours-holidays-closed = Fermé les jours fériés.
hours-holidays-unknown = Les jours fériés, les horaires peuvent être différents.
# The script of the page fills in TIME and DAY: keep these words as they are.
hours-now-open = Ouvert actuellement, jusqu’à TIME
hours-now-always = Ouvert actuellement, jour et nuit
hours-now-opens-today = Fermé actuellement. Ouvre aujourd’hui à TIME
hours-now-opens = Fermé actuellement. Ouvre DAY à TIME
hours-now-holiday = Jour férié : les horaires peuvent être différents
hours-now-holiday-closed = Fermé aujourd’hui : jour férié

## What stays private

limits-title = Ce qui reste confidentiel, et ce qui ne l’est pas
limits-unknown = Nous ne savons pas dans quels cas ce service transmet des informations. Demandez-le avant de donner des détails.
limits-list = Le personnel peut transmettre une information s’il apprend ce qui suit :
limit-identified-child-at-risk = un enfant que l’on peut identifier court un risque
limit-crime-disclosed = une infraction a été commise
limit-danger-to-self = votre vie est en danger
limit-danger-to-others = quelqu’un d’autre est en danger
limit-court-order = un tribunal ordonne de la transmettre
limit-none-stated = Le service promet la confidentialité et n’indique aucune exception. La loi peut en prévoir une. Posez la question avant de donner des détails.

## The rest of an entry

next-title = Si personne ne répond :
# A link to the next service follows.
next-text = réessayez plus tard, ou passez à :
next-hours = réessayez pendant les horaires d’ouverture, ou passez à :
detail-languages = Langues
detail-cost = Coût de l’aide
detail-concerns = Sujets d’inquiétude
detail-organization = Géré par
cost-free = Gratuit
cost-paid = Payant
cost-insurance = Pris en charge par l’assurance maladie
cost-mixed = Gratuit en partie
concern-thoughts = pensées sexuelles concernant des enfants
concern-csam = consultation d’images ou de vidéos d’abus sexuels sur enfants
concern-contact = violences sexuelles sur un enfant
# $name: the name of an organisation; $kind: one of the kinds below.
organization-of-kind = { $name } ({ $kind })
organization-kind-charity = association
organization-kind-hospital = hôpital
organization-kind-university = université
organization-kind-government = autorité publique
organization-kind-professional-network = réseau professionnel
organization-kind-other = organisme
# $what: how it was checked, such as “Found in two sources”; $date: a date; $how: “stored copy”.
checked = { $what }, { $date } ({ $how }).
checked-site-only = Adresse web vue le { $date } ({ $how }).
checked-not-found = Nous n’avons pas pu retrouver son site le { $date } ({ $how }).
basis-first-party = Vérifié d’après sa page publiée
basis-two-sources = Trouvé dans deux sources
basis-government = Publié par une autorité publique
basis-one-source = Trouvé dans une seule source
outcome-conflict = Sources contradictoires
outcome-partly = Retrouvé en partie
outcome-not-found = Non retrouvé
method-stored-copy = copie archivée
method-provider-page = page en ligne, lue par une personne
method-provider-mail = confirmé par écrit par le service
method-provider-call = confirmé par téléphone par le service
method-registry = registre officiel
checked-how = Comment les fiches sont vérifiées
checked-wrong = Une erreur ?
review-overdue = Cette fiche n’a pas été vérifiée récemment. Consultez d’abord le site du service.
review-expired = Cette fiche n’a pas été vérifiée depuis longtemps. Seul le site du service est affiché.

## Emergency, reporting, other lines

lines-title = Danger immédiat, et où signaler
line-emergency = Numéro d’urgence
line-emergency-unknown = Nous n’avons pas pu confirmer le numéro d’urgence de ce pays. Demandez-le à quelqu’un près de vous, ou adressez-vous à la police.
line-emergency-unsure = Nous n’avons pas pu confirmer chacun de ces numéros.
line-overdue = Pas de vérification récente.
line-expired = Le numéro n’a pas été vérifié depuis longtemps et n’est pas affiché.
line-reporting = Signaler des images ou des vidéos d’abus sexuels sur enfants
line-child = Un enfant qui a besoin d’aide
line-crisis = Si vous pensez à mettre fin à vos jours
# $country: the name of a country; $numbers: phone numbers.
lines-national = Ces numéros ne fonctionnent que dans ce pays ({ $country }) : { $numbers }
emergency-police = police
emergency-ambulance = ambulance
emergency-fire = pompiers
emergency-coastguard = garde-côtes

## Finding a country

home-ways = Avant de prendre contact
finder-label = Votre pays
finder-hint = Dans n’importe quelle langue. Quelques lettres suffisent.
# The script fills in COUNT: keep the word as it is.
finder-count = Pays trouvés : COUNT
finder-none = Aucun pays trouvé sous ce nom.
finder-none-link = Voir l’aide ouverte à tout le monde
countries-title = Tous les pays, par région
countries-own = avec son propre service
countries-none = sans service connu de nous : aide ouverte à tout le monde
# Read aloud after the name of a country that has a service of its own.
countries-own-suffix = , avec son propre service

## Coverage and open data

coverage-count =
    { $count ->
        [one] { $count } pays a son propre service, que nous pouvons présenter.
        [many] { $count } de pays ont leur propre service, que nous pouvons présenter.
       *[other] { $count } pays ont leur propre service, que nous pouvons présenter.
    }
coverage-looked = Pays examinés : { $count }
coverage-table = Pays qui ont leur propre service
coverage-country = Pays
coverage-services = Services
coverage-checked = Dernière vérification
coverage-own = a son propre service
coverage-none = examiné, aucun service trouvé
coverage-not-looked = pas encore examiné
data-json = Toutes les fiches (JSON)
data-csv = Tous les services (CSV)
services-title = Services
services-none = Nous ne connaissons aucun service de ce type que nous puissions présenter.
level-primary = Prévention primaire
level-secondary = Prévention secondaire
level-tertiary = Prévention tertiaire
