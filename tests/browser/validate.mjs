// Runs the Nu validator over every page of the built site. Usage: SITE=folder node validate.mjs
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { FILES, SITE } from './site.mjs';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const validator = spawn('java', ['-Xss4m', '-jar', jar, '--errors-only', '--skip-non-html', '--format', 'json', SITE], { stdio: ['ignore', 'inherit', 'pipe'] });
let report = '';
validator.stderr.on('data', data => { report += data; });
validator.on('error', fault => { console.error(`java: ${fault.message}`); process.exit(3); });
validator.on('close', () => {
  let messages;
  try {
    ({ messages } = JSON.parse(report));
  } catch {
    console.error(report);
    process.exit(3);
  }
  const kinds = new Map();
  for (const { message, url, lastLine, extract } of messages) {
    const kind = kinds.get(message) ?? { count: 0, first: `${url.split(SITE).pop()}:${lastLine}: ${extract?.trim()}` };
    kind.count += 1;
    kinds.set(message, kind);
  }
  for (const [message, { count, first }] of kinds) console.log(`${count} × ${message}\n    ${first}`);
  console.log(`${FILES.length} pages, ${messages.length} errors`);
  process.exit(messages.length ? 1 : 0);
});
