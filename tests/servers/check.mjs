// Asks a server for every address of a site, and for what it must not answer.
// node check.mjs NAME ADDRESS FOLDER ENCODINGS: the encodings that stand compressed beside the files and must be served.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, decoded, send } from './ask.mjs';

const [name, address, folder, encodingList] = process.argv.slice(2);
const origin = new URL(address).origin;
const root = new URL(address).pathname;
const host = new URL(address).host;
const served = encodingList.split(',').filter(Boolean);
const started = Date.now();

const TYPES = {
    html: 'text/html; charset=utf-8',
    css: 'text/css; charset=utf-8',
    js: 'text/javascript; charset=utf-8',
    svg: 'image/svg+xml',
    xml: /^(?:application|text)\/xml(?:; charset=utf-8)?$/,
    txt: 'text/plain; charset=utf-8',
    json: /^application\/json(?:; charset=utf-8)?$/,
    csv: 'text/csv; charset=utf-8',
};
const SUFFIX = { br: '.br', gzip: '.gz' };
const PAGE_CACHE = 'public, max-age=300, must-revalidate';
const FOR_EVER = 'public, max-age=31536000, immutable';
const SAFE = {
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
};

let faults = 0;
let asked = 0;
function fault(what, found) {
    faults += 1;
    if (faults <= 30) console.error(`  ${name}: ${what}: ${found}`);
}
function expect(what, found, wanted) {
    const right = wanted instanceof RegExp ? wanted.test(found) : found === wanted;
    if (!right) fault(what, `${found} instead of ${wanted}`);
}

const file = (path) => readFileSync(join(folder, path));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const entries = JSON.parse(file('manifest.json')).files;
const plain = Object.keys(entries).filter((path) => !/\.(?:br|gz)$/.test(path));
const locales = plain.map((path) => /^([^/]+)\/404\.html$/.exec(path)?.[1]).filter(Boolean);
const own = /http-equiv="?Content-Security-Policy"? content="([^"]+)"/.exec(file('index.html').toString())[1];
// The hashes of styles are left to each page.
const policy = own.replace(/style-src [^;]+/, "style-src 'unsafe-inline'");

/** The headers that every answer with a file carries. */
function headers(what, { headers: found }, cache) {
    for (const [header, value] of Object.entries(SAFE)) expect(`${what} ${header}`, found[header], value);
    expect(`${what} policy`, found['content-security-policy'], `${policy}; frame-ancestors 'none'`);
    expect(`${what} permissions`, found['permissions-policy'] ?? '', /camera=\(\), .*geolocation=\(\)/);
    expect(`${what} cache-control`, found['cache-control'], cache);
    expect(`${what} hsts`, found['strict-transport-security'], undefined);
    expect(`${what} cookies`, found['set-cookie'], undefined);
    expect(`${what} server`, found.server ?? '', /^(?:nginx)?$/);
}

/** The type and the language of a file. */
function kind(what, path, answer) {
    expect(`${what} type`, (answer.headers['content-type'] ?? '').toLowerCase().replace('/xml; ', '/xml; '), type(path));
    if (path.endsWith('.html')) {
        const locale = path.split('/')[0];
        const lang = /<html[^>]* lang="?([A-Za-z0-9-]+)/.exec(decoded(answer).toString())?.[1] ?? '';
        if (locales.includes(locale)) expect(`${what} language`, lang.toLowerCase(), locale.toLowerCase());
    }
}
function type(path) {
    const known = TYPES[path.split('.').pop()];
    if (!known) throw new Error(`which type has ${path}?`);
    return path.endsWith('.svg') ? /^image\/svg\+xml(?:; charset=utf-8)?$/ : known;
}

async function each(items, work, at_once = 8) {
    const rest = [...items];
    await Promise.all(Array.from({ length: at_once }, async () => {
        for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
    }));
}

/** Every file, in every encoding: the right one, whole. */
async function everyFile(path) {
    const at = root + path.replace(/(^|\/)index\.html$/, '$1');
    for (const encoding of ['identity', 'gzip', 'br', 'br;q=1.0, gzip;q=0.8, *;q=0.1']) {
        const what = `${at} (${encoding})`;
        const answer = await ask(origin, at, { 'Accept-Encoding': encoding });
        asked += 1;
        if (answer.status !== 200) { fault(what, answer.status); continue; }
        const hash = path === 'manifest.json' ? sha256(file(path)) : entries[path].sha256;
        expect(`${what} content`, sha256(decoded(answer)), hash);
        kind(what, path, answer);
        headers(what, answer, /^app\.[0-9a-f]+\.js$/.test(path) ? FOR_EVER : PAGE_CACHE);
        const got = answer.headers['content-encoding'];
        if (encoding === 'identity') expect(`${what} encoding`, got, undefined);
        const wanted = served.find((one) => encoding.startsWith(one) && existsSync(join(folder, path + SUFFIX[one])));
        if (wanted) {
            expect(`${what} encoding`, got, wanted);
            // As small as it was made, not compressed while the visitor waits.
            if (!answer.body.equals(file(path + SUFFIX[wanted]))) fault(what, 'not the file that was compressed ahead');
            expect(`${what} vary`, answer.headers.vary ?? '', /accept-encoding/i);
        }
        const negotiated = /accept-language/i.test(answer.headers.vary ?? '');
        expect(`${what} depends on the language`, negotiated, at === root);
    }
}

/** A page that is not there, in the language of its place. */
async function missing() {
    // A folder without a page of its own is not there either.
    const folders = ['data/', '.well-known/'].filter((path) => existsSync(join(folder, path)));
    for (const path of folders) expect(path, (await ask(origin, root + path)).status, 404);
    const places = [...locales.map((locale) => [`${locale}/`, `${locale}/404.html`]), ['', '404.html']];
    for (const [place, page] of places) {
        for (const rest of ['no-such-page/', 'no-such-page', 'de/no/such/page.html', 'no-such-page/?q=1', 'de/data/']) {
            if (place === '' && rest.startsWith('de/')) continue;
            for (const encoding of ['identity', 'gzip', 'br']) {
                const what = `${root}${place}${rest} (${encoding})`;
                const answer = await ask(origin, root + place + rest, { 'Accept-Encoding': encoding });
                asked += 1;
                expect(what, answer.status, 404);
                expect(`${what} content`, sha256(decoded(answer)), entries[page].sha256);
                kind(what, page, answer);
                headers(what, answer, PAGE_CACHE);
            }
        }
    }
}

/** Only the root asks for the language, and every other address is what it says. */
async function languages() {
    const wishes = [
        ['de-AT', 'de'], ['de-at,de;q=0.9,en;q=0.8', 'de'], ['ar', 'ar'], ['ar, fr;q=0.9, en;q=0.8', 'ar'], ['fr,en', 'fr'],
        ['zz, fr;q=0.5', 'fr'], ['fr;q=0.8, en;q=0.9', 'en'], ['en;q=0, de;q=0.3', 'de'], ['DE', 'de'], ['en-GB,en', 'en'],
        ['ja;q=1.0, en;q=0.5', 'ja'], ['es-419,es;q=0.9', 'es'], ['de;q=0.05', 'de'],
        [undefined, null], ['', null], ['zz', null], ['*', null], ['de;q=0', null], ['den', null], ['x-de', null],
        ['\\"; }', null], ['de/../../x', null], [`${'a'.repeat(2000)}`, null], ['zz,'.repeat(500), null],
    ];
    for (const [wish, locale] of wishes) {
        const what = `Accept-Language: ${String(wish).slice(0, 40)}`;
        const asks = wish === undefined ? {} : { 'Accept-Language': wish };
        const answer = await ask(origin, root, asks);
        asked += 1;
        expect(`${what}: vary`, answer.headers.vary ?? '', /accept-language/i);
        if (locale === null || !locales.includes(locale)) {
            expect(what, answer.status, 200);
            expect(`${what}: content`, sha256(decoded(answer)), entries['index.html'].sha256);
        } else {
            expect(what, answer.status, 302);
            expect(`${what}: location`, at(answer), `${root}${locale}/`);
        }
        for (const path of ['index.html', 'en/', 'ar/', 'en/contact/']) {
            const fixed = await ask(origin, root + path, asks);
            asked += 1;
            const content = entries[path.endsWith('/') ? `${path}index.html` : path].sha256;
            const again = fixed.status === 200 ? sha256(decoded(fixed)) : `${fixed.status} ${fixed.headers.location}`;
            expect(`${what}: ${path}`, again, content);
        }
    }
}

/** Where a redirect leads, from the root of the host. */
function at({ headers: { location } }) {
    if (!location) return location;
    const to = new URL(location, address);
    return to.origin === origin ? to.pathname + to.search : location;
}

async function redirects() {
    for (const [from, to] of [['en/an-old-name/', 'en/contact/'], ['old-leaflet.html', 'de/de/']]) {
        const answer = await ask(origin, root + from);
        expect(from, answer.status, 301);
        expect(`${from} location`, at(answer), root + to);
    }
    for (const path of ['de', 'de/de']) {
        const answer = await ask(origin, root + path);
        expect(path, answer.status, /^30[128]$/);
        expect(`${path} location`, at(answer), `${root}${path}/`);
    }
    asked += 4;
}

async function again() {
    const first = await ask(origin, `${root}de/de/`);
    const second = await ask(origin, `${root}de/de/`, { 'If-None-Match': first.headers.etag ?? '' });
    expect('the same page again', second.status, 304);
    expect('the same page again: length', second.body.length, 0);
    const head = await ask(origin, `${root}de/de/`, {}, 'HEAD');
    expect('HEAD', head.status, 200);
    expect('HEAD length', head.body.length, 0);
    expect('HEAD type', head.headers['content-type'].toLowerCase(), TYPES.html);
    asked += 3;
}

/** What nobody may get: pages under another name, files outside of the site, anything by an odd method. */
async function nothing() {
    const silent = [
        ['another host', `GET ${root} HTTP/1.1\r\nHost: another.example\r\n\r\n`],
        ['another host by its whole address', `GET http://another.example${root} HTTP/1.1\r\nHost: another.example\r\n\r\n`],
        ['another name of this machine', `GET ${root} HTTP/1.1\r\nHost: localhost:${host.split(':')[1]}\r\n\r\n`],
        ['no host', `GET ${root} HTTP/1.0\r\n\r\n`],
    ];
    for (const [what, request] of silent) expect(what, await send(origin, request), '');
    for (const request of ['GET /\r\n\r\n', `GET ${root} HTTP/1.1\r\n\r\n`, '\u0016\u0003\u0001\u0000\u0000\r\n\r\n']) {
        expect(JSON.stringify(request), await send(origin, request), /^(?:$|HTTP\/1\.[01] 400 |<html>\r\n<head><title>400)/);
    }
    const outside = [
        '../../../../../../etc/passwd', '..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd', '%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
        'de/../../../../../../../etc/passwd', '..\\..\\..\\..\\etc\\passwd', '..%5c..%5cetc%5cpasswd', '/etc/passwd',
        '../site.nginx.conf', '../site.Caddyfile', '..%2fsite.nginx.conf', '%2e%2e/site.Caddyfile', '../below/index.html',
        '%00', 'index.html%00.txt', 'de/%c0%ae%c0%ae/', '.git/config', '.cache/', '.site.lock', 'de/../../site.nginx.conf',
        'data/', `${'a/'.repeat(3000)}`, 'a'.repeat(300), `de/${'%C3%A9'.repeat(300)}/`,
    ];
    for (const path of outside) {
        const answer = await send(origin, `GET ${root}${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
        expect(path.slice(0, 60), answer.split('\r\n')[0], path.includes('%00') ? /^HTTP\/1\.1 400 / : /^(?:HTTP\/1\.1 4.*)?$/);
        if (/root:.*:0:0|server_name|support_headers/.test(answer)) fault(path, 'came out');
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'MKCOL', 'ODD', 'get']) {
        const request = `${method} ${root}de/de/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
        const answer = await send(origin, request);
        expect(method, answer.split('\r\n')[0], /^HTTP\/1\.1 (?:400|405|501) /);
        if (/<main|<!doctype/i.test(answer)) fault(method, 'a page came back');
        if (/^HTTP\/1\.1 405 /.test(answer)) expect(`${method}: allow`, /^allow: (.*)\r$/im.exec(answer)?.[1], 'GET, HEAD');
    }
    asked += silent.length + outside.length + 14;
}

async function ready() {
    for (let rounds = 0; rounds < 100; rounds += 1) {
        try {
            return await ask(origin, `${root}index.html`);
        } catch {
            await new Promise((done) => { setTimeout(done, 100); });
        }
    }
    throw new Error(`${name} does not answer at ${address}`);
}

await ready();
await each([...plain, 'manifest.json'], everyFile);
await missing();
await languages();
await redirects();
await again();
await nothing();
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(`${name}: ${plain.length + 1} addresses in ${locales.length} locales, ${asked} requests, ${faults} wrong, ${seconds} s`);
process.exit(faults === 0 ? 0 : 1);
