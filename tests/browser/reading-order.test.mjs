// Read aloud, a country's page tells things in the order in which they are needed.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, OWN, WORKDAY, open, share, told } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());

test('the page of the United Kingdom: heading, group, service, whom for, button, facts, hours, summary, limits, details, lines', async () => {
  const page = await site.page({ now: WORKDAY });
  await page.visit('en/gb/');
  const tree = await page.locator('main').ariaSnapshot();
  const order = [
    /heading "Find help: United Kingdom" \[level=1\]/,
    /region "If you are worried about yourself"/,
    /heading "If you are worried about yourself" \[level=2\]/,
    /heading "Stop It Now" \[level=3\]/,
    /For adults worried about their own thoughts or behaviour/,
    /link "Call 0808 1000 900"/,
    /listitem: Free/,
    /listitem: No name needed/,
    /Open now, until 21:00/,
    /Open Mon–Thu 09:00–21:00/,
    /link "Chat online/,
    /heading "What stays private, and what does not" \[level=4\]/,
    /table "Opening hours/,
    /rowheader "Monday"/,
    /term: Languages/,
    /If nobody answers/,
    /region "Open to anyone, anywhere"/,
    /region "In danger now, and where to report"/,
    /navigation "On this page"/,
  ];
  let at = -1;
  for (const step of order) {
    const next = tree.slice(at + 1).search(step);
    assert.ok(next >= 0, `${step} does not follow in\n${tree.slice(Math.max(at, 0), at + 1500)}`);
    at += 1 + next;
  }
  await page.done();
});

test('before that stand the ways out and the numbers for danger', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  const tree = await page.locator('body').ariaSnapshot();
  const at = [/link "Leave this site now"/, /link "Skip to content"/, /link "Get Support Today"/, /link "Leave"/, /complementary "In danger, and reporting"/, /link "999"/, /- main:/, /- contentinfo:/].map(step => tree.search(step));
  assert.deepEqual(at, at.toSorted?.((a, b) => a - b) ?? [...at].sort((a, b) => a - b), tree.slice(0, 800));
  assert.ok(at.every(place => place >= 0));
  await page.done();
});

test('in every country the facts follow the button, the limits follow the facts, and headings skip no level', async () => {
  const faults = [];
  await share(LOCALES.flatMap(locale => OWN.map(code => `${locale}/${code}/`)), () => site.page(), async (page, path) => {
    await page.visit(path);
    const found = await page.evaluate(() => {
      const wrong = [];
      const after = (a, b) => !a || !b || !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
      for (const service of document.querySelectorAll('.service')) {
        const parts = ['h3', '.service__who', '.contact .action', '.contact .facts', '.limits'].map(selector => service.querySelector(selector));
        if (parts.some(part => !part)) wrong.push(`${service.id}: a part is missing`);
        parts.slice(1).forEach((part, i) => { if (!after(parts[i], part)) wrong.push(`${service.id}: order`); });
      }
      let level = 0;
      for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
        const now = +heading.localName[1];
        if (now > level + 1) wrong.push(`h${now} after h${level}: ${heading.textContent}`);
        level = now;
      }
      if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
      if (document.querySelectorAll('.action--first').length !== 1) wrong.push('not one first action');
      const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
      wrong.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `twice: #${id}`));
      wrong.push(...[...document.querySelectorAll('a[href^="#"], use')].map(link => link.getAttribute('href')).filter(href => !document.getElementById(href.slice(1))).map(href => `leads nowhere: ${href}`));
      return wrong;
    });
    faults.push(...found.map(fault => `/${path}: ${fault}`));
  });
  assert.equal(faults.length, 0, told(faults));
});

test('names from another language say which, so that they are spoken right', async () => {
  const faults = [];
  await share(LOCALES.flatMap(locale => OWN.map(code => `${locale}/${code}/`)), () => site.page(), async (page, path) => {
    await page.visit(path);
    const found = await page.evaluate(() => {
      const lang = document.documentElement.lang, wrong = [];
      const script = { ar: /\p{Script=Arabic}/gu, ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu };
      const share = (text, letters) => (text.match(letters) ?? []).length / (text.match(/\p{L}/gu) ?? [0]).length;
      // In another script than the page, but for a few letters.
      const strange = text => share(text, script[lang] ?? /\p{Script=Latin}/gu) < .25 && /\p{L}{2}/u.test(text);
      for (const name of document.querySelectorAll('h3 bdi, .details bdi, .lines bdi, .also bdi, .next bdi')) {
        if (strange(name.textContent) && name.closest('[lang]').lang === lang) wrong.push(`“${name.textContent}” is not marked`);
      }
      for (const marked of document.querySelectorAll('[lang]:not(html)')) {
        if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$|^$/.test(marked.lang)) wrong.push(`lang="${marked.lang}"`);
      }
      for (const number of document.querySelectorAll('main .num, main .host')) {
        if (getComputedStyle(number).direction !== 'ltr') wrong.push(`“${number.textContent}” turns round`);
      }
      return wrong;
    });
    faults.push(...found.map(fault => `/${path}: ${fault}`));
  });
  assert.equal(faults.length, 0, told(faults));
});
