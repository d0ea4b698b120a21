/** Debian's Chromium, driven by playwright-core out of $PAGE_MODULES. */

import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(join(process.env.PAGE_MODULES, 'node_modules/'));
const { chromium } = require('playwright-core');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A browser that keeps nothing; `trouble` is what it complained of, `asked` what it asked for. */
export async function browse() {
  const profile = await mkdtemp(join(tmpdir(), 'mturk-proxy-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium', headless: true, args: FLAGS, viewport: { width: 1500, height: 950 },
  });
  context.setDefaultTimeout(30_000);
  const trouble = [];
  const asked = [];
  context.on('request', request => asked.push(request.url()));
  context.on('weberror', error => trouble.push(String(error.error())));
  context.on('console', message => {
    if (['error', 'warning'].includes(message.type())) {
      trouble.push(message.text());
    }
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, trouble, asked, close };
}

/** What axe has against a page: WCAG 2.1 A and AA, contrast among it. */
export async function accessibility(page) {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  }));
  if (found.passes.length < 10) {
    throw new Error(`axe looked at ${found.passes.length} rules only`);
  }
  return found.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => `${node.html} ${node.failureSummary}`).join('; ')}`);
}
