// Pictures of chosen pages, to be looked at. Usage: node screenshots.mjs [word in the name …]; they go to artifacts/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESK, PHONE, SITE, WORKDAY, open, share } from './site.mjs';

const folder = fileURLToPath(new URL('artifacts/', import.meta.url));
mkdirSync(folder, { recursive: true });
const words = process.argv.slice(2);
const wanted = name => !words.length || words.some(word => name.includes(word));

const shots = ['en', 'de', 'ar', 'ja'].flatMap(locale => ['', 'gb/', 'de/', 'jp/', 'ae/', 'contact/', 'secondary/', 'danger/', 'coverage/', 'anywhere/', '404.html'].flatMap(kind =>
  [[PHONE, 'phone'], [DESK, 'desk']].flatMap(([viewport, size]) => ['light', 'dark'].map(scheme => ({
    path: `${locale}/${kind}`, viewport, scheme, name: `${locale}-${kind.replace(/\W+(html)?/g, '') || 'home'}-${size}-${scheme}`,
  })))));
shots.push(...['light', 'dark'].map(scheme => ({ path: '', viewport: PHONE, scheme, name: `chooser-phone-${scheme}` })));
const chosen = shots.filter(({ path, name }) => wanted(name) && existsSync(join(SITE, path.endsWith('.html') ? path : `${path}index.html`)));

const site = await open();
await share(chosen, async () => {}, async (_, { path, viewport, scheme, name }) => {
  const page = await site.page({ viewport, colorScheme: scheme, now: WORKDAY });
  await page.visit(path);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
  await page.done();
});
for (const path of ['en/gb', 'de/de', 'ar/ae', 'ja/jp', 'en/be']) {
  const name = `${path.replace('/', '-')}-print`;
  if (!wanted(name) || !existsSync(join(SITE, path))) continue;
  const page = await site.page({ now: WORKDAY });
  await page.visit(`${path}/`);
  const file = join(folder, `${name}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true });
  spawnSync('pdftoppm', ['-r', '80', '-png', file, file.replace(/\.pdf$/, '')]);
  await page.done();
}
await site.close();
console.log(`${chosen.length} views in ${folder}`);
