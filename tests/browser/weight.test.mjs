// A page comes in one round trip, even at the edge of a network.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { COUNTRIES, FILES, SITE, told } from './site.mjs';

const brotli = promisify(brotliCompress);
const weigh = async (bytes, quality) => (await brotli(bytes, { params: {
  [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
} })).length;
const bytes = path => readFileSync(join(SITE, path));
const isCountry = path => COUNTRIES.has(path.split('/')[1]);

/** The heaviest pages at the best quality: a quick look at all of them, then a careful one at those near the top. */
async function heaviest(paths, limit) {
  const quick = [];
  for (const path of paths) quick.push([path, await weigh(bytes(path), 4)]);
  quick.sort((a, b) => b[1] - a[1]);
  const near = quick.filter(([, weight], i) => i < 24 || weight > limit);
  const careful = await Promise.all(near.map(async ([path]) => [path, await weigh(bytes(path), 11)]));
  return careful.sort((a, b) => b[1] - a[1]);
}

for (const [what, paths, limit] of [
  ['every country’s page, its styles included, weighs at most 13,000 bytes', FILES.filter(isCountry), 13_000],
  ['any other page weighs at most 14,600 bytes', FILES.filter(path => !isCountry(path)), 14_600],
]) {
  test(what, async t => {
    const found = await heaviest(paths, limit);
    t.diagnostic(found.slice(0, 3).map(([path, weight]) => `${path}: ${weight}`).join(', '));
    const faults = found.filter(([, weight]) => weight > limit).map(([path, weight]) => `${path}: ${weight}`);
    assert.equal(faults.length, 0, told(faults));
  });
}

test('the script weighs at most 6,000 bytes', async t => {
  const scripts = readdirSync(SITE).filter(name => name.endsWith('.js'));
  assert.equal(scripts.length, 1);
  const weight = await weigh(bytes(scripts[0]), 11);
  t.diagnostic(`${weight} bytes; ${bytes(scripts[0]).length} as it is`);
  assert.ok(weight <= 6_000);
});
