// A visit leaves nothing behind and tells nobody.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { COUNTRIES, FILES, PAGES, SITE, open, read, share, told } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());

/** Words that must not stand where a bystander looks: a tab, a line of the history, an address, a file name. */
const TELLING = {
  en: ['sex', 'abuse', 'child', 'kid', 'minors?\\b(?! outlying)', 'csam', 'porn', 'p(a)?edo', 'offen[dc]', 'victim', 'crim', 'attract', 'urges?\\b', 'perpetrat', 'addict', 'illegal', 'molest', 'rape'],
  de: ['sex', 'missbrauch', 'misshand', 'kind', 'minderj', 'porno', 'pädo', 'täter', 'opfer', 'straf', 'neigung', 'verbrech', 'sucht', 'illegal'],
  fr: ['sex', 'abus', 'enfant', 'mineure?s? (?!éloign)', 'porno', 'pédo', 'agress', 'victime', 'infraction', 'délinqu', 'attiran', 'viol', 'illégal'],
  es: ['sex', 'abus', 'niñ', 'infan', 'porno', 'pedó', 'pedof', 'agres', 'víctima', 'delit', 'delinc', 'atracci', 'viola', 'ilegal'],
  ar: ['جنس', 'اعتداء', 'إساءة', 'اساءة', 'طفل', 'أطفال', 'اطفال', 'قاصر', 'إباح', 'مجرم', 'جريم', 'ضحي', 'ضحاي', 'منحرف', 'ميول', 'علاج'],
  ja: ['性的', '性犯', '性加', '性暴', 'セックス', '児童', '子ども', '子供', '虐待', 'ポルノ', '小児', 'ペド', '加害', '被害', '犯罪', '治療', '違法'],
};
// “secondary” holds “sec”, not “sex”; a place may hold anything: Essex, Middlesex.
const telling = (locale, text) => [...new Set([...TELLING.en, ...(TELLING[locale] ?? [])])].find(word => new RegExp(`${/^\w/.test(word) && locale !== 'ar' && locale !== 'ja' ? '(?<!\\p{L})' : ''}${word}`, 'iu').test(text));

test('a visit is one request for the page, one for the script and one for the icon, all to the site itself', async () => {
  const faults = [];
  await share(PAGES, async () => {}, async (_, path) => {
    const elsewhere = [], asked = [], log = [];
    const page = await site.page({ elsewhere });
    page.on('request', request => asked.push(`${request.resourceType()} ${new URL(request.url()).pathname}`));
    page.on('console', message => { if (['error', 'warning'].includes(message.type()) && !/404/.test(message.text())) log.push(message.text()); });
    page.on('pageerror', error => log.push(error.message));
    await page.visit(path);
    await page.waitForLoadState('load');
    const rest = asked.filter(line => !/^document /.test(line));
    const script = rest.filter(line => /^script \/app\.[0-9a-f]+\.js$/.test(line));
    const icon = rest.filter(line => /\.svg$/.test(line));
    if (elsewhere.length) faults.push(`/${path}: asked ${elsewhere}`);
    if (asked.length - rest.length !== 1 || script.length > 1 || icon.length > 1 || rest.length !== script.length + icon.length) faults.push(`/${path}: ${asked.join(', ')}`);
    if (log.length) faults.push(`/${path}: ${log.join(', ')}`);
    const kept = await page.evaluate(async () => ({
      cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
      databases: (await indexedDB.databases()).length, caches: typeof caches === 'undefined' ? 0 : (await caches.keys()).length,
      workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    }));
    if (Object.values(kept).some(Boolean) || (await page.context().cookies()).length) faults.push(`/${path}: keeps ${JSON.stringify(kept)}`);
    await page.done();
  });
  assert.equal(faults.length, 0, told(faults));
});

test('what a reader types, opens or chooses is kept nowhere', async () => {
  const page = await site.page();
  await page.visit('en/');
  await page.fill('#finder', 'germ');
  await page.press('#finder', 'Enter');
  await page.waitForURL('**/en/de/');
  await page.click('details.langs > summary');
  await page.click('.langs__list a[hreflang=ar]');
  const state = await page.context().storageState();
  assert.deepEqual(state, { cookies: [], origins: [] });
  assert.doesNotMatch(page.url(), /[?#]/);
  await page.done();
});

test('each page carries a policy that allows its own style by hash, its own script, and nothing else', () => {
  const faults = FILES.filter(path => {
    const html = read(path);
    const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/)?.[1] ?? '';
    return !/^default-src 'none'; style-src( 'sha256-[\w+/=]{44}')+; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'$/.test(policy)
      || html.indexOf('Content-Security-Policy') > html.indexOf('<style')
      || !html.includes('<meta name="referrer" content="no-referrer">');
  });
  assert.equal(faults.length, 0, told(faults));
});

test('the policy refuses a script, a style and a request that are not the site’s', async () => {
  const page = await site.page();
  const refused = [];
  page.on('console', message => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });
  await page.visit('en/gb/');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.body.append(style);
    const fetched = await fetch('/manifest.json').then(() => true, () => false);
    return { script: !!window.ran, style: getComputedStyle(document.body).display === 'none', fetched };
  });
  assert.deepEqual(ran, { script: false, style: false, fetched: false });
  assert.ok(refused.length >= 3);
  await page.done();
});

test('no page holds a form, a frame, a picture from elsewhere, or a script of its own', () => {
  const faults = FILES.filter(path => /<(form|iframe|embed|object|video|audio|img|base)\b|<script(?! src="\/app\.)| on[a-z]+="| style="|javascript:|url\(/i.test(read(path)));
  assert.equal(faults.length, 0, told(faults));
});

test('links to other sites tell them nothing of where the reader comes from', () => {
  const faults = FILES.flatMap(path => [...read(path).matchAll(/<a\b[^>]*href="https?:[^>]*>/g)].map(match => match[0]).filter(link => !/rel="[^"]*noreferrer/.test(link) || /target=/.test(link)).map(link => `${path}: ${link}`));
  assert.equal(faults.length, 0, told(faults));
});

test('titles and descriptions name neither the matter nor the person', () => {
  const faults = [];
  for (const path of FILES) {
    const html = read(path);
    const locale = html.match(/<html lang="([^"]+)"/)[1];
    const title = html.match(/<title>([^<]*)<\/title>/)[1];
    const description = html.match(/<meta name="description" content="([^"]*)"/)[1];
    for (const [what, text] of [['title', title], ['description', description]]) {
      const word = telling(locale, text);
      if (word) faults.push(`${path}: ${what} “${text}” holds “${word}”`);
    }
    if (!title.endsWith('Get Support Today')) faults.push(`${path}: title “${title}”`);
  }
  assert.equal(faults.length, 0, told([...new Set(faults)]));
});

test('addresses and file names are short, plain and neutral', () => {
  const faults = FILES.filter(path => {
    const [, name] = path.split('/');
    if (name?.length === 2 && COUNTRIES.has(name)) return false;
    return !/^([a-z-]+\/)*[a-z0-9-]+\.html$/i.test(path) || path.length > 40 || telling('en', path);
  });
  assert.equal(faults.length, 0, told(faults));
  assert.deepEqual(readdirSync(SITE).filter(name => telling('en', name)), []);
});
