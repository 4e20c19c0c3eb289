// Runs the Nu validator over every page of the built site. Usage: SITE=folder node validate.mjs
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { FILES, SITE } from './site.mjs';

// What the validator's CSS part does not know yet, though every browser of the site's does: container queries
// (CSS Conditional Rules Module Level 5, in all engines since 2023). An entry that no page needs any more is an error too.
const NOT_KNOWN_YET = new Set([
  'CSS: “container-type”: Property “container-type” doesn\'t exist.',
  'CSS: Unrecognized at-rule “@container”',
]);

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
  const stale = [...NOT_KNOWN_YET].filter(message => !kinds.delete(message));
  for (const message of stale) console.log(`no longer reported, so no longer to be excepted: ${message}`);
  for (const [message, { count, first }] of kinds) console.log(`${count} × ${message}\n    ${first}`);
  console.log(`${FILES.length} pages, ${kinds.size} kinds of error`);
  process.exit(kinds.size + stale.length ? 1 : 0);
});
