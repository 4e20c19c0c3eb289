// On a small phone the first way to make contact stands on the screen before anyone scrolls.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, OTHERS, OWN, PHONE, WORKDAY, open, read, share, told } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());

/** Where the first contact's button, its facts and its hours end. */
const ends = () => {
  const contact = document.querySelector('main .contact');
  const end = selector => {
    const element = contact?.querySelector(selector);
    return element ? Math.ceil(element.getBoundingClientRect().bottom + scrollY) : null;
  };
  return { action: end('.action'), facts: end('.facts'), hours: end('.hours'), first: !!contact?.querySelector('.action--first') };
};

const every = codes => LOCALES.flatMap(locale => codes.map(code => `${locale}/${code}/`));

/** In each locale the countries with the longest text before the first button; with EVERY=1 all of them. */
const fullest = codes => LOCALES.flatMap(locale => {
  const lead = path => /<main[^]*?class="action/.exec(read(`${path}index.html`))[0].replace(/<[^>]*>/g, '').length;
  const paths = codes.map(code => `${locale}/${code}/`).sort((one, other) => lead(other) - lead(one));
  return process.env.EVERY ? paths : paths.slice(0, 60);
});

async function measure(paths, options, judge) {
  const faults = [];
  let lowest = [0, ''];
  await share(paths, () => site.page({ viewport: PHONE, ...options }), async (page, path) => {
    await page.visit(path);
    const found = await page.evaluate(ends);
    const end = judge(found);
    if (!found.first || !found.action || end > PHONE.height) faults.push(`/${path} ${JSON.stringify(found)}`);
    if (end > lowest[0]) lowest = [end, path];
  });
  return { faults, lowest };
}

test(`in each of the ${OWN.length} countries with a service, the button, what it costs and whether a name is needed stand above ${PHONE.height} px`, async t => {
  const { faults, lowest } = await measure(every(OWN), { now: WORKDAY }, found => Math.max(found.action, found.facts));
  t.diagnostic(`lowest: ${lowest.join(' px, /')}`);
  assert.equal(faults.length, 0, told(faults));
});

test(`of the ${OTHERS.length} other countries, those with the most to read: the first service open to anyone can be reached above ${PHONE.height} px`, async t => {
  const { faults, lowest } = await measure(fullest(OTHERS), { javaScriptEnabled: false }, found => found.action);
  t.diagnostic(`lowest: ${lowest.join(' px, /')}`);
  assert.equal(faults.length, 0, told(faults));
});
