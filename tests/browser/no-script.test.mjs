// With scripts off every function is still there.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { LOCALES, OWN, open, share } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(() => site.close());
const page = options => site.page({ javaScriptEnabled: false, ...options });

test('a language is chosen, then a country, then a number can be dialled', async () => {
  const visitor = await page();
  await visitor.visit('');
  await visitor.click('.chooser a[lang=de]');
  await visitor.click('.places a[href$="/de/gb/"]');
  assert.equal(new URL(visitor.url()).pathname, '/de/gb/');
  assert.match(await visitor.locator('.action--first').getAttribute('href'), /^tel:\+?\d+$/);
  await visitor.done();
});

test('no field waits for input that nothing would read', async () => {
  const visitor = await page();
  for (const locale of LOCALES) {
    await visitor.visit(`${locale}/`);
    assert.equal(await visitor.locator('input, select, textarea, button, form').count(), 0);
    assert.ok(await visitor.locator('.places a').count() > 240);
    assert.equal(await visitor.locator('.places a.own').count(), OWN.length);
  }
  await visitor.done();
});

test('the menu of languages opens and leads to the same page', async () => {
  const visitor = await page();
  await visitor.visit('en/gb/');
  await visitor.click('details.langs > summary');
  await visitor.click('.langs__list a[hreflang=ar]');
  assert.equal(new URL(visitor.url()).pathname, '/ar/gb/');
  assert.equal(await visitor.locator('html').getAttribute('dir'), 'rtl');
  await visitor.done();
});

test('Leave is a plain link to a harmless page', async () => {
  const elsewhere = [];
  const visitor = await page({ elsewhere });
  for (const locale of LOCALES) {
    await visitor.visit(`${locale}/gb/`);
    const link = visitor.locator('.bar__in .leave');
    assert.ok(await link.isVisible());
    assert.match(await link.getAttribute('rel'), /noreferrer/);
    await link.click();
    await visitor.waitForURL(url => !url.href.startsWith(site.origin));
  }
  assert.equal(elsewhere.length, LOCALES.length);
  await visitor.done();
});

test('where a service names its hours, they stand as a sentence and as a table of seven days', async () => {
  let tables = 0;
  await share(LOCALES.flatMap(locale => OWN.map(code => `${locale}/${code}/`)), page, async (visitor, path) => {
    await visitor.visit(path);
    const found = await visitor.$$eval('.service:not(.service--brief)', services => services.map(service => ({
      timed: !!service.querySelector('.contact .hours'),
      always: /\[\[1,0,1440\].*\[7,0,1440\]\]/.test(service.querySelector('.contact .hours')?.dataset.hours ?? ''),
      sentence: [...service.querySelectorAll('.hours')].every(hours => hours.innerText.trim().length > 4),
      days: service.querySelectorAll('.week tbody tr').length,
      headed: service.querySelectorAll('.week th[scope=row]').length,
    })));
    for (const service of found.filter(service => service.timed)) {
      assert.ok(service.sentence, `/${path}: no sentence`);
      if (service.always || !service.days) continue;
      assert.deepEqual([service.days, service.headed], [7, 7], `/${path}`);
      tables += 1;
    }
  });
  assert.ok(tables >= LOCALES.length, `${tables} tables`);
});

test('no line is kept free for what only a script would say', async () => {
  const visitor = await page();
  await visitor.visit('en/gb/');
  assert.equal(await visitor.locator('.hours__now').first().isVisible(), false);
  await visitor.done();
});
