import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { Browser } from '../src/browser.ts';

describe('npm start on a fresh data folder', () => {
  let ebbflow: AllInOneProcess;
  let firstOutput: string;

  beforeAll(async () => {
    ebbflow = new AllInOneProcess();
    await ebbflow.start();
    firstOutput = ebbflow.output;
  }, 90_000);

  const scenariosSeenBy = async (browser: Browser): Promise<string> => {
    await browser.open(`${ebbflow.consoleUrl}/api/executor/v1/scenarios`);
    return browser.page;
  };

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
  }, 90_000);

  it('says where it is, how to set the first password, where the data and the root key lie, and how to stop', () => {
    expect(firstOutput).toMatch(/Open +http:\/\/127\.0\.0\.1:\d+/);
    expect(firstOutput).toMatch(/First password +http:\/\/127\.0\.0\.1:\d+\/setup\/\S{20,}/);
    expect(firstOutput).toContain(ebbflow.dataDir);
    expect(firstOutput).toMatch(/Root key +back it up now/);
    expect(firstOutput).toMatch(/Stop +Ctrl-C/);
  });

  it('has run the sample scenario green', () => {
    expect(firstOutput).toMatch(/Sample +.* success, \d+ operations/);
  });

  it('keeps keys and operator token in files that only their owner can read', () => {
    for (const file of [
      'secrets/root-key',
      'secrets/service-keys.json',
      'secrets/database-passwords.json',
      'operator.json',
    ]) {
      expect([file, statSync(join(ebbflow.dataDir, file)).mode & 0o077]).toEqual([file, 0]);
    }
  });

  it('answers the sample order with its total', async () => {
    const [, example, hook] = /-d '(.*)' (http\S+)/.exec(firstOutput) ?? [];
    const answer = await fetch(hook ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: example ?? '',
    });
    expect(await answer.text()).toBe('Thank you. Your 2 lines come to 2100 in all.');
  });

  it('lets the first person in by the one-time link, once, and shows what is there', async () => {
    const setupUrl = /First password +(\S+)/.exec(firstOutput)?.[1] ?? '';
    const browser = new Browser();
    await browser.open(setupUrl);
    await browser.submit({
      email: 'first@example.test',
      password: 'a long enough sentence',
      again: 'a long enough sentence',
    });
    expect(await scenariosSeenBy(browser)).toContain('Sample: answer an order');

    const second = new Browser();
    await second.open(setupUrl);
    const wanted = 'another long enough sentence';
    await second.submit({ email: 'second@example.test', password: wanted, again: wanted });
    expect(second.status).toBeGreaterThanOrEqual(400);
    expect(await scenariosSeenBy(second)).not.toContain('Sample: answer an order');
  });

  it('lets that person in again with address and password, and nobody with a wrong one', async () => {
    const browser = new Browser();
    await browser.open(`${ebbflow.consoleUrl}/`);
    await browser.submit({ email: 'first@example.test', password: 'not the password at all' });
    expect(await scenariosSeenBy(browser)).not.toContain('Sample: answer an order');
    await browser.open(`${ebbflow.consoleUrl}/`);
    await browser.submit({ email: 'first@example.test', password: 'a long enough sentence' });
    expect(await scenariosSeenBy(browser)).toContain('Sample: answer an order');
  });

  it('drains on Ctrl-C, exits 0, and starts again with all data kept', async () => {
    const keyBefore = readFileSync(join(ebbflow.dataDir, 'secrets/root-key'), 'utf8');
    expect(await ebbflow.stop('SIGINT')).toBe(0);
    expect(existsSync(join(ebbflow.dataDir, 'running.pid'))).toBe(false);

    await ebbflow.start();
    const { items } = await ebbflow.ebbflow<{ items: { status: string }[] }>('runs', 'list');
    expect(items.length).toBeGreaterThanOrEqual(2);
    expect(readFileSync(join(ebbflow.dataDir, 'secrets/root-key'), 'utf8')).toBe(keyBefore);
    const secondOutput = ebbflow.output.slice(firstOutput.length);
    expect(secondOutput).not.toContain('First password');
  }, 60_000);

  it('refuses a second start on the same folder with a sentence', async () => {
    const second = new AllInOneProcess({}, ebbflow.dataDir);
    await expect(second.start()).rejects.toThrow(/already running .* EBB_DATA_DIR/);
  }, 90_000);
});
