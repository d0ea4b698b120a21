/** The page of the admin listener, in a browser, on the built installation. */

import { join } from 'node:path';
import { accessibility, browse } from './browser.mjs';
import { check, close, equal, has, hasNot } from './checks.mjs';
import { call, createHit, KEYS, modernCall, serve } from './turk.mjs';

const EVIL = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';

const turk = await serve(`trafficLog: {store: traffic.db}
policy:
  - {operations: [ExtendHIT], action: refuse}
  - {operations: [SearchQualificationTypes], action: warn}
`);
const browser = await browse();
const page = await browser.context.newPage();
const rows = page.locator('#rows tr');
const row = text => rows.filter({ hasText: text });

/** For people to look at, where they want to. */
async function picture(name) {
  if (process.env.PAGE_PICTURES) {
    await page.screenshot({ path: join(process.env.PAGE_PICTURES, `${name}.png`) });
  }
}

async function rowTexts() {
  return (await page.locator('#rows td:nth-child(2) a').allTextContents());
}

/** Waits until the list has these operations, the newest first. */
async function listed(operations) {
  await page.waitForFunction(wanted => JSON.stringify([...document.querySelectorAll('#rows td:nth-child(2) a')]
    .map(one => one.textContent)) === JSON.stringify(wanted), operations).catch(async () => equal(await rowTexts(), operations));
}

async function leg(number) {
  return page.locator(`[data-leg="${number}"]`).innerText();
}

let hit = '';

try {
  await check('a newcomer is told where to call, and how', async () => {
    await page.goto(`${turk.admin}/`);
    await page.getByRole('heading', { name: 'No calls yet' }).waitFor();
    const said = await page.locator('#empty').innerText();
    has(said, turk.legacy);
    has(said, `port=${new URL(turk.legacy).port}`);
    await page.locator('#state', { hasText: 'Live' }).waitFor();
    await picture('empty');
  });

  await check('calls appear as they come', async () => {
    await call(turk, 'GetAccountBalance');
    await listed(['GetAccountBalance']);
    hit = await createHit(turk, 'Photos of bridges');
    await call(turk, 'GetHIT', { HITId: '3NOSUCHHIT0000000000000000000' }, { key: 'AKIDTEAM' });
    await call(turk, 'GetHIT', { HITId: hit });
    await call(turk, 'SearchHITs');
    await listed(['SearchHITs', 'GetHIT', 'GetHIT', 'CreateHIT', 'GetAccountBalance']);
    equal(await page.locator('#empty').isVisible(), false);
    has(await row('GetHIT').nth(1).innerText(), 'AWS.MechanicalTurk.HITDoesNotExist');
    await picture('calls');
  });

  await check('what a client says is text, wherever it is shown', async () => {
    await createHit(turk, EVIL, { userAgent: EVIL });
    await call(turk, EVIL, {}, { userAgent: EVIL });
    await row('<script>').locator('a').click();
    await page.locator('#call-title', { hasText: '<img src=x' }).waitFor();
    has(await page.locator('.facts').innerText(), EVIL);
    await row('CreateHIT').first().locator('a').click();
    await page.locator('#call-title', { hasText: 'CreateHIT' }).waitFor();
    has(await leg(1), `Title = ${EVIL}`);
    has(await leg(2), JSON.stringify(EVIL));
    await page.locator('[name=text]').fill(EVIL);
    await page.locator('mark').first().waitFor();
    equal(await page.locator('main img, main script').count(), 0);
    equal(await page.evaluate(() => window.broken ?? null), null);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
  });

  await check('the page can make no HTML of text, and run nothing of others', async () => {
    const refused = await page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<b>x</b>';
        return 'made';
      } catch (e) {
        return e.name;
      }
    });
    equal(refused, 'TypeError');
    equal(browser.trouble.filter(text => text.includes('TrustedHTML')).length > 0, true);
    browser.trouble.length = 0;
  });

  await check('filters go to the list and to the address', async () => {
    await page.locator('[name=operation]').fill('GetHIT');
    await listed(['GetHIT', 'GetHIT']);
    await page.locator('[name=outcome]').selectOption('error');
    await listed(['GetHIT']);
    equal(new URL(page.url()).hash, '#view=calls&operation=GetHIT&outcome=error');
    await call(turk, 'GetHIT', { HITId: hit });
    await call(turk, 'GetHIT', { HITId: '3NOSUCHHIT0000000000000000001' });
    await listed(['GetHIT', 'GetHIT']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('[name=caller]').fill('AKIDTEAM');
    await listed(['GetHIT']);
    await page.locator('[name=transport]').selectOption('SOAP');
    await page.getByText('No call fits').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
  });

  await check('the search finds what stands in parameters and answers, and new calls too', async () => {
    await page.locator('[name=text]').fill('photos of BRIDGES');
    // The one that created it, two that read it, one that found it.
    await listed(['GetHIT', 'SearchHITs', 'GetHIT', 'CreateHIT']);
    await call(turk, 'GetHIT', { HITId: hit });
    await listed(['GetHIT', 'GetHIT', 'SearchHITs', 'GetHIT', 'CreateHIT']);
    await row('CreateHIT').locator('a').click();
    equal(await page.locator('[data-leg="1"] mark').first().innerText(), 'Photos of bridges');
    await page.getByRole('button', { name: 'Clear' }).click();
  });

  await check('one call shows its four legs', async () => {
    await row('CreateHIT').last().locator('a').click();
    await page.locator('#call-title', { hasText: 'CreateHIT' }).waitFor();
    has(await leg(1), 'Reward.1.Amount = 0.05');
    has(await leg(1), 'GET · REST · 2014-08-15');
    has(await leg(2), '"Reward": "0.05"');
    has(await leg(3), `"HITId": "${hit}"`);
    has(await leg(4), `<HITId>${hit}</HITId>`);
    for (const number of [1, 2, 3, 4]) {
      hasNot(await leg(number), KEYS.AKIDNIGHTLY);
      hasNot(await leg(number), 'Signature');
    }
    const places = await page.locator('.legs .shared', { hasText: hit }).count();
    equal(places >= 2, true);
    await page.locator('[data-leg="3"] .shared', { hasText: hit }).first().hover();
    equal(await page.locator('[data-leg="4"] .same', { hasText: hit }).count() > 0, true);
    const boxes = await Promise.all([1, 2, 3, 4].map(number => page.locator(`[data-leg="${number}"]`).boundingBox()));
    equal(new Set(boxes.map(box => Math.round(box.y))).size, 1);
    await picture('call');
  });

  await check('an address leads to the same filter and call', async () => {
    await page.locator('[name=operation]').fill('CreateHIT');
    await page.waitForURL(/operation=CreateHIT&call=/);
    const other = await browser.context.newPage();
    await other.goto(page.url());
    await other.locator('#call-title', { hasText: 'CreateHIT' }).waitFor();
    equal(await other.locator('[name=operation]').inputValue(), 'CreateHIT');
    await other.locator('#rows tr.chosen').waitFor();
    equal(await other.locator('#rows tr').count(), 2);
    has(await other.locator('[data-leg="4"]').innerText(), hit);
    await other.close();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('#call').waitFor({ state: 'hidden' });
    await row('CreateHIT').last().locator('a').click();
    await page.locator('#call').waitFor();
    await page.goBack();
    await page.locator('#call').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Clear' }).click();
    await row('SearchHITs').waitFor();
  });

  await check('the keyboard reaches everything', async () => {
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.name);
    await page.reload();
    await row('SearchHITs').waitFor();
    await page.keyboard.press('Tab');
    equal(await focused(), 'Skip to the content');
    await page.keyboard.press('Enter');
    equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.keyboard.press('Tab');
    equal(await focused(), 'text');
    await page.locator('#list').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const chosen = await page.evaluate(() => document.activeElement.closest('tr').dataset.id);
    equal(chosen, await rows.nth(1).getAttribute('data-id'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'call-title');
    has(page.url(), `call=${chosen}`);
    await page.keyboard.press('Escape');
    equal(await page.evaluate(() => document.activeElement.closest('tr').dataset.id), chosen);
    await page.locator('#call').waitFor({ state: 'hidden' });
    await page.keyboard.press('End');
    equal(await page.evaluate(() => document.activeElement.closest('tr').nextElementSibling), null);
  });

  await check('the list stands still while it is paused', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await rowTexts();
    await call(turk, 'GetAccountBalance');
    await page.getByRole('button', { name: 'Go on (1 new)' }).waitFor();
    equal(await rowTexts(), before);
    await page.getByRole('button', { name: 'Go on (1 new)' }).click();
    await listed(['GetAccountBalance', ...before]);
  });

  await check('a tab that nobody sees does not listen, and shows what it missed when it is seen', async () => {
    const hidden = value => page.evaluate(now => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, value);
    const before = await rowTexts();
    await hidden(true);
    const seen = await browser.context.newPage();
    await seen.goto(turk.admin);
    await seen.locator('#state', { hasText: 'Live' }).waitFor();
    await call(turk, 'GetAccountBalance', {}, { key: 'AKIDTEAM' });
    await seen.locator('#rows tr').nth(before.length).waitFor();
    equal(await rowTexts(), before);
    await hidden(false);
    await listed(['GetAccountBalance', ...before]);
    await seen.close();
  });

  await check('which API a call came by, and what a policy did with it, stands beside it', async () => {
    equal((await modernCall(turk, 'GetHIT', { HITId: hit })).HIT.HITId, hit);
    await call(turk, 'ExtendHIT', { HITId: hit, MaxAssignmentsIncrement: '1' });
    await call(turk, 'SearchQualificationTypes', {});
    await call(turk, 'DisableHIT', { HITId: hit }, { headers: { 'X-Mturk-Proxy-Dry-Run': 'true' } });
    const badges = operation => rows.filter({ has: page.getByRole('link', { name: operation, exact: true }) })
      .first().locator('.badge').allInnerTexts();
    await page.getByRole('link', { name: 'DisableHIT', exact: true }).waitFor();
    equal(await badges('GetHIT'), ['modern']);
    equal(await badges('ExtendHIT'), ['REST', 'refused']);
    equal(await badges('SearchQualificationTypes'), ['REST', 'warned']);
    equal(await badges('DisableHIT'), ['REST', 'dry run']);
    await page.locator('[name=transport]').selectOption('MODERN');
    await listed(['GetHIT']);
    await row('GetHIT').locator('a').click();
    await page.getByRole('heading', { name: 'Modern request, passed on' }).waitFor();
    has(await leg(1), `"HITId": "${hit}"`);
    has(await leg(4), '"HITStatus": "Assignable"');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Clear' }).click();
    await row('ExtendHIT').waitFor();
  });

  await check('the progress of each caller and operation is drawn, and in numbers', async () => {
    await page.getByRole('link', { name: 'Progress' }).click();
    const all = await rows.count();
    await page.locator('.big', { hasText: `${Math.floor(100 / all)} % of ${all} calls` }).waitFor();
    has(await page.getByRole('img').getAttribute('aria-label'), `${all - 1} legacy, 1 modern`);
    await page.locator('section[aria-label="By caller"] .bar').first().waitFor();
    const bars = await page.locator('section[aria-label="By caller"] .bar').allInnerTexts();
    has(bars.join('\n'), 'AKIDTEAM');
    const drawn = await page.locator('section[aria-label="By operation"] .bar rect.legacy').evaluateAll(
      rects => rects.map(rect => Number(rect.getAttribute('width'))));
    equal(drawn.length >= 4 && drawn[0] > drawn.at(-1), true);
    await page.getByRole('link', { name: 'SearchHITs' }).click();
    await listed(['SearchHITs']);
    await page.getByRole('link', { name: 'Progress' }).click();
    await picture('progress');
  });

  await check('health tells of state, log and calls', async () => {
    await page.getByRole('link', { name: 'Health' }).click();
    await page.locator('.tile').first().waitFor();
    const said = await page.locator('#health-body').innerText();
    for (const part of ['✓ Ready', 'embedded', '✓ nothing lost', 'ListHITs']) {
      has(said, part);
    }
    await picture('health');
  });

  await check('the configuration is shown without secrets', async () => {
    await page.getByRole('link', { name: 'Configuration' }).click();
    await page.locator('.settings').waitFor();
    const said = await page.locator('#configuration-body').innerText();
    has(said, 'AKIDNIGHTLY');
    has(said, 'traffic.db');
    for (const secret of Object.values(KEYS)) {
      hasNot(await page.content(), secret);
    }
    await picture('configuration');
  });

  for (const [name, width, scheme] of [['wide light', 1500, 'light'], ['wide dark', 1500, 'dark'], ['narrow light', 390, 'light'], ['narrow dark', 390, 'dark']]) {
    await check(`axe finds nothing to say against any view: ${name}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const back = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      equal(back, scheme === 'dark' ? 'rgb(19, 22, 26)' : 'rgb(244, 246, 248)');
      const id = await page.evaluate(async () => (await (await fetch('/api/calls?operation=CreateHIT')).json()).calls.at(-1).id);
      for (const [view, ready] of [['view=calls', '#rows tr'], [`view=calls&text=bridges&call=${id}`, '.legs mark'], ['view=calls&text=nothing-like-it', '#empty h2'],
        ['view=progress', '.card table'], ['view=health', '.tile'], ['view=configuration', '.settings div']]) {
        await page.goto(`${turk.admin}/#${view}`);
        await page.locator(ready).first().waitFor();
        equal(await accessibility(page), []);
        const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        equal(inner <= outer, true);
        await picture(`${name} ${view.replace(/&call.*/, ' call').replace(/\W+/g, ' ')}`.replaceAll(' ', '-'));
      }
    });
  }

  await check('who wants no motion gets none', async () => {
    await page.goto(`${turk.admin}/#view=calls`);
    await rows.first().waitFor();
    const moves = () => rows.first().evaluate(one => getComputedStyle(one).transitionDuration);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    equal(await moves(), '0.12s');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    equal(await moves(), '0s');
  });

  await check('no request goes anywhere else, and nothing complains', async () => {
    const elsewhere = browser.asked.filter(url => !url.startsWith(`${turk.admin}/`));
    equal(elsewhere, []);
    equal(browser.asked.length > 20, true);
    equal(browser.trouble, []);
  });

  await check('an open page does not keep the proxy from ending', async () => {
    equal(await turk.stop(), 0);
    await page.getByText('mturk-proxy cannot be reached').first().waitFor();
  });

  await check('without a store the newest calls are shown from memory', async () => {
    const other = await serve('trafficLog: {file: traffic.jsonl}\n');
    try {
      const second = await browser.context.newPage();
      await call(other, 'GetAccountBalance');
      await second.goto(`${other.admin}/`);
      await second.locator('#rows tr', { hasText: 'GetAccountBalance' }).locator('a').click();
      await second.locator('[data-leg="3"]', { hasText: 'AvailableBalance' }).waitFor();
      await second.getByRole('link', { name: 'Progress' }).click();
      await second.getByText('Since the start of mturk-proxy').waitFor();
      has(await second.locator('.big').innerText(), '0 % of 1 call is modern');
      await second.close();
    } finally {
      await other.stop();
    }
  });

  await check('where nothing is logged, the page says what to do', async () => {
    const other = await serve('trafficLog: off\n');
    try {
      const second = await browser.context.newPage();
      await call(other, 'GetAccountBalance');
      await second.goto(`${other.admin}/`);
      await second.getByText('The traffic log is off').waitFor();
      await second.close();
    } finally {
      await other.stop();
    }
  });
} finally {
  await browser.close();
  await turk.stop();
}

process.exitCode = close() ? 0 : 1;
