// Looks at pages in headless Chromium: no message, no request, no finding of axe-core, no sideways
// scrolling, links in reach of the keyboard.
//
//   node page.mjs FOLDER [SHOTS]
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [folder, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = [
  { name: 'light', colorScheme: 'light', media: 'screen', width: 1100 },
  { name: 'dark', colorScheme: 'dark', media: 'screen', width: 1100 },
  { name: 'print', colorScheme: 'dark', media: 'print', width: 794 },
  { name: 'narrow', colorScheme: 'light', media: 'screen', width: 360 },
];

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const problems = [];
let looked = 0;

for (const file of readdirSync(folder).filter(name => name.endsWith('.html')).sort()) {
  const url = pathToFileURL(resolve(folder, file)).href;
  await plain(file, url);
  // The variants differ from the others in what they leave out.
  const seen = ['report.html', 'student.html'].includes(file) ? views : views.slice(0, 1);
  for (const view of seen) await look(file, url, view);
}
await browser.close();

console.log(`${looked} views of pages, ${problems.length} problems`);
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 && looked > 0 ? 0 : 1);

/** Messages and requests of the page as it is, under its own policy; and the keyboard. */
async function plain(file, url) {
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
  watch(page, file, url);
  await page.goto(url, { waitUntil: 'load' });
  // What a page tries to load late is seen, too.
  await page.waitForTimeout(100);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  if (first !== '#main') problems.push(`${file}: the first stop is ${first}, not the skip link`);
  const links = await page.locator('a[href]').count();
  const reached = new Set([first]);
  for (let stop = 0; stop < Math.min(links, 12); stop += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName));
  }
  if (links > 1 && reached.size < 3) problems.push(`${file}: Tab reaches only ${[...reached]}`);
  const scripts = await page.locator('script, iframe, img, link, object, form, input, [onerror], [onclick], [onload]').count();
  if (scripts > 0) problems.push(`${file}: ${scripts} elements that do not belong there`);
  await page.close();
}

function watch(page, file, url) {
  page.on('console', message => problems.push(`${file}: console: ${message.text()}`));
  page.on('pageerror', error => problems.push(`${file}: error: ${error}`));
  page.on('dialog', dialog => problems.push(`${file}: dialog: ${dialog.message()}`));
  page.on('request', request => {
    if (request.url() !== url) problems.push(`${file}: request: ${request.url()}`);
  });
}

/** One view: axe-core, whose script is put in past the policy, and the width. */
async function look(file, url, view) {
  const context = await browser.newContext({
    bypassCSP: true,
    colorScheme: view.colorScheme,
    viewport: { width: view.width, height: 800 },
  });
  const page = await context.newPage();
  const said = `${file}, ${view.name}`;
  watch(page, said, url);
  await page.goto(url, { waitUntil: 'load' });
  await page.emulateMedia({ media: view.media, colorScheme: view.colorScheme });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`${said}: the page scrolls sideways by ${wide} px`);
  if (shots) await page.screenshot({ path: join(shots, `${file.replace('.html', '')}-${view.name}.png`), fullPage: true });
  if (shots && view.media === 'print') {
    await page.pdf({ path: join(shots, `${file.replace('.html', '')}.pdf`), format: 'A4', printBackground: false });
  }
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of found.violations) {
    const nodes = violation.nodes.slice(0, 3).map(node => `${node.target.join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ')}`);
    problems.push(`${said}: axe ${violation.id} (${violation.nodes.length}): ${violation.help}\n    ${nodes.join('\n    ')}`);
  }
  looked += 1;
  await context.close();
}
