// One request, written out by hand: nothing is decoded, followed or tidied up on the way.
import http from 'node:http';
import net from 'node:net';
import zlib from 'node:zlib';

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

/** Asks for a path exactly as written, and resolves to { status, headers, body }. */
export function ask(origin, path, headers = {}, method = 'GET') {
    const { hostname, port } = new URL(origin);
    return new Promise((done, failed) => {
        const request = http.request({ agent, hostname, port, path, method, headers, timeout: 10_000 }, (answer) => {
            const parts = [];
            answer.on('data', (part) => parts.push(part));
            answer.on('error', failed);
            answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
        });
        request.on('timeout', () => request.destroy(new Error(`no answer for ${path}`)));
        request.on('error', failed);
        request.end();
    });
}

/** Sends these very bytes, and resolves to everything that comes back before the server closes or a second has gone by. */
export function send(origin, text) {
    const { hostname, port } = new URL(origin);
    return new Promise((done) => {
        const parts = [];
        const socket = net.connect(Number(port), hostname, () => socket.write(text));
        const end = () => { socket.destroy(); done(Buffer.concat(parts).toString('latin1')); };
        socket.setTimeout(1_000, end);
        socket.on('data', (part) => parts.push(part));
        socket.on('error', end);
        socket.on('close', end);
    });
}

/** The plain bytes of an answer. */
export function decoded({ headers, body }) {
    switch (headers['content-encoding']) {
        case undefined: return body;
        case 'gzip': return zlib.gunzipSync(body);
        case 'br': return zlib.brotliDecompressSync(body);
        default: throw new Error(`an encoding that nobody asked for: ${headers['content-encoding']}`);
    }
}
