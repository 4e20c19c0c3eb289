## Every page

skip-to-content = الانتقال إلى المحتوى
skip-to-leave = مغادرة هذا الموقع الآن
language = اللغة
all-languages = جميع اللغات
choose-language = اختيار اللغة
leave = خروج سريع
# Stands before the two sentences that follow, in the foot.
leave-label = «خروج سريع»:
leave-note = هذا لا يمحو سجل تصفحك.
leave-keys = يمكنك الخروج أيضاً بالضغط ثلاث مرات على مفتاح Shift.
danger-label = في حالة الخطر، وكيفية الإبلاغ
danger-question = هل هناك طفل في خطر الآن؟
danger-more = المساعدة والإبلاغ
danger-world = أرقام الطوارئ والإبلاغ
footer-label = عن هذا الدليل
correction = هل هناك خطأ هنا؟ عنوان التصحيحات: { $address }. ونرجو عدم كتابة أي شيء عن نفسك.
# $language: the name of a language, such as “English”.
fallback-page = لم تُترجم هذه الصفحة بعد. اللغة المعروضة: { $language }
fallback-text = اللغة: { $language }
translation-machine = هذه الصفحة ترجمة آلية لم يراجعها ناطق أصلي باللغة بعد.
translation-reviewed = هذه الصفحة ترجمة آلية راجعها ناطق أصلي باللغة.
translation-more = عن الترجمات
toc-title = في هذه الصفحة
references-title = المراجع

## Groups of pages

section-help = الحصول على المساعدة
section-prevention = الوقاية
section-about = عن الدليل

## A country’s page

# Stands above the name of the country.
country-title = الحصول على المساعدة:
# The sentence that search engines show. $country: the name of a country.
country-description = دعم سري: { $country }. مع من يمكنك التواصل، ومتى، وكم يكلّف ذلك.
country-none = لا نعلم بوجود خدمة في هذا البلد يمكننا عرضها. لست وحدك في هذا: الخدمات التالية تستقبل الناس من أي بلد.
not-your-country = أليس هذا بلدك؟
all-countries = جميع البلدان
languages-there = باللغات المستخدمة هناك
country-print-date = البيانات بتاريخ { $date }
group-self = إذا كانت تقلقك أفكارك أو سلوكك
group-family = للعائلة والأصدقاء
group-young-person = لليافعين والشباب
group-professional = للمختصين
group-survivor = لمن تعرّضوا للاعتداء
group-anyone = مساعدة متاحة لأي شخص في أي مكان
group-anyone-lead = تستقبل هذه الخدمات الناس من أي بلد.

## Whom a service is for

audience-self = للبالغين الذين تقلقهم أفكارهم أو سلوكهم
# For a service that also takes people under 18.
audience-self-any-age = لمن تقلقهم أفكارهم أو سلوكهم
audience-family = للعائلة والأصدقاء
audience-young-person = لليافعين والشباب الذين تقلقهم أفكارهم
audience-professional = للمختصين
audience-survivor = لمن تعرّضوا للاعتداء
age-from = ابتداءً من سن { $age }
age-to = حتى سن { $age }
age-between = من سن { $from } إلى { $to }
referral-needed = تلزم إحالة من طبيب أو مختص آخر.

## Ways to make contact

# $number: a phone number.
action-phone = الاتصال بالرقم { $number }
action-sms = إرسال رسالة نصية إلى { $number }
# $address: a mail address.
action-email = الكتابة إلى { $address }
action-chat = محادثة مباشرة عبر الإنترنت
action-form = كتابة رسالة عبر الإنترنت
action-app = الحصول على التطبيق
action-online-programme = فتح البرنامج عبر الإنترنت
action-in-person = العثور على مكان يمكنك الذهاب إليه
action-post = إرسال رسالة بالبريد
action-url = فتح موقع الخدمة
call-cost-free = مجاني
call-cost-standard = بتكلفة مكالمة عادية
call-cost-paid = غير مجاني
call-cost-unknown = التكلفة: من الأفضل السؤال عنها أولاً
# $country: the name of a country.
fact-national-only = يعمل داخل هذا البلد فقط: { $country }
# $number: the number in its international form.
fact-from-abroad = من الخارج: { $number }
fact-unencrypted = موقع هذه الخدمة غير مشفر. قد يرى آخرون على شبكتك أنك فتحته.
fact-languages = اللغات: { $languages }
fact-anonymous = لا يلزم ذكر الاسم
fact-not-anonymous = سيُطلب منك ذكر اسمك
fact-anonymous-unknown = من الأفضل السؤال عما إذا كان ذكر الاسم لازماً

## Opening hours

# $hours: days and times; $zone: the name of a time zone.
hours-sentence = ساعات العمل: { $hours } · { $zone }
hours-always = متاح على مدار الساعة
hours-title = ساعات العمل · { $zone }
hours-day = اليوم
hours-open = ساعات العمل
hours-closed = غير متاح
# What stands between two stretches of time, such as “09:00–12:00, 13:00–17:00”, and between two groups of days.
hours-comma = { "، " }
hours-holidays-closed = غير متاح في العطل الرسمية.
hours-holidays-unknown = في العطل الرسمية قد تختلف ساعات العمل.
# The script of the page fills in TIME and DAY: keep these words as they are.
hours-now-open = متاح الآن، حتى الساعة TIME
hours-now-always = متاح الآن، وعلى مدار الساعة
hours-now-opens-today = غير متاح الآن. يُتاح اليوم ابتداءً من الساعة TIME
hours-now-opens = غير متاح الآن. يُتاح يوم DAY ابتداءً من الساعة TIME
hours-now-holiday = عطلة رسمية: قد تختلف ساعات العمل
hours-now-holiday-closed = غير متاح اليوم: عطلة رسمية

## What stays private

limits-title = ما الذي يبقى سرياً، وما الذي لا يبقى كذلك
limits-unknown = لا نعرف متى تنقل هذه الخدمة المعلومات إلى جهة أخرى. من الأفضل السؤال قبل ذكر أي تفاصيل.
limits-list = قد ينقل العاملون بعض ما قلته إلى جهة أخرى إذا علموا بأي مما يلي:
limit-identified-child-at-risk = طفل معرَّض للخطر ويمكن تحديد هويته
limit-crime-disclosed = جريمة وقعت
limit-danger-to-self = خطر على حياتك
limit-danger-to-others = خطر على شخص آخر
limit-court-order = أمر صادر عن محكمة
limit-none-stated = تتعهد الخدمة بالسرية ولا تذكر أي استثناء. وقد ينص القانون على استثناء. من الأفضل السؤال قبل ذكر التفاصيل.

## The rest of an entry

next-title = إذا لم يرد أحد:
# A link to the next service follows.
next-text = يمكنك المحاولة من جديد لاحقاً، أو الانتقال إلى:
next-hours = يمكنك المحاولة من جديد في ساعات العمل، أو الانتقال إلى:
detail-languages = اللغات
detail-cost = تكلفة المساعدة
detail-concerns = عند القلق بشأن
detail-organization = الجهة التي تديرها
cost-free = مجاناً
cost-paid = مقابل رسوم
cost-insurance = يغطيها التأمين الصحي
cost-mixed = جزء منها مجاني
concern-thoughts = أفكار جنسية عن الأطفال
concern-csam = مشاهدة مواد الاعتداء الجنسي على الأطفال (صور أو مقاطع فيديو)
concern-contact = أفعال جنسية ضد طفل
# $name: the name of an organisation; $kind: one of the kinds below.
organization-of-kind = { $name } ({ $kind })
organization-kind-charity = جمعية خيرية
organization-kind-hospital = مستشفى
organization-kind-university = جامعة
organization-kind-government = جهة حكومية
organization-kind-professional-network = شبكة مهنية
organization-kind-other = مؤسسة
# $what: how it was checked, such as “Found in two sources”; $date: a date; $how: “stored copy”.
checked = { $what }، { $date } ({ $how }).
checked-site-only = رأينا عنوان الموقع في { $date } ({ $how }).
checked-not-found = لم نتمكن من رؤية موقع الخدمة مجدداً في { $date } ({ $how }).
basis-first-party = قورنت بصفحتها المنشورة
basis-two-sources = وردت في مصدرين
basis-government = نشرتها جهة رسمية
basis-one-source = وردت في مصدر واحد
outcome-conflict = المصادر متعارضة
outcome-partly = عُثر على جزء منها مجدداً
outcome-not-found = لم يُعثر عليها مجدداً
method-stored-copy = نسخة محفوظة
method-provider-page = الصفحة الحالية، قرأها شخص
method-provider-mail = بتأكيد مكتوب من الخدمة
method-provider-call = بتأكيد هاتفي من الخدمة
method-registry = سجل رسمي
checked-how = كيف نتحقق من البيانات
checked-wrong = هل هناك خطأ؟
review-overdue = لم يجرِ التحقق من هذه البيانات مؤخراً. من الأفضل الرجوع أولاً إلى موقع الخدمة نفسها.
review-expired = لم يجرِ التحقق من هذه البيانات منذ مدة طويلة. لا نعرض إلا عنوان موقع الخدمة نفسها.

## Emergency, reporting, other lines

lines-title = عند وجود خطر الآن، وأين يمكن الإبلاغ
line-emergency = رقم الطوارئ
line-emergency-unknown = لم نتمكن من تأكيد رقم الطوارئ في هذا البلد. عليك سؤال شخص بالقرب منك عنه، أو التوجه إلى الشرطة.
line-emergency-unsure = لم نتمكن من تأكيد كل رقم من هذه الأرقام.
line-overdue = لم يجرِ التحقق منه مؤخراً.
line-expired = لم يجرِ التحقق من الرقم منذ مدة طويلة، ولذلك لا نعرضه.
line-reporting = الإبلاغ عن مواد الاعتداء الجنسي على الأطفال
line-child = طفل يحتاج إلى المساعدة
line-crisis = إذا راودتك أفكار عن إنهاء حياتك
# $country: the name of a country; $numbers: phone numbers.
lines-national = تعمل هذه الأرقام داخل هذا البلد فقط ({ $country }): { $numbers }
emergency-police = الشرطة
emergency-ambulance = الإسعاف
emergency-fire = الإطفاء
emergency-coastguard = خفر السواحل

## Finding a country

home-ways = قبل التواصل
finder-label = بلدك
finder-hint = بأي لغة. تكفي بضعة أحرف.
# The script fills in COUNT: keep the word as it is.
finder-count = عدد البلدان التي عُثر عليها: COUNT
finder-none = لم يُعثر على بلد بهذا الاسم.
finder-none-link = الانتقال إلى المساعدة المتاحة لأي شخص
countries-title = جميع البلدان حسب المنطقة
countries-own = بلد له خدمة خاصة به
countries-none = بلد لا نعلم بوجود خدمة فيه: المساعدة المتاحة لأي شخص
# Read aloud after the name of a country that has a service of its own.
countries-own-suffix = ، له خدمة خاصة به

## Coverage and open data

coverage-count =
    { $count ->
        [zero] لا يوجد بلد له خدمة خاصة به يمكننا عرضها.
        [one] بلد واحد له خدمة خاصة به يمكننا عرضها.
        [two] بلدان اثنان لكل منهما خدمة خاصة به يمكننا عرضها.
        [few] { $count } بلدان لكل منها خدمة خاصة به يمكننا عرضها.
        [many] { $count } بلداً لكل منها خدمة خاصة به يمكننا عرضها.
       *[other] { $count } بلد لكل منها خدمة خاصة به يمكننا عرضها.
    }
coverage-looked = عدد البلدان التي بحثنا فيها: { $count }
coverage-table = البلدان التي لها خدمة خاصة بها
coverage-country = البلد
coverage-services = الخدمات
coverage-checked = آخر تحقق
coverage-own = خدمة خاصة به
coverage-none = بحثنا ولم نجد خدمة
coverage-not-looked = لم نبحث بعد
data-json = جميع البيانات (JSON)
data-csv = جميع الخدمات (CSV)
services-title = الخدمات
services-none = لا نعلم بوجود خدمة كهذه يمكننا عرضها.
level-primary = الوقاية الأولية
level-secondary = الوقاية الثانوية
level-tertiary = الوقاية الثالثية
