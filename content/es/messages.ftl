## Every page

skip-to-content = Ir al contenido
skip-to-leave = Salir de este sitio ahora
language = Idioma
all-languages = Todos los idiomas
choose-language = Elija su idioma
leave = Salida rápida
# Stands before the two sentences that follow, in the foot.
leave-label = «Salida rápida»:
leave-note = Esto no borra su historial de navegación.
leave-keys = También puede salir pulsando tres veces la tecla Mayúsculas (Shift).
danger-label = Peligro inmediato y cómo denunciar
danger-question = ¿Hay un niño o una niña en peligro ahora?
danger-more = Ayuda y dónde denunciar
danger-world = Números de emergencias y dónde denunciar
footer-label = Acerca de este directorio
correction = ¿Hay algún error aquí? Escriba a { $address }. Por favor, no escriba nada sobre usted.
# $language: the name of a language, such as “English”.
fallback-page = Esta página todavía no está traducida. La está leyendo en: { $language }
fallback-text = En: { $language }
translation-machine = Esta página es una traducción automática, aún sin revisar por una persona nativa.
translation-reviewed = Esta página es una traducción automática, revisada por una persona nativa.
translation-more = Acerca de las traducciones
toc-title = En esta página
references-title = Referencias

## Groups of pages

section-help = Encontrar ayuda
section-prevention = Prevención
section-about = Acerca del sitio

## A country’s page

# Stands above the name of the country.
country-title = Encuentre ayuda:
# The sentence that search engines show. $country: the name of a country.
country-description = Apoyo confidencial: { $country }. A quién acudir, cuándo y cuánto cuesta.
country-none = No conocemos ningún servicio en este país que podamos mostrar. No tiene que afrontar esto a solas: los siguientes servicios atienden a personas de cualquier país.
not-your-country = ¿No es su país?
all-countries = Todos los países
languages-there = En los idiomas que se hablan allí
country-print-date = Datos a { $date }
group-self = Si le preocupan sus pensamientos o su conducta
group-family = Para familiares y amistades
group-young-person = Para jóvenes
group-professional = Para profesionales
group-survivor = Para personas que han sufrido abusos
group-anyone = Ayuda abierta a cualquier persona, en cualquier lugar
group-anyone-lead = Estos servicios atienden a personas de cualquier país.

## Whom a service is for

audience-self = Para personas adultas preocupadas por sus propios pensamientos o su propia conducta
# For a service that also takes people under 18.
audience-self-any-age = Para personas preocupadas por sus propios pensamientos o su propia conducta
audience-family = Para familiares y amistades
audience-young-person = Para jóvenes a quienes les preocupan sus propios pensamientos
audience-professional = Para profesionales
audience-survivor = Para personas que han sufrido abusos
age-from = A partir de los { $age } años
age-to = Hasta los { $age } años
age-between = De { $from } a { $to } años
referral-needed = Hace falta una derivación médica o de otros profesionales.

## Ways to make contact

# $number: a phone number.
action-phone = Llamar al { $number }
action-sms = Enviar un mensaje de texto al { $number }
# $address: a mail address.
action-email = Escribir a { $address }
action-chat = Hablar por chat en línea
action-form = Escribir un mensaje en línea
action-app = Descargar la aplicación
action-online-programme = Abrir el programa en línea
action-in-person = Encontrar un lugar al que acudir
action-post = Escribir una carta
action-url = Abrir su sitio web
call-cost-free = Gratuito
call-cost-standard = Cuesta lo mismo que una llamada normal
call-cost-paid = No es gratuito
call-cost-unknown = Costo: pregunte antes
# $country: the name of a country.
fact-national-only = Solo funciona dentro de este país: { $country }
# $number: the number in its international form.
fact-from-abroad = Desde el extranjero: { $number }
fact-unencrypted = El sitio web del servicio no está cifrado. Otras personas en su red podrían ver que lo abre.
fact-languages = Disponible en: { $languages }
fact-anonymous = No tiene que dar su nombre
fact-not-anonymous = Le pedirán su nombre
fact-anonymous-unknown = Pregunte si tiene que dar su nombre

## Opening hours

# $hours: days and times; $zone: the name of a time zone.
hours-sentence = Atiende: { $hours } · { $zone }
hours-always = Atiende día y noche
hours-title = Horario de atención · { $zone }
hours-day = Día
hours-open = Horario
hours-closed = cerrado
# What stands between two stretches of time, such as “09:00–12:00, 13:00–17:00”, and between two groups of days.
hours-comma = { ", " }
hours-holidays-closed = No atiende los días festivos.
hours-holidays-unknown = En los días festivos, el horario puede ser otro.
# The script of the page fills in TIME and DAY: keep these words as they are.
hours-now-open = Atiende ahora, hasta las TIME
hours-now-always = Atiende ahora, día y noche
hours-now-opens-today = Cerrado ahora. Atiende hoy a partir de las TIME
hours-now-opens = Cerrado ahora. Vuelve a atender el DAY a partir de las TIME
hours-now-holiday = Día festivo: el horario puede ser otro
hours-now-holiday-closed = Cerrado hoy: día festivo

## What stays private

limits-title = Qué queda en privado y qué no
limits-unknown = No sabemos en qué casos este servicio comunica información a otras personas o instituciones. Pregunte antes de dar detalles.
limits-list = El personal puede comunicar algo a otras personas o instituciones si tiene conocimiento de:
limit-identified-child-at-risk = un niño o una niña que corre riesgo y a quien se puede identificar
limit-crime-disclosed = un delito que se ha cometido
limit-danger-to-self = un peligro para la vida de usted
limit-danger-to-others = un peligro para otra persona
limit-court-order = una orden judicial
limit-none-stated = El servicio promete confidencialidad y no menciona ninguna excepción. La ley puede establecer alguna. Pregunte antes de dar detalles.

## The rest of an entry

next-title = Si nadie responde:
# A link to the next service follows.
next-text = vuelva a intentarlo más tarde o pruebe con:
next-hours = vuelva a intentarlo en el horario de atención o pruebe con:
detail-languages = Idiomas
detail-cost = Cuánto cuesta la ayuda
detail-concerns = Motivos de consulta
detail-organization = Lo gestiona
cost-free = Gratuito
cost-paid = Hay que pagar
cost-insurance = Lo cubre el seguro de salud
cost-mixed = En parte gratuito
concern-thoughts = pensamientos sexuales sobre menores
concern-csam = ver material de abuso sexual infantil
concern-contact = actos sexuales contra un niño o una niña
# $name: the name of an organisation; $kind: one of the kinds below.
organization-of-kind = { $name } ({ $kind })
organization-kind-charity = organización benéfica
organization-kind-hospital = hospital
organization-kind-university = universidad
organization-kind-government = autoridad pública
organization-kind-professional-network = red profesional
organization-kind-other = organización
# $what: how it was checked, such as “Found in two sources”; $date: a date; $how: “stored copy”.
checked = { $what }, { $date } ({ $how }).
checked-site-only = Dirección web vista el { $date } ({ $how }).
checked-not-found = No pudimos volver a ver su sitio web el { $date } ({ $how }).
basis-first-party = Comprobado en su página publicada
basis-two-sources = Encontrado en dos fuentes
basis-government = Publicado por una autoridad pública
basis-one-source = Encontrado en una sola fuente
outcome-conflict = Las fuentes no coinciden
outcome-partly = Se ha vuelto a encontrar solo en parte
outcome-not-found = No se ha vuelto a encontrar
method-stored-copy = copia almacenada
method-provider-page = página actual, leída por una persona
method-provider-mail = confirmado por el servicio por escrito
method-provider-call = confirmado por el servicio por teléfono
method-registry = registro oficial
checked-how = Cómo se comprueban las fichas
checked-wrong = ¿Hay algún error?
review-overdue = Esta ficha no se ha comprobado recientemente. Consulte primero el sitio del propio servicio.
review-expired = Esta ficha lleva mucho tiempo sin comprobarse. Solo se muestra la dirección web del propio servicio.

## Emergency, reporting, other lines

lines-title = Peligro inmediato y dónde denunciar
line-emergency = Número de emergencias
line-emergency-unknown = No hemos podido confirmar el número de emergencias de este país. Pregúntelo a alguien que tenga cerca o acuda a la policía.
line-emergency-unsure = No hemos podido confirmar todos estos números.
line-overdue = No se ha comprobado recientemente.
line-expired = El número lleva mucho tiempo sin comprobarse y no se muestra.
line-reporting = Avisar de material de abuso sexual infantil
line-child = Un niño o una niña que necesita ayuda
line-crisis = Si piensa en quitarse la vida
# $country: the name of a country; $numbers: phone numbers.
lines-national = Estos números solo funcionan dentro de este país ({ $country }): { $numbers }
emergency-police = policía
emergency-ambulance = ambulancia
emergency-fire = bomberos
emergency-coastguard = guardia costera

## Finding a country

home-ways = Antes de ponerse en contacto
finder-label = Su país
finder-hint = En cualquier idioma. Bastan unas letras.
# The script fills in COUNT: keep the word as it is.
finder-count = Países encontrados: COUNT
finder-none = No se ha encontrado ningún país con ese nombre.
finder-none-link = Ver la ayuda abierta a cualquier persona
countries-title = Todos los países, por región
countries-own = tiene un servicio propio
countries-none = no conocemos ningún servicio: ayuda abierta a cualquier persona
# Read aloud after the name of a country that has a service of its own.
countries-own-suffix = , servicio propio

## Coverage and open data

coverage-count =
    { $count ->
        [one] { $count } país tiene un servicio propio que podemos mostrar.
        [many] { $count } de países tienen un servicio propio que podemos mostrar.
       *[other] { $count } países tienen un servicio propio que podemos mostrar.
    }
coverage-looked = Países examinados: { $count }
coverage-table = Países con un servicio propio
coverage-country = País
coverage-services = Servicios
coverage-checked = Última comprobación
coverage-own = servicio propio
coverage-none = examinado, no se encontró ninguno
coverage-not-looked = aún sin examinar
data-json = Todas las fichas (JSON)
data-csv = Todos los servicios (CSV)
services-title = Servicios
services-none = No conocemos ningún servicio de este tipo que podamos mostrar.
level-primary = Prevención primaria
level-secondary = Prevención secundaria
level-tertiary = Prevención terciaria
