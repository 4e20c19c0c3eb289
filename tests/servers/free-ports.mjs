// Prints as many free ports of this machine as were asked for.
import net from 'node:net';

const servers = Array.from({ length: Number(process.argv[2]) }, () => net.createServer());
const listening = servers.map((server) => new Promise((done) => server.listen(0, '127.0.0.1', done)));
await Promise.all(listening);
console.log(servers.map((server) => server.address().port).join(' '));
servers.forEach((server) => server.close());
