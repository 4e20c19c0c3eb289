// Small screens, large text and wide spacing lose nothing.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, OWN, PAGES, WORKDAY, open, share, told } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());
const CODES = LOCALES.flatMap(locale => OWN.map(code => `${locale}/${code}/`));
const ALL = [...new Set([...PAGES, ...CODES])];

/** What sticks out of the window, or is cut off by its box. */
const spill = () => {
  const width = document.documentElement.clientWidth;
  const hidden = element => element.closest('.vh, .skip, .scroll, template, [hidden], .finder__list');
  const out = document.documentElement.scrollWidth > width
    ? [...document.querySelectorAll('body *')].filter(element => {
      const box = element.getBoundingClientRect();
      return box.width && (box.right > width + 1 || box.left < -1) && !hidden(element);
    }).slice(0, 3).map(element => `${element.localName}.${element.getAttribute('class')} “${element.textContent.trim().slice(0, 30)}” ${Math.round(element.getBoundingClientRect().left)}–${Math.round(element.getBoundingClientRect().right)}`)
    : [];
  if (document.documentElement.scrollWidth > width && !out.length) out.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  const cut = [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element);
    return /hidden|clip/.test(style.overflowX + style.overflowY) && !hidden(element) && !element.closest('svg')
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  }).map(element => `cut: ${element.localName}.${element.className}`);
  return [...out, ...cut];
};

/** Windows in which every page is looked at; `style` is what a reader lays over the page. */
const LOOKS = [
  { name: 'a phone of 320 px', width: 320, height: 640 },
  { name: 'a desk of 1280 × 1024 zoomed to 400 %', width: 320, height: 256 },
  { name: 'a tablet', width: 768, height: 1024 },
  { name: 'a wide screen', width: 1920, height: 1080 },
  {
    name: 'text spaced as widely as a reader may ask for (WCAG 1.4.12)', width: 320, height: 640,
    style: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }',
  },
  { name: 'letters twice as large', width: 640, height: 900, style: 'html { font-size: 200% !important }' },
];

test(`nothing sticks out, and nothing is cut off: ${LOOKS.map(({ name }) => name).join('; ')}`, async () => {
  const faults = [];
  await share(ALL, () => site.page({ now: WORKDAY, bypassCSP: true }), async (page, path) => {
    await page.visit(path);
    for (const { name, style, ...viewport } of PAGES.includes(path) ? LOOKS : LOOKS.slice(0, 1)) {
      await page.setViewportSize(viewport);
      const laid = style && await page.addStyleTag({ content: style });
      faults.push(...(await page.evaluate(spill)).map(fault => `/${path}: ${name}: ${fault}`));
      await laid?.evaluate(tag => tag.remove());
    }
  });
  assert.equal(faults.length, 0, told(faults));
});

test('zoomed to 400 %, the bar leaves room to read', async () => {
  const page = await site.page({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await page.visit('de/gb/');
  const { height } = await page.locator('.bar').boundingBox();
  assert.ok(height <= 64, `the bar takes ${height} of 256 px`);
  await page.done();
});

test('whatever can be pressed is at least 24 px in both directions, unless it stands within a sentence', async () => {
  const faults = [];
  await share(ALL, () => site.page({ now: WORKDAY }), async (page, path) => {
    await page.visit(path);
    const small = await page.evaluate(() => [...document.querySelectorAll('a[href], summary, input, button, [role=option]')].filter(target => {
      if (!target.checkVisibility() || target.closest('.skip')) return false;
      const box = target.getBoundingClientRect();
      if (box.width >= 24 && box.height >= 24) return false;
      const words = [...target.parentNode.childNodes].filter(node => node !== target && node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.data));
      return !(getComputedStyle(target).display === 'inline' && words.length);
    }).slice(0, 4).map(target => `“${target.textContent.trim().slice(0, 40)}” ${Math.round(target.getBoundingClientRect().width)} × ${Math.round(target.getBoundingClientRect().height)}`));
    faults.push(...small.map(fault => `/${path}: ${fault}`));
  });
  assert.equal(faults.length, 0, told(faults));
});
