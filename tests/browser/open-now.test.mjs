// “Open now” is reckoned on the service's own clock, and never wrongly said.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { LOCALES, SITE, WORKDAY, open, read } from './site.mjs';

let site, page;
before(async () => { site = await open(); page = await site.page(); });
after(() => site.close());

const script = read(readdirSync(SITE).find(name => /^app\..*js$/.test(name)));
const WEEKDAYS = (from, to) => [1, 2, 3, 4, 5].map(day => [day, from, to]);
const DAILY = (from, to) => [1, 2, 3, 4, 5, 6, 7].map(day => [day, from, to]);
const TEXTS = { open: 'OPEN until TIME', opens: 'SHUT until DAY TIME', 'opens-today': 'SHUT until today TIME', holiday: 'HOLIDAY', always: 'OPEN always' };

/** What the script says about hours at a moment, read anywhere on earth. */
async function said(now, hours, { zone = 'Europe/London', holidays = '', reader = page, ...more } = {}) {
  await reader.clock.setFixedTime(new Date(now));
  await reader.goto('about:blank');
  const data = { hours: JSON.stringify(hours), tz: zone, holidays, ...TEXTS, ...more };
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${value}"`).join(' ');
  await reader.setContent(`<!doctype html><html lang="en"><div ${attributes}><p class="hours__now"></p><p>printed</p></div><script>${script}</script>`);
  return reader.locator('.hours__now').textContent();
}

const cases = {
  'within one day': [
    ['2026-11-23T08:59:59Z', WEEKDAYS(540, 1020), 'SHUT until today 09:00'],
    ['2026-11-23T09:00:00Z', WEEKDAYS(540, 1020), 'OPEN until 17:00'],
    ['2026-11-23T16:59:59Z', WEEKDAYS(540, 1020), 'OPEN until 17:00'],
    ['2026-11-23T17:00:00Z', WEEKDAYS(540, 1020), 'SHUT until Tuesday 09:00'],
    ['2026-11-27T17:00:00Z', WEEKDAYS(540, 1020), 'SHUT until Monday 09:00'],
  ],
  'with a break at noon': [
    ['2026-11-23T12:30:00Z', [[1, 540, 720], [1, 780, 1020]], 'SHUT until today 13:00'],
    ['2026-11-23T13:00:00Z', [[1, 540, 720], [1, 780, 1020]], 'OPEN until 17:00'],
  ],
  'around midnight': [
    ['2026-11-27T23:59:00Z', [[5, 1320, 1560]], 'OPEN until 02:00'],
    ['2026-11-28T00:00:00Z', [[5, 1320, 1560]], 'OPEN until 02:00'],
    ['2026-11-28T01:59:00Z', [[5, 1320, 1560]], 'OPEN until 02:00'],
    ['2026-11-28T02:00:00Z', [[5, 1320, 1560]], 'SHUT until Friday 22:00'],
    ['2026-11-27T01:00:00Z', [[5, 1320, 1560]], 'SHUT until today 22:00'],
    ['2026-11-29T00:30:00Z', [[7, 0, 60], [6, 1380, 1440]], 'OPEN until 01:00'],
    ['2026-11-30T00:30:00Z', [[7, 1380, 1500]], 'OPEN until 01:00'],
    ['2026-11-23T23:59:00Z', DAILY(0, 1440), 'OPEN always'],
    ['2026-11-23T00:00:00Z', DAILY(0, 1440), 'OPEN always'],
  ],
};
for (const [when, list] of Object.entries(cases)) {
  describe(when, () => {
    for (const [now, hours, text] of list) {
      test(`${now}: ${text}`, async () => assert.equal(await said(now, hours), text));
    }
  });
}

describe('across daylight saving in Europe/London', () => {
  // Clocks go forward on 29 March 2026 at 01:00 UTC, and back on 25 October 2026 at 01:00 UTC.
  for (const [now, hours, text] of [
    ['2026-03-27T08:30:00Z', DAILY(540, 600), 'SHUT until today 09:00'],
    ['2026-03-29T08:30:00Z', DAILY(540, 600), 'OPEN until 10:00'],
    ['2026-03-29T00:59:00Z', [[7, 30, 60], [7, 120, 180]], 'OPEN until 01:00'],
    ['2026-03-29T01:00:00Z', [[7, 30, 60], [7, 120, 180]], 'OPEN until 03:00'],
    ['2026-03-29T00:30:00Z', [[6, 1380, 1530]], 'OPEN until 01:30'],
    ['2026-03-29T01:00:00Z', [[6, 1380, 1530]], 'SHUT until Saturday 23:00'],
    ['2026-10-25T00:30:00Z', [[7, 60, 120]], 'OPEN until 02:00'],
    ['2026-10-25T01:30:00Z', [[7, 60, 120]], 'OPEN until 02:00'],
    ['2026-10-25T02:00:00Z', [[7, 60, 120]], 'SHUT until Sunday, November 1 01:00'],
    ['2026-10-25T08:30:00Z', DAILY(540, 600), 'SHUT until today 09:00'],
    ['2026-10-25T09:30:00Z', DAILY(540, 600), 'OPEN until 10:00'],
  ]) test(`${now}: ${text}`, async () => assert.equal(await said(now, hours), text));
});

describe('across daylight saving in Pacific/Auckland', () => {
  // Clocks go forward on 27 September 2026 at 02:00, and back on 5 April 2026 at 03:00 local time.
  for (const [now, hours, text] of [
    ['2026-09-25T20:30:00Z', DAILY(540, 600), 'SHUT until today 09:00'],
    ['2026-09-26T20:30:00Z', DAILY(540, 600), 'OPEN until 10:00'],
    ['2026-04-03T20:30:00Z', DAILY(540, 600), 'OPEN until 10:00'],
    ['2026-04-04T20:30:00Z', DAILY(540, 600), 'SHUT until today 09:00'],
    ['2026-04-04T21:30:00Z', DAILY(540, 600), 'OPEN until 10:00'],
    ['2026-11-22T11:30:00Z', WEEKDAYS(0, 60), 'OPEN until 01:00'],
  ]) test(`${now}: ${text}`, async () => assert.equal(await said(now, hours, { zone: 'Pacific/Auckland' }), text));
});

describe('on and around a public holiday', () => {
  const holidays = '2026-12-25 2026-12-28';
  for (const [now, hours, text] of [
    ['2026-12-25T10:00:00Z', WEEKDAYS(540, 1020), 'HOLIDAY'],
    ['2026-12-25T00:00:00Z', DAILY(0, 1439), 'HOLIDAY'],
    ['2026-12-25T00:00:00Z', DAILY(0, 1440), 'OPEN always'],
    ['2026-12-25T23:59:00Z', WEEKDAYS(540, 1020), 'HOLIDAY'],
    ['2026-12-24T16:00:00Z', WEEKDAYS(540, 1020), 'OPEN until 17:00'],
    ['2026-12-24T18:00:00Z', WEEKDAYS(540, 1020), 'SHUT until Tuesday 29 December 09:00'],
    ['2026-12-24T23:00:00Z', DAILY(1320, 1560), 'HOLIDAY'],
    ['2026-12-26T01:00:00Z', DAILY(1320, 1560), 'HOLIDAY'],
    ['2026-12-26T10:00:00Z', WEEKDAYS(540, 1020), 'SHUT until Tuesday 09:00'],
  ]) {
    test(`${now}: ${text}`, async () => {
      const found = await said(now, hours, { holidays });
      // Within six days the name of the day is enough.
      assert.equal(found, text.replace('Tuesday 29 December', 'Tuesday'));
    });
  }
  test('day and night, but closed on holidays', async () => {
    for (const [now, text] of [['2026-12-25T10:00:00Z', 'CLOSED'], ['2026-12-24T10:00:00Z', 'OPEN until 00:00']]) {
      assert.equal(await said(now, DAILY(0, 1440), { holidays, closed: 'CLOSED' }), text);
    }
  });
  test('the holiday is one of the service’s own date, not of the reader’s', async () => {
    assert.equal(await said('2026-12-24T12:00:00Z', DAILY(0, 1439), { zone: 'Pacific/Auckland', holidays: '2026-12-25' }), 'HOLIDAY');
    assert.match(await said('2026-12-25T12:00:00Z', DAILY(0, 1439), { zone: 'Pacific/Auckland', holidays: '2026-12-25' }), /^OPEN/);
  });
});

test('it does not matter where the reader is', async () => {
  for (const timezoneId of ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const reader = await site.page({ timezoneId });
    assert.equal(await said('2026-11-23T20:30:00Z', WEEKDAYS(540, 1260), { reader }), 'OPEN until 21:00');
    assert.equal(await said('2026-11-23T21:00:00Z', WEEKDAYS(540, 1260), { reader }), 'SHUT until Tuesday 09:00');
    await reader.done();
  }
});

test('of a zone that the browser does not know, nothing is said', async () => {
  assert.equal(await said('2026-11-23T10:00:00Z', DAILY(540, 1020), { zone: 'Mars/Olympus' }), '');
});

test('no minute of a year is called open that is not', async () => {
  // Every seventh minute of 2027 against hours reckoned another way: the formatted wall clock itself.
  const wrong = await page.evaluate(async script => {
    const faults = [];
    const formats = new Map();
    for (const zone of ['Europe/London', 'Pacific/Auckland']) {
      formats.set(zone, new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
    }
    const spans = [[1, 540, 1260], [2, 540, 1260], [5, 1320, 1560], [7, 0, 90]];
    const days = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };
    document.body.innerHTML = [...formats.keys()].map(zone => `<div data-hours="${JSON.stringify(spans)}" data-tz="${zone}" data-open="OPEN TIME" data-opens="SHUT" data-opens-today="SHUT" data-holiday="H" data-always="A"><p class="hours__now"></p></div>`).join('');
    const real = Date.now;
    let now = Date.UTC(2027, 0, 1);
    Date.now = () => now;
    (0, eval)(script);
    let opened = 0;
    for (const end = Date.UTC(2028, 0, 1); now < end; now += 37 * 6e4) {
      document.dispatchEvent(new Event('visibilitychange'));
      for (const box of document.querySelectorAll('[data-hours]')) {
        const parts = Object.fromEntries(formats.get(box.dataset.tz).formatToParts(now).map(part => [part.type, part.value]));
        const minute = +parts.hour * 60 + +parts.minute, day = days[parts.weekday];
        const right = spans.some(([on, from, to]) => (on === day && minute >= from && minute < to) || (on % 7 + 1 === day && minute + 1440 >= from && minute + 1440 < to));
        const says = box.firstChild.textContent.startsWith('OPEN');
        opened += says;
        if (says !== right) faults.push(`${new Date(now).toISOString()} ${box.dataset.tz}`);
      }
    }
    Date.now = real;
    return { faults: faults.slice(0, 5), opened };
  }, script);
  assert.deepEqual(wrong.faults, []);
  assert.ok(wrong.opened > 1000);
});

describe('on the pages themselves', () => {
  test('no placeholder is left, in any language, open or closed', async () => {
    const reader = await site.page();
    for (const locale of LOCALES) {
      for (const now of [WORKDAY, '2026-11-28T22:00:00Z', '2026-11-24T05:00:00Z', '2026-12-25T12:00:00Z']) {
        await reader.clock.setFixedTime(new Date(now));
        await reader.visit(`${locale}/gb/`);
        const text = await reader.locator('.hours__now').first().textContent();
        assert.ok(text.length > 4, `/${locale}/gb/ at ${now}: nothing said`);
        assert.doesNotMatch(text, /TIME|DAY|COUNT|[{}]|undefined|NaN/, `/${locale}/gb/`);
      }
    }
    await reader.done();
  });

  test('the sentence changes when the hour comes, without a new visit', async () => {
    const reader = await site.page();
    await reader.clock.install({ time: new Date('2026-11-24T20:59:30Z') });
    await reader.visit('en/gb/');
    const text = () => reader.locator('.hours__now').first().textContent();
    assert.match(await text(), /^Open now, until 21:00/);
    await reader.clock.runFor(31_000);
    assert.match(await text(), /^Closed now. Opens Wednesday at 09:00/);
    await reader.done();
  });

  test('it says so when a service is open, and the lamp is lit only then', async () => {
    const reader = await site.page({ now: new Date('2026-11-24T10:00:00Z') });
    await reader.visit('en/gb/');
    const lamp = () => reader.locator('.hours__now span').first().evaluate(span => getComputedStyle(span).backgroundColor);
    const paper = 'rgba(0, 0, 0, 0)';
    assert.notEqual(await lamp(), paper);
    await reader.clock.setFixedTime(new Date('2026-11-24T23:00:00Z'));
    await reader.visit('en/gb/');
    assert.equal(await lamp(), paper);
    await reader.done();
  });
});
