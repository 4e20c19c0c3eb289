// Leaving is instant, cannot be undone by Back, and is honest.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, open } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());
const away = page => page.waitForURL(url => !url.href.startsWith(site.origin));

test('a press on Leave goes elsewhere, and Back does not bring the page up again', async () => {
  const page = await site.page();
  for (const locale of LOCALES) {
    await page.goto('about:blank');
    await page.visit(`${locale}/gb/`);
    await page.click('.bar__in .leave');
    await away(page);
    await page.goBack();
    assert.doesNotMatch(page.url(), /\/gb\//);
    assert.doesNotMatch(await page.content(), /contact/);
  }
  await page.done();
});

test('the page is blank before the next one answers', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  const shown = await page.evaluate(() => {
    document.querySelector('.bar__in .leave').click();
    return { visible: document.documentElement.checkVisibility(), title: document.title.replace(/\s|\u200b/g, '') };
  });
  assert.deepEqual(shown, { visible: false, title: '' });
  await page.done();
});

test('Shift three times goes elsewhere', async () => {
  const page = await site.page();
  await page.visit('de/contact/');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
  await away(page);
  await page.goBack().catch(() => {});
  assert.doesNotMatch(page.url(), /contact/);
  await page.done();
});

test('Shift in the way of ordinary typing does not leave', async () => {
  const page = await site.page();
  await page.visit('en/');
  await page.click('#finder');
  for (const letter of 'USA') await page.keyboard.press(`Shift+${letter}`);
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift');
  await page.keyboard.down('Shift');
  for (let i = 0; i < 5; i++) await page.keyboard.down('Shift');
  await page.keyboard.up('Shift');
  await page.waitForTimeout(300);
  assert.ok(page.url().startsWith(site.origin));
  await page.done();
});

test('three slow presses do not leave', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  await page.evaluate(() => {
    // Presses eleven seconds apart, as the events themselves tell the time.
    for (let i = 1; i < 4; i++) {
      const press = new KeyboardEvent('keydown', { key: 'Shift' });
      Object.defineProperty(press, 'timeStamp', { value: i * 11000 });
      dispatchEvent(press);
    }
  });
  await page.waitForTimeout(300);
  assert.ok(page.url().startsWith(site.origin));
  await page.done();
});

test('a page that the browser kept and shows again leaves again', async () => {
  const elsewhere = [];
  const page = await site.page({ elsewhere });
  await page.visit('en/gb/');
  await page.context().route(url => !url.href.startsWith(site.origin), route => { elsewhere.push(route.request().url()); return route.fulfill({ status: 204 }); }); // the page stays
  await page.evaluate(() => { document.querySelector('.bar__in .leave').click(); });
  await page.waitForTimeout(200);
  const before = elsewhere.length;
  await page.evaluate(() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); });
  await page.waitForTimeout(200);
  assert.ok(before >= 1 && elsewhere.length > before);
  await page.done();
});

test('each page says what leaving does not do, in its own language', async () => {
  const page = await site.page();
  const said = new Set();
  for (const locale of LOCALES) {
    await page.visit(`${locale}/gb/`);
    const note = await page.locator('.bar__in .leave').getAttribute('title');
    assert.ok(note.length > 8);
    assert.ok((await page.locator('.foot').innerText()).includes(note), `/${locale}/gb/: the foot repeats it for those who do not hover`);
    said.add(note);
  }
  assert.equal(said.size, LOCALES.length);
  await page.done();
});

test('Leave stays in reach when the page is scrolled', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const box = await page.locator('.bar__in .leave').boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 120 && box.height >= 40 && box.width >= 44, JSON.stringify(box));
  await page.done();
});

test('paper has no Leave', async () => {
  const page = await site.page();
  await page.visit('en/gb/');
  await page.emulateMedia({ media: 'print' });
  for (const link of await page.locator('.leave').all()) assert.equal(await link.isVisible(), false);
  await page.done();
});
