## Every page

skip-to-content = 本文へ移動
skip-to-leave = このサイトをすぐに閉じる
language = 言語
all-languages = すべての言語
choose-language = 言語を選んでください
leave = すぐ閉じる
leave-label = 「すぐ閉じる」：
leave-note = 閲覧履歴は消えません。
leave-keys = Shiftキーを3回押しても、このサイトから離れられます。
danger-label = 危険が迫っているとき、通報したいとき
danger-question = 今、子どもに危険が迫っていますか？
danger-more = 支援と通報先
danger-world = 緊急通報番号と通報先
footer-label = この案内サイトについて
correction = 間違いを見つけたら、訂正連絡先（{ $address }）までお知らせください。ご自身のことは書かないでください。
# $language: the name of a language, such as “English”.
fallback-page = このページはまだ翻訳されていません。表示している言語：{ $language }
fallback-text = 言語：{ $language }
translation-machine = このページは機械翻訳です。日本語を母語とする人による確認はまだ済んでいません。
translation-reviewed = このページは機械翻訳をもとに、日本語を母語とする人が確認したものです。
translation-more = 翻訳について
toc-title = このページの内容
references-title = 参考文献

## Groups of pages

section-help = 相談先を探す
section-prevention = 予防
section-about = サイト情報

## A country’s page

# Stands above the name of the country.
country-title = 相談先を探す：
# The sentence that search engines show. $country: the name of a country.
country-description = { $country }の相談先。秘密を守る支援の連絡先、受付時間、費用がわかります。
country-none = この国向けの相談先で、掲載できるものは見つかっていません。それでも、あなたは一人ではありません。下の相談先は、どの国の方でも利用できます。
not-your-country = 別の国をお探しですか？
all-countries = すべての国
languages-there = この国で話されている言語で読む
country-print-date = { $date }現在
group-self = ご自身のことが心配な方へ
group-family = ご家族・ご友人の方へ
group-young-person = 若い方へ
group-professional = 専門職の方へ
group-survivor = 性暴力の被害を経験した方へ
group-anyone = どこからでも利用できる支援
group-anyone-lead = どの国の方でも利用できます。

## Whom a service is for

audience-self = 自分の考えや行動が心配な大人の方へ
audience-self-any-age = 自分の考えや行動が心配な方へ
audience-family = ご家族・ご友人の方へ
audience-young-person = 自分の考えが心配な若い方へ
audience-professional = 専門職の方へ
audience-survivor = 性暴力の被害を経験した方へ
age-from = { $age }歳以上
age-to = { $age }歳以下
age-between = { $from }歳から{ $to }歳まで
referral-needed = 医師などの専門職による紹介が必要です。

## Ways to make contact

# $number: a phone number.
action-phone = { $number }に電話する
action-sms = { $number }にショートメッセージを送る
# $address: a mail address.
action-email = { $address }にメールを送る
action-chat = チャットで相談する
action-form = サイトからメッセージを送る
action-app = アプリを入手する
action-online-programme = オンライン・プログラムを開く
action-in-person = 通える場所を探す
action-post = 手紙を送る
action-url = 相談先のサイトを開く
call-cost-free = 無料
call-cost-standard = 通常の通話料がかかります
call-cost-paid = 有料
call-cost-unknown = 料金は先に確認してください
# $country: the name of a country.
fact-national-only = { $country }からのみ利用できます
# $number: the number in its international form.
fact-from-abroad = 国外からは：{ $number }
fact-unencrypted = 相談先のサイトは暗号化されていません。サイトを開いたことが、同じネットワークを使うほかの人に見えるおそれがあります。
fact-languages = 言語：{ $languages }
fact-anonymous = 名前は不要
fact-not-anonymous = 名前を聞かれます
fact-anonymous-unknown = 名前を言う必要があるかどうか、聞いてください

## Opening hours

# $hours: days and times; $zone: the name of a time zone.
hours-sentence = 受付時間：{ $hours }（{ $zone }）
hours-always = 24時間受付
hours-title = 受付時間（{ $zone }）
hours-day = 曜日
hours-open = 受付時間
hours-closed = 休み
hours-comma = { "、" }
hours-holidays-closed = 祝日は休みです。
hours-holidays-unknown = 祝日は、受付時間が異なることがあります。
# The script of the page fills in TIME and DAY: keep these words as they are.
hours-now-open = 受付中（TIMEまで）
hours-now-always = 受付中（24時間）
hours-now-opens-today = 受付時間外。今日はTIMEから受け付けます
hours-now-opens = 受付時間外。次の受付はDAYのTIMEからです
hours-now-holiday = 祝日：受付時間が異なることがあります
hours-now-holiday-closed = 今日は祝日のため休みです

## What stays private

limits-title = 秘密にされること、されないこと
limits-unknown = この相談先がどのようなときに情報を第三者に伝えるかは、わかっていません。くわしいことを話す前に聞いてください。
limits-list = 次のような場合、スタッフは情報を第三者に伝えることがあります。
limit-identified-child-at-risk = 危険にさらされている子どもがいて、どの子どもかがわかる場合
limit-crime-disclosed = 犯罪が行われたことがわかった場合
limit-danger-to-self = あなたの命に危険がある場合
limit-danger-to-others = ほかの人に危険がある場合
limit-court-order = 裁判所の命令がある場合
limit-none-stated = この相談先は秘密を守ると約束し、例外を示していません。ただし、法律で例外が定められていることがあります。くわしいことを話す前に聞いてください。

## The rest of an entry

next-title = つながらないとき：
# A link to the next service follows.
next-text = あとでもう一度試すか、次の相談先へ：
next-hours = 受付時間内にもう一度試すか、次の相談先へ：
detail-languages = 言語
detail-cost = 支援の費用
detail-concerns = 相談できる内容
detail-organization = 運営
cost-free = 無料
cost-paid = 有料
cost-insurance = 健康保険が適用されます
cost-mixed = 一部無料
concern-thoughts = 子どもへの性的な考え
concern-csam = 子どもへの性的虐待を記録した画像や動画（CSAM）の閲覧
concern-contact = 子どもへの性加害
organization-of-kind = { $name }（{ $kind }）
organization-kind-charity = 非営利団体
organization-kind-hospital = 病院
organization-kind-university = 大学
organization-kind-government = 公的機関
organization-kind-professional-network = 専門職のネットワーク
organization-kind-other = 団体
# $what: how it was checked, such as “Found in two sources”; $date: a date; $how: “stored copy”.
checked = { $what }：{ $date }（{ $how }）。
checked-site-only = { $date }にサイトのアドレスを確認（{ $how }）。
checked-not-found = { $date }の再確認では、サイトを見つけられませんでした（{ $how }）。
basis-first-party = 公開ページと照合済み
basis-two-sources = 2つの情報源で確認
basis-government = 公的機関が公表
basis-one-source = 1つの情報源のみ
outcome-conflict = 情報源が食い違う
outcome-partly = 一部のみ再確認
outcome-not-found = 再確認できず
method-stored-copy = 保存コピー
method-provider-page = 現在のページを人が閲覧
method-provider-mail = 相談先に文書で確認
method-provider-call = 相談先に電話で確認
method-registry = 公的な登録簿
checked-how = 掲載情報の確認方法
checked-wrong = 間違いを見つけたら
review-overdue = この掲載情報は、最近確認されていません。まず、相談先の公式サイトをご覧ください。
review-expired = この掲載情報は、長い間確認されていません。相談先の公式サイトだけを表示しています。

## Emergency, reporting, other lines

lines-title = 危険が迫っているときの連絡先と通報先
line-emergency = 緊急通報番号
line-emergency-unknown = この国の緊急通報番号は確認できませんでした。近くにいる人に番号をたずねるか、警察に行ってください。
line-emergency-unsure = これらの番号には、確認できなかったものがあります。
line-overdue = 最近確認されていません。
line-expired = 電話番号は、長い間確認されていないため、表示していません。
line-reporting = 子どもへの性的虐待を記録した画像や動画の通報先
line-child = 子どもに助けが必要なとき
line-crisis = 「死にたい」と思っているとき
lines-national = 国内（{ $country }）からのみつながる番号：{ $numbers }
emergency-police = 警察
emergency-ambulance = 救急
emergency-fire = 消防
emergency-coastguard = 海上保安

## Finding a country

home-ways = 連絡する前に
finder-label = お住まいの国
finder-hint = どの言語でも入力できます。数文字で十分です。
# The script fills in COUNT: keep the word as it is.
finder-count = 見つかった国：COUNT
finder-none = その名前の国は見つかりません。
finder-none-link = どこからでも利用できる支援を見る
countries-title = すべての国（地域別）
countries-own = その国向けの相談先あり
countries-none = 確認できた相談先なし：どこからでも利用できる支援を案内
# Read aloud after the name of a country that has a service of its own.
countries-own-suffix = 、その国向けの相談先あり

## Coverage and open data

coverage-count =
    { $count ->
       *[other] { $count }か国について、その国向けの相談先を掲載しています。
    }
coverage-looked = 調べた国の数：{ $count }
coverage-table = その国向けの相談先がある国
coverage-country = 国
coverage-services = 相談先
coverage-checked = 最終確認日
coverage-own = その国向けの相談先あり
coverage-none = 調査済み（見つからず）
coverage-not-looked = 未調査
data-json = すべての掲載情報（JSON）
data-csv = すべての相談先（CSV）
services-title = 相談先
services-none = 該当する相談先で、掲載できるものは見つかっていません。
level-primary = 一次予防
level-secondary = 二次予防
level-tertiary = 三次予防
