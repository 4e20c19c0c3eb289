// A country is found by any of its names, as people type them.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, open, read, told } from './site.mjs';

/** Places where nobody lives: their names are known in the page's own language only. */
const EMPTY = ['aq', 'bv', 'gs', 'hm', 'io', 'tf', 'um'];

let site, page;
before(async () => { site = await open(); page = await site.page(); await page.visit('en/'); });
after(() => site.close());

const names = () => page.$$eval('.finder__option', options => options.map(option => option.textContent));
async function find(query) {
  await page.fill('#finder', query);
  return names();
}

const CASES = {
  'in Arabic': [['ألمانيا', 'Germany'], ['المانيا', 'Germany'], ['اليابان', 'Japan'], ['الإمارات', 'United Arab Emirates'], ['المملكة المتحدة', 'United Kingdom']],
  'in Japanese, in katakana, hiragana and kanji': [['ドイツ', 'Germany'], ['どいつ', 'Germany'], ['日本', 'Japan'], ['イギリス', 'United Kingdom'], ['韓国', 'South Korea']],
  'in German, French and Spanish': [['deutschland', 'Germany'], ['Österreich', 'Austria'], ['allemagne', 'Germany'], ['royaume', 'United Kingdom'], ['alemania', 'Germany'], ['Países Bajos', 'Netherlands']],
  'by its own name': [['suomi', 'Finland'], ['Ελλάδα', 'Greece'], ['nederland', 'Netherlands'], ['Česko', 'Czechia'], ['polska', 'Poland'], ['ไทย', 'Thailand'], ['대한민국', 'South Korea']],
  'without its accents': [['osterreich', 'Austria'], ['espana', 'Spain'], ['turkiye', 'Türkiye'], ['cote d', 'Côte d’Ivoire'], ['cesko', 'Czechia'], ['reunion', 'Réunion']],
  'with slips of the hand': [['germny', 'Germany'], ['gemrany', 'Germany'], ['phillipines', 'Philippines'], ['switzerlnd', 'Switzerland'], ['netherlans', 'Netherlands'], ['austrailia', 'Australia']],
  'by its code': [['de', 'Germany'], ['gb', 'United Kingdom'], ['jp', 'Japan'], ['NZ', 'New Zealand']],
  'by a later word of its name': [['kingdom', 'United Kingdom'], ['zealand', 'New Zealand'], ['emirates', 'United Arab Emirates'], ['states', 'United States']],
  'by what people call it': [['uk', 'United Kingdom'], ['england', 'United Kingdom'], ['scotland', 'United Kingdom'], ['usa', 'United States'], ['america', 'United States'], ['uae', 'United Arab Emirates'], ['holland', 'Netherlands'], ['turkey', 'Türkiye']],
};

for (const [how, cases] of Object.entries(CASES)) {
  describe(`a country is found ${how}`, () => {
    for (const [query, country] of cases) {
      test(`“${query}” finds ${country} first`, async () => {
        const found = await find(query);
        assert.ok(found[0]?.startsWith(country), `found: ${found.join(' | ')}`);
      });
    }
  });
}

for (const locale of LOCALES.filter(name => ['de', 'ar'].includes(name))) {
  test(`in ${locale}, every name of every country in every locale finds it among the first three`, async () => {
    const names = LOCALES.flatMap(other => [...read(`${other}/index.html`).replace(/[^]*?class="places"/, '')
      .matchAll(/<li[^>]*><a[^>]* href="[^"]*\/([a-z]{2})\/">([^<]+)/g)].map(match => [match[1], match[2].replace(/&#39;/g, '\'').replace(/&amp;/g, '&')]));
    assert.ok(names.length > LOCALES.length * 200);
    const reader = await site.page();
    await reader.visit(`${locale}/`);
    const faults = await reader.evaluate(names => {
      const own = new Map([...document.querySelectorAll('.places a')].map(a => [a.pathname.split('/')[2], a.firstChild.data]));
      const field = document.querySelector('#finder');
      return names.filter(([code, name]) => {
        field.value = name;
        field.dispatchEvent(new InputEvent('input'));
        const shown = [...document.querySelectorAll('.finder__option > span')].slice(0, 3).map(span => span.textContent);
        return !shown.includes(own.get(code));
      }).map(([code, name]) => `${name} (${code})`);
    }, names.filter(([code]) => !EMPTY.includes(code)));
    assert.equal(faults.length, 0, told(faults));
    await reader.done();
  });
}

for (const [locale, query, code] of [['ar', 'germany', 'de'], ['ar', 'المانيا', 'de'], ['ja', 'Deutschland', 'de'], ['ja', 'にほん', 'jp'], ['ja', 'ニュージーランド', 'nz'], ['de', 'united states', 'us'], ['fr', 'grande bretagne', 'gb'], ['es', 'reino unido', 'gb'], ['de', 'groß', 'gb'], ['de', 'gross', 'gb']]) {
  test(`in ${locale}, “${query}” leads to ${code.toUpperCase()}`, async t => {
    if (!LOCALES.includes(locale)) return t.skip();
    const reader = await site.page();
    await reader.visit(`${locale}/`);
    await reader.fill('#finder', query);
    await reader.press('#finder', 'Enter');
    await reader.waitForURL(`**/${locale}/${code}/`, { timeout: 5000 });
    await reader.done();
  });
}

test('what matches is emphasised', async () => {
  await find('zeal');
  assert.equal(await page.locator('.finder__option mark').first().textContent(), 'Zeal');
});

test('a name in another language says which it is', async () => {
  await find('ドイツ');
  assert.equal(await page.locator('.finder__option [lang]').first().getAttribute('lang'), 'ja');
});

test('where nothing fits, the page helps on', async () => {
  assert.deepEqual(await find('qqqqqq'), []);
  const none = page.locator('.finder__none');
  assert.ok(await none.isVisible());
  assert.equal(await none.locator('a').getAttribute('href'), '/en/anywhere/');
  await page.fill('#finder', '');
  assert.equal(await none.isVisible(), false);
});

test('a press on a country opens its page', async () => {
  await find('belg');
  await page.locator('.finder__option').first().click();
  await page.waitForURL('**/en/be/');
  await page.visit('en/');
});

test('typing asks nobody anything', async () => {
  const asked = [];
  page.on('request', request => { if (!/\.svg$/.test(request.url())) asked.push(request.url()); });
  for (const letter of 'germany') await page.locator('#finder').pressSequentially(letter);
  assert.deepEqual(asked, []);
});
