import { AxeBuilder } from '@axe-core/playwright';
import type { ImportedScenario } from '@ebbflow/contracts';
import { AllInOneProcess } from '@ebbflow/system-tests';
import { waitFor } from '@ebbflow/testing';
import type { Page } from 'playwright-core';
import { RealBrowser, setUp, signIn } from '../src/index.ts';

const BROKEN = {
  name: 'Broken on purpose',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} },
    { id: 2, module: 'json:ParseJSON', version: 1, mapper: { json: '{ not json' } },
  ],
  metadata: { version: 1, instant: true, scenario: { dlq: true } },
};
const HOSTILE = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>';

describe('the hosted UI in a real browser', () => {
  const ebbflow = new AllInOneProcess();
  let browser: RealBrowser;
  let page: Page;

  beforeAll(async () => {
    [browser] = await Promise.all([RealBrowser.start(), ebbflow.start()]);
    ({ page } = await browser.newPerson());
    await setUp(page, ebbflow);
  }, 120_000);
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await ebbflow[Symbol.asyncDispose]();
  }, 60_000);

  it('shows whoever came by the one-time link the sample that has run green, and until when it is kept', async () => {
    await page.getByRole('link', { name: 'Success' }).first().waitFor();
    expect(await page.getByText('gone in 60 days').count()).toBeGreaterThan(0);
  });

  it('opens a scenario as a drawing, and a run of it with the bundles at each module', async () => {
    await page.getByRole('link', { name: 'Sample: answer an order' }).first().click();
    await page.getByRole('heading', { name: 'Sample: answer an order' }).waitFor();
    await waitFor(async () => (await page.locator('.module').count()) === 7, { what: 'seven modules on the canvas' });
    await page.getByRole('link', { name: 'Success' }).first().click();
    await page.getByText('2 bundles').first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/runs\/run_/);
  });

  it('finds nothing that keeps people out, in light and in dark', async () => {
    const rooms = ['/', '/scenarios', '/runs', new URL(page.url()).pathname];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const room of rooms) {
        await page.goto(`${ebbflow.consoleUrl}${room}`);
        await page.getByRole('link', { name: 'Sample: answer an order' }).first().waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect({
          colorScheme,
          room,
          found: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
        }).toEqual({
          colorScheme,
          room,
          found: [],
        });
      }
    }
  });

  it('shows what came in as text, whatever it is', async () => {
    const hook = /(http:\S+\/hook\/\S+)/.exec(ebbflow.output)?.[1] ?? '';
    const lines = [{ sku: HOSTILE, quantity: 1, price: 1 }];
    const body = JSON.stringify({ order: HOSTILE, lines });
    await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await page.goto(`${ebbflow.consoleUrl}/runs`);
    await waitFor(async () => (await page.getByRole('link', { name: 'Success' }).count()) === 2, {
      what: 'the run to be listed',
    });
    await page.getByRole('link', { name: 'Success' }).first().click();
    await page.getByRole('button', { name: /CustomWebHook/ }).click();
    await page.getByText(HOSTILE).first().waitFor();
    expect(await page.title()).not.toContain('hacked');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });

  it('lets what could not finish wait in its room, be retried, and be deleted after saying what goes', async () => {
    const imported = (await (
      await ebbflow.api('executor/v1/scenarios', { method: 'POST', body: JSON.stringify({ blueprint: BROKEN }) })
    ).json()) as ImportedScenario;
    const path = `executor/v1/scenarios/${imported.scenarioId}/activation`;
    await ebbflow.api(path, { method: 'PUT', body: JSON.stringify({ active: true }) });
    await fetch(imported.hooks[0]?.url ?? '', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    await page.goto(`${ebbflow.consoleUrl}/incomplete`);
    await waitFor(async () => (await page.getByText('json:ParseJSON').count()) > 0, {
      what: 'it to wait',
      timeoutMs: 30_000,
    });
    await page.getByLabel('Choose the run that stopped at json:ParseJSON').check();
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    await waitFor(async () => (await page.getByRole('cell', { name: '1', exact: true }).count()) > 0, {
      what: 'the attempt to be counted',
      timeoutMs: 30_000,
    });
    await page.getByLabel('Choose all').check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Deletes 1 incomplete run with the data it holds.').waitFor();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('Nothing is incomplete').waitFor();
  });

  it('keeps the filter of a list in its address', async () => {
    await page.goto(`${ebbflow.consoleUrl}/runs`);
    await page.getByText('Error', { exact: true }).click();
    await page.getByText('No run has ended so.').waitFor();
    expect(new URL(page.url()).search).toBe('?status=error');
    await page.reload();
    await page.getByText('No run has ended so.').waitFor();
  });

  it('speaks Czech and German when asked to', async () => {
    await page.goto(`${ebbflow.consoleUrl}/runs`);
    for (const [language, title] of [
      ['Čeština', 'Běhy'],
      ['Deutsch', 'Läufe'],
      ['English', 'Runs'],
    ] as const) {
      await page.locator('.account').click();
      await page.getByRole('menuitem', { name: language }).click();
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    }
  });

  it('brings whoever was signed out meanwhile back to where they were', async () => {
    await page.goto(`${ebbflow.consoleUrl}/scenarios?text=sample`);
    await page.getByRole('link', { name: 'Sample: answer an order' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Sample: answer an order' }).click();
    await page.waitForURL(/\/sign-in$/);
    await signIn(page);
    await page.getByRole('heading', { name: 'Sample: answer an order' }).waitFor();
  });

  it('shows the way out in every room, and it ends the session', async () => {
    for (const room of ['/', '/scenarios', '/runs', '/incomplete']) {
      await page.goto(`${ebbflow.consoleUrl}${room}`);
      await page.locator('.account').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    }
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in$/);
    await page.goto(`${ebbflow.consoleUrl}/runs`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('was kept from nothing by the policy of its pages, and threw nothing', () => {
    expect(browser.complaints).toEqual([]);
  });
});
