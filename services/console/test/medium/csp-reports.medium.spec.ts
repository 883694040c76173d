import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@ebbflow/testing';
import { ConsoleHouse } from '../support/console-house.ts';

const house = new ConsoleHouse();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebbflow-reports-'));
  await house.start({ EBB_LOG_LEVEL: 'info', EBB_LOG_FILE: join(folder, 'log') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const report = (body: unknown, type = 'application/csp-report'): Promise<Response> =>
  house.ask('/csp-reports', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': type } });

describe('reports about the content security policy', () => {
  it('are taken from any browser, counted by directive, and nothing else of them is kept', async () => {
    const canary = { 'document-uri': 'https://x/canary', 'blocked-uri': 'canary', 'script-sample': 'canary' };
    for (let index = 0; index < 3; index += 1) {
      const answer = await report({ 'csp-report': { ...canary, 'effective-directive': 'img-src' } });
      expect(answer.status).toBe(204);
    }
    const several = [{ type: 'csp-violation', url: 'canary', body: { effectiveDirective: 'canary-src' } }];
    expect((await report(several, 'application/reports+json')).status).toBe(204);
    await house.stop();
    const log = await waitFor(async () => {
      const text = await readFile(join(folder, 'log'), 'utf8');
      return text.includes('img-src') ? text : undefined;
    });
    expect(log).toMatch(/"part":"img-src","reportCount":3/);
    expect(log).toMatch(/"part":"other","reportCount":1/);
    expect(log).not.toContain('canary');
  });
});

describe('what is sent there besides', () => {
  const other = new ConsoleHouse();
  beforeAll(() => other.start());
  afterAll(() => other.stop());

  it('is refused when it is larger than any report', async () => {
    const body = JSON.stringify({ 'csp-report': { 'effective-directive': 'x'.repeat(20_000) } });
    const answer = await other.ask('/csp-reports', { method: 'POST', body });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'HOST.BODY_TOO_LARGE' }),
    ]);
  });

  it('is refused when it is no JSON', async () => {
    const answer = await other.ask('/csp-reports', { method: 'POST', body: '<canary>' });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'KERNEL.BAD_JSON' })]);
  });
});
