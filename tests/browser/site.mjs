// What the tests share: the built site on a loopback server, one browser, and the list of its pages.
import { createServer } from 'node:http';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The folder that holds the built site. */
export const SITE = resolve(here, process.env.SITE ?? '../../public');
if (!existsSync(join(SITE, 'index.html'))) throw new Error(`no site in ${SITE}: build it first, or name its folder in SITE`);

/** Debian's Chromium; its shell without windows, where it is installed, takes half the time. */
const BROWSER = process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(path => existsSync(path));

/** A phone of the kind the first reader holds, and a desk. */
export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1280, height: 900 };

/** A moment when most helplines are open: Tuesday 24 November 2026, 10:30 in Berlin. */
export const WORKDAY = new Date('2026-11-24T09:30:00Z');

export const read = path => readFileSync(join(SITE, path), 'utf8');

/** The locales of the site. */
export const LOCALES = readdirSync(SITE, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(join(SITE, entry.name, 'index.html')))
  .map(entry => entry.name)
  .filter(name => new RegExp(`<html lang="${name}"`).test(read(`${name}/index.html`)))
  .sort();

/** Every HTML file of the site, as a path from its root. */
export const FILES = (function walk(folder = '') {
  return readdirSync(join(SITE, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? walk(path) : path.endsWith('.html') ? [path] : [];
  });
})();

const places = [...read(`${LOCALES[0]}/index.html`).replace(/[^]*?class="places"/, '').matchAll(/<li[^>]*><a( class="own")? href="[^"]*\/([a-z]{2})\/"/g)];
/** Codes of the countries that have a service of their own, and of those that have none. */
export const OWN = places.filter(match => match[1]).map(match => match[2]).sort();
export const OTHERS = places.filter(match => !match[1]).map(match => match[2]).sort();
export const COUNTRIES = new Set([...OWN, ...OTHERS]);

/** One page of every kind. */
export const KINDS = ['', 'gb/', 'be/', 'de/', 'nz/', 'jp/', 'ae/', 'contact/', 'secondary/', 'danger/', 'coverage/', 'anywhere/', 'data/', '404.html'];
/** Those pages in every locale, and the choice of a language. */
export const PAGES = ['', ...LOCALES.flatMap(locale => KINDS.map(kind => `${locale}/${kind}`))]
  .filter(path => existsSync(join(SITE, path.endsWith('.html') ? path : `${path}index.html`)));

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8' };

/** Serves the site as a plain host does, to this machine only. */
function serve() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = resolve(join(SITE, path));
    if (file !== SITE && !file.startsWith(SITE + sep)) return response.writeHead(403).end();
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    let status = 200;
    if (!existsSync(file)) {
      const local = join(SITE, path.split('/')[1] ?? '', '404.html');
      [status, file] = [404, existsSync(local) ? local : join(SITE, '404.html')];
    }
    response.writeHead(status, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

/** Opens the site in a browser. Nothing but the site can be reached; `contexts` take Playwright's options. */
export async function open() {
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return {
    origin,
    browser,
    /** A page; `elsewhere` collects the addresses of other origins that it asked for. Each gets an empty page. */
    async page({ now, elsewhere = [], ...options } = {}) {
      const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/London', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await context.route(url => !url.href.startsWith(origin), route => {
        elsewhere.push(route.request().url());
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title><p>Elsewhere' });
      });
      if (now) await page.clock.setFixedTime(now);
      page.visit = path => page.goto(origin + path);
      page.done = () => context.close();
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}

/** Calls `work` with each item; as many at a time as there are processors. `hands` are made once each by `make`. */
export async function share(items, make, work, hands = availableParallelism()) {
  const queue = [...items];
  await Promise.all(Array.from({ length: hands }, async () => {
    const tool = await make();
    for (let item; (item = queue.shift()) !== undefined;) await work(tool, item);
    await tool?.done?.();
  }));
}

/** A list of faults as the message of a failed test: all of them, or the first forty. */
export const told = faults => `${faults.length} faults\n${faults.slice(0, 40).join('\n')}`;
