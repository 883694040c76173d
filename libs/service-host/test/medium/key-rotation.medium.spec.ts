import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@ebbflow/config';
import { ManualClock, systemClock } from '@ebbflow/kernel';
import { waitFor } from '@ebbflow/testing';
import { decodeProtectedHeader } from 'jose';
import { type RunningService, ServiceKeysConfig, ServiceTokens } from '../../src/index.ts';
import { generateServiceKey } from '../../src/tokens/service-keys.ts';
import { keys as firstKeys, startProbe } from '../support/house.ts';
import { probeService } from '../support/probe-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'ebbflow-service-keys-'));
const keyFile = join(folder, 'executor.pem');
const setFile = join(folder, 'services.jwks.json');
const others = (JSON.parse(firstKeys.jwks) as { keys: { kid: string }[] }).keys.filter(
  ({ kid }) => !kid.startsWith('executor.'),
);
const [first, next] = [generateServiceKey('executor'), generateServiceKey('executor')];
const FILES = {
  EBB_SERVICE_KEY: '',
  EBB_SERVICE_JWKS: '',
  EBB_SERVICE_JWKS_FILE: setFile,
  EBB_SERVICE_KEYS_REFRESH: '20ms',
};
let callee: RunningService;
let caller: ServiceTokens;

/** As an orchestrator puts a secret in place: never half of it. */
function put(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

const putSet = (...keys: { publicJwk: object }[]): void => {
  put(setFile, JSON.stringify({ keys: [...others, ...keys.map(({ publicJwk }) => publicJwk)] }));
};

const ask = async (token: string, asked = callee): Promise<number> =>
  (await fetch(`${asked.url}/v1/internal`, { headers: { authorization: `Bearer ${token}` } })).status;

beforeAll(async () => {
  putSet(first);
  put(keyFile, first.privateKey);
  callee = await startProbe(probeService, systemClock, { ...FILES, EBB_SERVICE_KEY: firstKeys.privateKeys.console });
  const settings = new Settings({ ...FILES, EBB_SERVICE_KEY_FILE: keyFile });
  caller = new ServiceTokens(new ServiceKeysConfig(settings), 'executor', systemClock);
});
afterAll(async () => {
  await callee.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a service key', () => {
  it('is replaced while services talk, without one refusal, and the one of before is worth nothing once it is taken out', async () => {
    let isOver = false;
    const seen = { asked: 0, refused: 0, kids: new Set<string>() };
    const talk = async (): Promise<void> => {
      while (!isOver) {
        const token = await caller.mint('console');
        seen.kids.add(String(decodeProtectedHeader(token).kid));
        if ((await ask(token)) !== 200) seen.refused += 1;
        seen.asked += 1;
      }
    };
    const talking = [talk(), talk(), talk(), talk()];
    const more = (): Promise<unknown> => {
      const from = seen.asked;
      return waitFor(() => seen.asked > from + 50);
    };
    const ofBefore = await caller.mint('console');

    await more();
    putSet(first, next);
    await more();
    put(keyFile, next.privateKey);
    await waitFor(() => seen.kids.has(String(next.publicJwk['kid'])));
    await more();
    expect(await ask(ofBefore)).toBe(200);
    putSet(next);
    await waitFor(async () => (await ask(ofBefore)) === 401);
    await more();

    isOver = true;
    await Promise.all(talking);
    expect(seen.kids).toEqual(new Set([first.publicJwk['kid'], next.publicJwk['kid']]));
    expect(seen.refused).toBe(0);
    expect(seen.asked).toBeGreaterThan(200);
  });

  it('that a service signs with before the set was read again makes it be read', async () => {
    putSet(next);
    const clock = new ManualClock(Date.now());
    const rarely = { ...FILES, EBB_SERVICE_KEYS_REFRESH: '5m' };
    const house = await startProbe(probeService, clock, { ...rarely, EBB_SERVICE_KEY: firstKeys.privateKeys.console });
    const early = generateServiceKey('executor');
    const settings = new Settings({ ...rarely, EBB_SERVICE_KEY: early.privateKey });
    const tokens = new ServiceTokens(new ServiceKeysConfig(settings), 'executor', clock);
    const token = await tokens.mint('console');
    expect(await ask(token, house)).toBe(401);

    putSet(next, early);
    clock.advance(1_000);
    expect(await ask(token, house)).toBe(200);
    await house.stop();
  });

  it('stays what it was while the files hold something that is none', async () => {
    put(setFile, '{"keys": [');
    const token = await caller.mint('console');
    expect(await ask(token)).toBe(200);
    put(setFile, JSON.stringify({ keys: [{ ...next.publicJwk, kid: first.publicJwk['kid'] }] }));
    expect(await ask(token)).toBe(200);
    putSet(next);
    expect(await ask(await caller.mint('console'))).toBe(200);
  });

  it('speaks for the service its set names and for no other', async () => {
    putSet({ publicJwk: { ...next.publicJwk, kid: 'gateway' } }, next);
    const settings = new Settings({ ...FILES, EBB_SERVICE_KEY: next.privateKey });
    const asGateway = new ServiceTokens(new ServiceKeysConfig(settings), 'gateway', systemClock);
    // The route is for executor and console.
    await waitFor(async () => (await ask(await asGateway.mint('console'))) === 403);
  });
});
