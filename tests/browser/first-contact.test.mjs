// On a small phone the first way to make contact stands on the screen before anyone scrolls.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, OTHERS, OWN, PHONE, WORKDAY, open, share, told } from './site.mjs';

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

async function measure(codes, options, judge) {
  const faults = [];
  let lowest = [0, ''];
  await share(LOCALES.flatMap(locale => codes.map(code => `${locale}/${code}/`)), () => site.page({ viewport: PHONE, ...options }), async (page, path) => {
    await page.visit(path);
    const found = await page.evaluate(ends);
    const end = judge(found);
    if (!found.first || !found.action || end > PHONE.height) faults.push(`/${path} ${JSON.stringify(found)}`);
    if (end > lowest[0]) lowest = [end, path];
  });
  return { faults, lowest };
}

test(`in each of the ${OWN.length} countries with a service, the button, what it costs and whether a name is needed stand above ${PHONE.height} px`, async t => {
  const { faults, lowest } = await measure(OWN, { now: WORKDAY }, found => Math.max(found.action, found.facts));
  t.diagnostic(`lowest: ${lowest.join(' px, /')}`);
  assert.equal(faults.length, 0, told(faults));
});

test(`in each of the ${OTHERS.length} other countries, the first service open to anyone can be reached above ${PHONE.height} px`, async t => {
  const { faults, lowest } = await measure(OTHERS, { javaScriptEnabled: false }, found => found.action);
  t.diagnostic(`lowest: ${lowest.join(' px, /')}`);
  assert.equal(faults.length, 0, told(faults));
});
