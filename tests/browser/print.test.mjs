// On paper a country is one sheet, with every address spelled out.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, OTHERS, OWN, WORKDAY, open, share, told } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());

const sheets = async page => {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};

const paths = LOCALES.flatMap(locale => OWN.map(code => `${locale}/${code}/`));

test('a country with up to three services is one A4 sheet', async t => {
  const faults = [];
  let printed = 0;
  const longer = [];
  await share(paths, () => site.page({ now: WORKDAY }), async (page, path) => {
    await page.visit(path);
    const services = await page.locator('.service:not(.service--brief)').count();
    const count = await sheets(page);
    printed += 1;
    if (services > 3) { longer.push(count); return; }
    if (count !== 1) faults.push(`/${path}: ${services} services, ${count} sheets`);
  });
  t.diagnostic(`${printed} pages printed; with more than three services: ${[...new Set(longer)].sort().join(', ') || 'none'} sheets`);
  assert.equal(faults.length, 0, told(faults));
});

test('so is a country without a service', async () => {
  const faults = [];
  const some = ['ae', 'br', 'in', 'tv'].filter(code => OTHERS.includes(code));
  await share(LOCALES.flatMap(locale => some.map(code => `${locale}/${code}/`)), () => site.page(), async (page, path) => {
    await page.visit(path);
    const count = await sheets(page);
    if (count !== 1) faults.push(`/${path}: ${count} sheets`);
  });
  assert.equal(faults.length, 0, told(faults));
});

test('every address is spelled out, the date is there, and nothing that only a screen can do', async () => {
  const faults = [];
  await share(paths.filter(path => /^(en|de|ar|ja)\//.test(path)), () => site.page({ now: WORKDAY }), async (page, path) => {
    await page.visit(path);
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(() => {
      const seen = element => element.checkVisibility();
      const unspelled = [...document.querySelectorAll('.action[href^=http], .lines a[href^=http]')].filter(seen)
        .filter(link => getComputedStyle(link, '::after').content !== `" " "${link.getAttribute('href')}"` && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href')))
        .map(link => `${link.href} as ${getComputedStyle(link, '::after').content}`);
      const left = [...document.querySelectorAll('.leave, .langs, .skip, .finder, nav, .hours__now')].filter(seen).map(element => element.className);
      return {
        unspelled, left,
        wallet: seen(document.querySelector('.wallet')),
        date: /\d/.test(document.querySelector('.wallet > p')?.textContent ?? ''),
        cards: document.querySelectorAll('.wallet dt').length,
        limits: [...document.querySelectorAll('.service:not(.service--brief) .limits')].every(seen),
        named: [...document.querySelectorAll('.service:not(.service--brief) .checked .num, #lines .checked .num')].every(seen),
        numbers: [...document.querySelectorAll('.service a[href^="tel:"] .num')].filter(seen).length === document.querySelectorAll('.service:not(.service--brief) a[href^="tel:"] .num').length,
      };
    });
    if (found.unspelled.length || found.left.length || !found.wallet || !found.date || !found.cards || !found.limits || !found.named || !found.numbers) faults.push(`/${path}: ${JSON.stringify(found)}`);
    await page.emulateMedia({ media: 'screen' });
  });
  assert.equal(faults.length, 0, told(faults));
});
