import { ExpectedError, ManualClock, TransientError } from '@ebbflow/kernel';
import { KeyDestroyedError, type TenantKeyMaterial, TenantKeys, type TenantKeySource } from './index.ts';

/** Vault as the cache sees it: counts questions, can be away, can have destroyed a key. */
class Source implements TenantKeySource {
  asked: string[] = [];
  failure: Error | undefined;
  currentVersion = 1;
  hold: Promise<void> = Promise.resolve();

  async read(tenantId: string, version?: number): Promise<TenantKeyMaterial> {
    this.asked.push(`${tenantId}/${String(version ?? 'current')}`);
    await this.hold;
    if (this.failure) throw this.failure;
    const made = version ?? this.currentVersion;
    return { tenantId, version: made, key: Buffer.alloc(32, made).toString('base64') };
  }
}

function setup(options: { maxKeys?: number } = {}) {
  const source = new Source();
  const clock = new ManualClock();
  return { source, clock, keys: new TenantKeys(source, { clock, ...options }) };
}

/** Lets everything that is already settled run to its end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TenantKeys', () => {
  it('asks once for many who come at the same time', async () => {
    const { source, keys } = setup();
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.current('org_a')));
    expect(source.asked).toEqual(['org_a/current']);
    expect(new Set(found).size).toBe(1);
  });

  it('knows the current key by its version too', async () => {
    const { source, keys } = setup();
    const current = await keys.current('org_a');
    expect(await keys.version('org_a', 1)).toBe(current);
    expect(source.asked).toHaveLength(1);
    expect((await keys.version('org_a', 2)).version).toBe(2);
    expect(source.asked).toEqual(['org_a/current', 'org_a/2']);
  });

  it('never uses a key for longer than a minute after it was asked for', async () => {
    const { source, clock, keys } = setup();
    await keys.current('org_a');
    source.failure = new TransientError('HOST.UNREACHABLE', 'Vault is away.');
    clock.advance(59_999);
    await expect(keys.current('org_a')).resolves.toBeDefined();
    clock.advance(1);
    await expect(keys.current('org_a')).rejects.toBe(source.failure);
  });

  it('counts the minute from the question, not from a late answer', async () => {
    const { source, clock, keys } = setup();
    let answer = (): void => undefined;
    source.hold = new Promise((resolve) => {
      answer = resolve;
    });
    const asked = keys.current('org_a');
    clock.advance(50_000);
    answer();
    await asked;
    clock.advance(10_000);
    await keys.current('org_a');
    expect(source.asked).toHaveLength(2);
  });

  it('does not live longer when the clock steps back', async () => {
    const { source, clock, keys } = setup();
    await keys.current('org_a');
    clock.advance(-3_600_000);
    await keys.current('org_a');
    expect(source.asked).toHaveLength(2);
  });

  it('asks again behind the user’s back from half the age on, once, and then holds the younger key', async () => {
    const { source, clock, keys } = setup();
    await keys.current('org_a');
    clock.advance(30_000);
    source.currentVersion = 2;
    const [first, second] = await Promise.all([keys.current('org_a'), keys.current('org_a')]);
    expect([first.version, second.version]).toEqual([1, 1]);
    await settled();
    expect(source.asked).toHaveLength(2);
    expect((await keys.current('org_a')).version).toBe(2);
    clock.advance(59_000);
    expect((await keys.current('org_a')).version).toBe(2);
  });

  it('rides through a short absence of vault', async () => {
    const { source, clock, keys } = setup();
    await keys.current('org_a');
    clock.advance(40_000);
    source.failure = new TransientError('HOST.UNREACHABLE', 'Vault is away.');
    await keys.current('org_a');
    await settled();
    await expect(keys.current('org_a')).resolves.toBeDefined();
    source.failure = undefined;
    await keys.current('org_a');
    await settled();
    clock.advance(40_000);
    await expect(keys.current('org_a')).resolves.toBeDefined();
  });

  it('remembers no failure: the next user asks anew', async () => {
    const { source, keys } = setup();
    source.failure = new TransientError('HOST.UNREACHABLE', 'Vault is away.');
    await expect(keys.current('org_a')).rejects.toBe(source.failure);
    expect(keys.size).toBe(0);
    source.failure = undefined;
    await expect(keys.current('org_a')).resolves.toBeDefined();
  });

  it('says that a key was destroyed, and drops what it held as soon as it hears so', async () => {
    const { source, clock, keys } = setup();
    await keys.current('org_a');
    source.failure = new ExpectedError('VAULT.KEY_DESTROYED', 410, 'The key is destroyed.');
    clock.advance(31_000);
    await keys.current('org_a');
    await settled();
    expect(keys.size).toBe(0);
    await expect(keys.current('org_a')).rejects.toBeInstanceOf(KeyDestroyedError);
    await expect(keys.version('org_a', 1)).rejects.toMatchObject({ code: 'CRYPTO.KEY_DESTROYED', status: 410 });
  });

  it('forgets a tenant on demand, even an answer that is still on its way, and nobody else', async () => {
    const { source, keys } = setup();
    await keys.current('org_ab');
    const onItsWay = keys.current('org_a');
    keys.forget('org_a');
    await onItsWay;
    await settled();
    await keys.current('org_a');
    await keys.current('org_ab');
    expect(source.asked).toEqual(['org_ab/current', 'org_a/current', 'org_a/current']);
  });

  it('holds no more keys than allowed and lets the least recently used go', async () => {
    const { source, keys } = setup({ maxKeys: 4 });
    for (const tenant of ['org_a', 'org_b']) await keys.version(tenant, 1);
    for (const tenant of ['org_c', 'org_d']) await keys.version(tenant, 1);
    await keys.version('org_a', 1);
    await keys.version('org_e', 1);
    expect(keys.size).toBe(4);
    source.asked = [];
    await keys.version('org_a', 1);
    expect(source.asked).toEqual([]);
    await keys.version('org_b', 1);
    expect(source.asked).toEqual(['org_b/1']);
  });

  it('refuses an answer for another tenant or version', async () => {
    const keys = new TenantKeys({
      read: () => Promise.resolve({ tenantId: 'org_b', version: 1, key: Buffer.alloc(32).toString('base64') }),
    });
    await expect(keys.current('org_a')).rejects.toMatchObject({ code: 'CRYPTO.BAD_KEY' });
  });
});
