// Asks a server with the settings for https: what leads there, what it says, and what it does not say.
// node secure.mjs NAME HOST PLAIN_PORT PORT FOLDER CERTIFICATE [PROOF]: PROOF is a file below .well-known/acme-challenge/ that
// must be served on the plain port.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { decoded, send } from './ask.mjs';

const [name, host, plainPort, port, folder, certificate, proof] = process.argv.slice(2);
const ca = readFileSync(certificate);
const plain = `http://127.0.0.1:${plainPort}`;
const entries = JSON.parse(readFileSync(join(folder, 'manifest.json'))).files;

let asked = 0;
let faults = 0;
function expect(what, found, wanted) {
    const right = wanted instanceof RegExp ? wanted.test(found) : found === wanted;
    if (right) return;
    faults += 1;
    console.error(`  ${name}, https: ${what}: ${found} instead of ${wanted}`);
}

/** Sends these bytes over an encrypted connection for `servername`; resolves to { refused } or { answer }, as latin1. */
function speak(text, servername = host, versions = {}) {
    asked += 1;
    return new Promise((done) => {
        const parts = [];
        let ready = false;
        const socket = tls.connect({ host: '127.0.0.1', port: Number(port), servername, ca, ...versions }, () => {
            ready = true;
            socket.write(text);
        });
        const end = () => { socket.destroy(); done({ answer: Buffer.concat(parts).toString('latin1') }); };
        socket.setTimeout(3_000, end);
        socket.on('data', (part) => parts.push(part));
        socket.on('error', (error) => (ready ? end() : done({ refused: error.code ?? error.message })));
        socket.on('close', end);
    });
}

const request = (path, { method = 'GET', of = host, more = '' } = {}) =>
    `${method} ${path} HTTP/1.1\r\nHost: ${of}\r\n${more}Connection: close\r\n\r\n`;

/** An answer in its parts: { status, headers, body }. */
function parsed(text) {
    const [head, ...rest] = text.split('\r\n\r\n');
    const [first, ...lines] = head.split('\r\n');
    const headers = Object.fromEntries(lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }));
    let body = Buffer.from(rest.join('\r\n\r\n'), 'latin1');
    if (headers['transfer-encoding'] === 'chunked') body = whole(body);
    return { status: Number(first.split(' ')[1]), headers, body };
}
function whole(body) {
    const parts = [];
    for (let at = 0; ;) {
        const end = body.indexOf('\r\n', at);
        const length = parseInt(body.subarray(at, end).toString('latin1'), 16);
        if (!length) return Buffer.concat(parts);
        parts.push(body.subarray(end + 2, end + 2 + length));
        at = end + 2 + length + 2;
    }
}
const fetched = async (path, how) => parsed((await speak(request(path, how))).answer ?? '');

/** Some pages, whole, with the headers that only https has. */
async function pages() {
    for (const path of ['', 'de/', 'de/de/', 'manifest.json', 'no-such-page/']) {
        const answer = await fetched(`/${path}`);
        const missing = path === 'no-such-page/';
        const file = missing ? '404.html' : path.replace(/(^|\/)$/, '$1index.html');
        expect(`/${path}`, answer.status, missing ? 404 : 200);
        expect(`/${path} hsts`, answer.headers['strict-transport-security'], 'max-age=31536000');
        expect(`/${path} policy`, answer.headers['content-security-policy'], /^default-src 'none'; .*frame-ancestors 'none'$/);
        expect(`/${path} server`, answer.headers.server ?? '', /^(?:nginx)?$/);
        if (path === 'manifest.json') continue;
        expect(`/${path} content`, createHash('sha256').update(decoded(answer)).digest('hex'), entries[file].sha256);
    }
    const wished = await fetched('/', { more: 'Accept-Language: de\r\n' });
    expect('a language', `${wished.status} ${wished.headers.location}`, '302 /de/');
}

/** Whoever asks without encryption is led to the same address with it, and nowhere else. */
async function led() {
    for (const path of ['/', '/de/de/?q=1', '/no-such-page', '//elsewhere.example/', '/.well-known/security.txt']) {
        const answer = parsed(await send(plain, request(path)));
        asked += 1;
        expect(`plain ${path}`, answer.status, 301);
        expect(`plain ${path} location`, answer.headers.location, `https://${host}:${port}${path}`);
        expect(`plain ${path} server`, answer.headers.server ?? '', /^(?:nginx)?$/);
    }
    const port_of_its_own = parsed(await send(plain, request('/de/', { of: `${host}:${plainPort}` })));
    expect('plain, with its port', port_of_its_own.headers.location, `https://${host}:${port}/de/`);
    if (!proof) return;
    const at = `/.well-known/acme-challenge/${proof}`;
    const answer = parsed(await send(plain, request(at)));
    expect(at, `${answer.status} ${answer.body}`, `200 the proof`);
    expect('another proof', parsed(await send(plain, request(`${at}-2`))).status, 404);
    expect('above the proofs', parsed(await send(plain, request(`/.well-known/acme-challenge/../../../etc/passwd`))).status, /^(?:301|400)$/);
    asked += 3;
}

/** Nobody learns from a wrong name what runs here. */
async function silent() {
    for (const of of ['another.example', `another.${host}`, '127.0.0.1', 'localhost', `${host}.another.example`]) {
        expect(`plain, for ${of}`, await send(plain, request('/', { of })), '');
        expect(`encrypted, for ${of} by the right name`, (await speak(request('/', { of }))).answer, '');
        asked += 1;
        if (of === '127.0.0.1') continue; // A name for a connection is never a number.
        const { refused } = await speak(request('/', { of }), of);
        expect(`encrypted, by the name ${of}`, refused ?? 'a connection', /ALERT|ECONNRESET|UNRECOGNIZED/);
    }
    expect('plain, without a host', await send(plain, 'GET / HTTP/1.0\r\n\r\n'), '');
    expect('encrypted, without a name', (await speak(request('/'), '')).refused ?? 'a connection', /ALERT|ECONNRESET|UNRECOGNIZED/);
    // A client speaks without encryption to the encrypted port: no page, and no version of the server.
    expect('plain to the encrypted port', await send(`http://127.0.0.1:${port}`, request('/')), /^(?:$|HTTP\/1\.[01] 400 (?!.*\d\.\d+\.\d))/s);
    const old = await speak(request('/'), host, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect('TLS 1.1', old.refused ?? 'a connection', /ALERT|PROTOCOL|ECONNRESET/);
    asked += 2;
}

async function odd() {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'ODD']) {
        const answer = await fetched('/de/de/', { method, more: 'Content-Length: 0\r\n' });
        expect(method, `${answer.status}, ${answer.headers.allow}`, '405, GET, HEAD');
    }
    for (const path of ['/%00', '/de/%00.html', '/index.html%00.txt']) expect(path, (await fetched(path)).status, 400);
    expect('a page', (await fetched('/de/')).headers.allow, undefined);
}

async function ready() {
    for (let rounds = 0; rounds < 100; rounds += 1) {
        if (parsed((await speak(request('/index.html'))).answer ?? '').status === 200) return;
        await new Promise((done) => { setTimeout(done, 100); });
    }
    const { refused } = await speak(request('/index.html'));
    throw new Error(`${name} does not answer with encryption: ${refused}`);
}

await ready();
asked = 1;
await pages();
await led();
await silent();
await odd();
console.log(`${name}, https: ${asked} requests, ${faults} wrong`);
process.exit(faults === 0 ? 0 : 1);
