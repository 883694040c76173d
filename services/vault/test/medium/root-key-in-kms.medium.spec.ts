import type { RootKeyStatus } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { KmsFake, newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aRootKey, apiKey, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
const [first, second, foreign] = ['a001', 'a002', 'a003'].map(
  (end) => `arn:aws:kms:eu-central-1:111122223333:key/0193f5a0-c0de-7000-8000-00000000${end}`,
) as [string, string, string];
const kms = new KmsFake(first, second);
const tenant = newOrganisationId();
let running: RunningService;
let caller: VaultCaller;
let connectionId: string;

const settingsOf = (more: Record<string, string> = {}) => ({
  EBB_VAULT_ROOT: 'kms',
  EBB_VAULT_KMS_KEY: first,
  EBB_VAULT_KMS_ENDPOINT: kms.url,
  EBB_VAULT_KMS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  EBB_VAULT_KMS_SECRET_ACCESS_KEY: 'canary-kms-secret',
  ...more,
});
const start = (more?: Record<string, string>): Promise<RunningService> => house.start(vaultService, settingsOf(more));
const statusOf = async (service: RunningService): Promise<RootKeyStatus> =>
  (await house.ask(service, 'GET', '/internal/v1/root-key', { as: 'vault' })).body as RootKeyStatus;
const rotate = async (service: RunningService): Promise<RootKeyStatus> => {
  await house.ask(service, 'POST', '/internal/v1/root-key/rotations', { as: 'vault' });
  let status = await statusOf(service);
  await waitFor(async () => (status = await statusOf(service)).state === 'settled');
  return status;
};
const opens = async (service: RunningService): Promise<unknown> =>
  (await new VaultCaller(house, service).lease(tenant, connectionId)).body;

beforeAll(async () => {
  await kms.start();
  running = await start();
  caller = new VaultCaller(house, running);
  connectionId = await caller.created(tenant);
});
beforeEach(() => {
  for (const arn of kms.keys.keys()) kms.keys.set(arn, 'Enabled');
});
afterAll(() => kms.stop());

const opened = { headers: [['X-Api-Key', apiKey.secret.key]] };

describe('vault with its root key in AWS KMS', () => {
  it('names the key and nothing of it, and asks KMS once for what all tenants hang from', async () => {
    expect(await statusOf(running)).toMatchObject({ state: 'settled', rootKey: first, sealedUnder: first });
    const asked = kms.asked.length;
    for (let made = 0; made < 5; made += 1) expect((await caller.readKey(newOrganisationId())).status).toBe(200);
    expect(await opens(running)).toMatchObject(opened);
    expect(kms.asked.length).toBe(asked);
  });

  it.each(['Disabled', 'PendingDeletion'] as const)(
    'does not start while the key is %s, and says which; what runs goes on, and it starts again when the key is back',
    async (state) => {
      kms.keys.set(first, state);
      await expect(start()).rejects.toMatchObject({
        code: 'CRYPTO.ROOT_KEY_REFUSED',
        message: expect.stringContaining(first),
      });
      expect(await opens(running)).toMatchObject(opened);
      expect((await caller.readKey(newOrganisationId())).status).toBe(200);
      kms.keys.set(first, 'Enabled');
      expect(await opens(await start())).toMatchObject(opened);
    },
  );

  it('does not start with another key, with one that is not there, nor while KMS is away, and writes nothing', async () => {
    const rows = () => house.database.asAdmin('select * from vault.root_key_check, vault.wrapping_key');
    const before = await rows();
    const refused = (more: Record<string, string>): Promise<unknown> =>
      start(more).catch((thrown: unknown) => (thrown as { code: string }).code);
    expect(await refused({ EBB_VAULT_KMS_KEY: second })).toBe('CONFIG.INVALID');
    expect(await refused({ EBB_VAULT_KMS_KEY: foreign })).toBe('CRYPTO.ROOT_KEY_REFUSED');
    expect(await refused({ EBB_VAULT_KMS_ENDPOINT: 'http://127.0.0.1:1' })).toBe('CRYPTO.ROOT_KEY_AWAY');
    expect(await refused({ EBB_VAULT_KMS_KEY: 'alias/ebbflow' })).toBe('CONFIG.INVALID');
    expect(await rows()).toEqual(before);
  });

  it('moves to another key of KMS, to one in a file and back, and each time opens what was sealed before', async () => {
    const moves = [
      { EBB_VAULT_KMS_KEY: second, EBB_VAULT_KMS_KEY_PREVIOUS: first },
      { EBB_VAULT_ROOT: 'key', EBB_VAULT_ROOT_KEY: aRootKey(), EBB_VAULT_KMS_KEY_PREVIOUS: second },
    ];
    for (const move of moves) {
      const service = await start(move);
      const status = await rotate(service);
      expect(status.rootKey).toBe(status.sealedUnder);
      expect(await opens(service)).toMatchObject(opened);
    }
    const key = moves[1]?.EBB_VAULT_ROOT_KEY ?? '';
    const back = await start({ EBB_VAULT_KMS_KEY: first, EBB_VAULT_ROOT_KEY_PREVIOUS: key });
    expect(await rotate(back)).toMatchObject({ rootKey: first, sealedUnder: first });
    expect(await opens(await start())).toMatchObject(opened);
  });
});
