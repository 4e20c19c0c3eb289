// A keyboard alone reaches and uses everything, and shows where it is.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { DESK, PHONE, open, share, told } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());

/** What has the focus: its place in the document, how it shows, and whether anything covers it. */
const focus = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const reachable = [...document.querySelectorAll('a[href], summary, input, [tabindex="0"]')].filter(e => e.checkVisibility());
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const top = document.elementFromPoint(box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, 40) / 2);
  const bar = document.querySelector('.bar').getBoundingClientRect();
  // A table higher than the window cannot be seen whole.
  const tall = box.height > innerHeight - bar.height;
  const inBar = !!element.closest('.bar');
  return {
    at: reachable.indexOf(element),
    of: reachable.length,
    text: (element.textContent || element.id || element.getAttribute('aria-label') || '').trim().slice(0, 40),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: tall || !!top && (element.contains(top) || top.contains(element)),
    inside: tall || box.top >= -1 && box.top < innerHeight - 8 && box.left >= -1 && box.right <= innerWidth + 1,
    clear: inBar || tall || box.top >= bar.bottom - 1,
  };
};

for (const [viewport, paths] of [[PHONE, ['en/gb/', 'ar/de/', 'ja/', 'en/danger/']], [DESK, ['de/be/', 'en/', 'en/secondary/']]]) {
  test(`Tab reaches everything in order and always shows where it is, ${viewport.width} px wide`, async () => {
    const faults = [];
    await share(paths, () => site.page({ viewport }), async (page, path) => {
      await page.visit(path);
      for (const [key, order] of [['Tab', 1], ['Shift+Tab', -1]]) {
        let count = 0, expected = null, last = null;
        for (let step = 0; step < 600; step++) {
          await page.keyboard.press(key);
          const now = await page.evaluate(focus);
          // After the last stop the focus leaves the page, or begins again.
          if (!now || expected === -1 || expected === now.of) break;
          last = now;
          count += 1;
          if (expected !== null && now.at !== expected) faults.push(`/${path} ${key}: “${now.text}” is number ${now.at}, not ${expected}`);
          expected = now.at + order;
          for (const rule of ['ring', 'seen', 'inside', 'clear']) if (!now[rule]) faults.push(`/${path} ${key}: “${now.text}” is not ${rule}`);
        }
        if (key === 'Tab' && count !== last?.of) faults.push(`/${path}: ${count} of ${last?.of} reached`);
        if (count < 20) faults.push(`/${path} ${key}: only ${count} stops`);
      }
    });
    assert.equal(faults.length, 0, told(faults));
  });
}

test('the first stop leaves the site, the second skips to the content', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.matches('.skip.leave')), true);
  await page.keyboard.press('Tab');
  const skip = page.locator('a.skip[href="#main"]');
  assert.equal(await skip.evaluate(link => link === document.activeElement && link.getBoundingClientRect().height > 40), true);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.matches('.action--first')), true);
  await page.keyboard.press('Shift+Tab');
  await page.done();
});

test('from the skip link to Leave, Enter goes elsewhere at once', async () => {
  const page = await site.page();
  await page.visit('ja/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(url => !url.href.startsWith(site.origin));
  await page.done();
});

test('the menu of languages opens with Enter, closes with Escape, and gives the focus back', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  const menu = page.locator('details.langs');
  await menu.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await menu.evaluate(details => details.open), true);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('hreflang')), await menu.locator('a').first().getAttribute('hreflang'));
  await page.keyboard.press('Escape');
  assert.equal(await menu.evaluate(details => !details.open && details.contains(document.activeElement) && document.activeElement.localName), 'summary');
  await page.keyboard.press('Space');
  for (let i = 0; i < 6; i++) await page.keyboard.press('Tab');
  assert.equal(await menu.evaluate(details => details.open), false, 'it closes when the focus goes on');
  await page.done();
});

test('the finder is a combobox: arrows choose, Enter goes, Escape closes and then clears', async () => {
  const page = await site.page();
  await page.visit('en/');
  const field = page.getByRole('combobox', { name: 'Your country' });
  await field.focus();
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  await page.keyboard.type('land');
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  assert.equal(await field.getAttribute('aria-activedescendant'), null, 'nothing is chosen before the reader chooses');
  const options = page.getByRole('option');
  const count = await options.count();
  assert.ok(count > 1 && count < 8);
  await page.keyboard.press('ArrowDown');
  const chosen = () => page.evaluate(() => {
    const id = document.getElementById('finder').getAttribute('aria-activedescendant');
    const option = id && document.getElementById(id);
    return option && { selected: option.getAttribute('aria-selected'), index: [...option.parentNode.children].indexOf(option) };
  });
  assert.deepEqual(await chosen(), { selected: 'true', index: 0 });
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await chosen(), { selected: 'true', index: count - 1 });
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await chosen(), { selected: 'true', index: 0 });
  await page.keyboard.press('Escape');
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  assert.equal(await field.inputValue(), 'land');
  await page.keyboard.press('Escape');
  assert.equal(await field.inputValue(), '');
  await page.keyboard.type('zealand');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/en/nz/');
  await page.done();
});

test('the finder says how many countries it found, and only after a pause', async () => {
  const page = await site.page();
  await page.visit('en/');
  // Asked in the same moment, so that a slow machine does not take the pause for a silence that was missing.
  const atOnce = await page.evaluate(() => {
    const field = document.querySelector('#finder');
    field.value = 'united';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return document.querySelector('[role=status]').textContent;
  });
  assert.equal(atOnce, '');
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent);
  assert.match(await page.locator('[role=status]').textContent(), /^Countries found: [1-7]$/);
  await page.done();
});
