import { createHash, randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { compressPayload, decompressPayload } from './compress-payload.ts';
import {
  CannotOpenError,
  openPayload,
  type Period,
  PeriodKey,
  periodName,
  periodOverMs,
  readPayloadHeader,
  type SealContext,
  sealPayload,
  TenantKey,
} from './index.ts';

const HOUR_MS = 3_600_000;
const bytes = Buffer.alloc(32, 7);
const saltOf = (period: Period): Buffer => createHash('sha256').update(periodName(period)).digest();
const periods: fc.Arbitrary<Period> = fc.record({
  category: fc.constantFrom('gateway-logs', 'execution-details', 'a', 'a-b'),
  lifetimeDays: fc.oneof(fc.constantFrom(1, 30), fc.integer({ min: 1, max: 65_535 })),
  hour: fc.oneof(fc.constantFrom(1, 490_000), fc.integer({ min: 0, max: 0xffff_ffff })),
});
const contexts: fc.Arbitrary<SealContext> = fc.record({
  tenant: fc.constantFrom('org_1', 'org_2'),
  object: fc.constantFrom('run_1', 'run_2'),
  field: fc.constantFrom('run.details', 'run.input'),
  version: fc.constantFrom(1, 2),
});
const seals = fc.record({ period: periods, context: contexts, version: fc.integer({ min: 1, max: 3 }) });
const payloads = fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(Buffer.alloc(5_000, 'compressible ')));
const keyOf = ({ period, context, version }: { period: Period; context: SealContext; version: number }): PeriodKey =>
  new PeriodKey(new TenantKey(context.tenant, version, bytes), period, saltOf(period));

describe('a payload that was sealed under the key of a period', () => {
  it('opens under that key and context to the very bytes, and says in clear which period it is of', () => {
    fc.assert(
      fc.property(seals, payloads, (seal, plain) => {
        const sealed = sealPayload(keyOf(seal), seal.context, plain);
        expect(readPayloadHeader(sealed)).toMatchObject({ keyVersion: seal.version, period: seal.period });
        expect(openPayload(keyOf(seal), seal.context, sealed)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('never opens in the place of another, whatever two seals, periods or rows are swapped', () => {
    fc.assert(
      fc.property(seals, seals, payloads, (mine, other, plain) => {
        fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
        const sealed = sealPayload(keyOf(mine), mine.context, plain);
        expect(() => openPayload(keyOf(other), other.context, sealed)).toThrow(CannotOpenError);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not open with another salt, nor with the tenant’s key itself, nor the tenant’s own payloads with it', () => {
    const seal = {
      period: { category: 'gateway-logs', lifetimeDays: 30, hour: 490_000 },
      context: { tenant: 'org_1', object: 'o', field: 'f', version: 1 },
      version: 1,
    };
    const tenantKey = new TenantKey('org_1', 1, bytes);
    const sealed = sealPayload(keyOf(seal), seal.context, Buffer.from('x'));
    const others = [new PeriodKey(tenantKey, seal.period, randomBytes(32)), tenantKey];
    for (const other of others) expect(() => openPayload(other, seal.context, sealed)).toThrow(CannotOpenError);
    const own = sealPayload(tenantKey, seal.context, Buffer.from('x'));
    expect(openPayload(tenantKey, seal.context, own).toString()).toBe('x');
    expect(() => openPayload(keyOf(seal), seal.context, own)).toThrow(CannotOpenError);
  });

  it('lies under a key of its own for each category, lifetime, hour, tenant and salt', () => {
    const period = { category: 'gateway-logs', lifetimeDays: 30, hour: 490_000 };
    const salt = Buffer.alloc(32, 1);
    const derive = (more: Partial<Period> = {}, tenant = 'org_1', other = salt): PeriodKey =>
      new PeriodKey(new TenantKey(tenant, 1, bytes), { ...period, ...more }, other);
    const own = derive();
    expect(derive().keyObject.equals(own.keyObject)).toBe(true);
    for (const key of [
      derive({ category: 'gateway-log' }),
      derive({ lifetimeDays: 31 }),
      derive({ hour: 490_001 }),
      derive({}, 'org_2'),
      derive({}, 'org_1', Buffer.alloc(32, 2)),
    ]) {
      expect(key.keyObject.equals(own.keyObject)).toBe(false);
    }
  });

  it('never opens after any one bit of it was changed, its period included, or a byte cut off or added', () => {
    const period = { category: 'gateway-logs', lifetimeDays: 30, hour: 490_000 };
    const context = { tenant: 'org_1', object: 'o', field: 'f', version: 1 };
    const sealed = sealPayload(keyOf({ period, context, version: 1 }), context, Buffer.alloc(1_100, 'a'));
    // Whoever opens asks for the key of the period that stands in the header: a changed one must not lead to a key that opens.
    const openAsSaid = (changed: Buffer): Buffer => {
      const header = readPayloadHeader(changed);
      const key = new TenantKey('org_1', Math.max(1, header.keyVersion), bytes);
      const said = header.period === undefined ? key : new PeriodKey(key, header.period, saltOf(header.period));
      return openPayload(said, context, changed);
    };
    expect(openAsSaid(sealed)).toHaveLength(1_100);
    for (let at = 0; at < sealed.length * 8; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      expect(() => openAsSaid(changed)).toThrow(CannotOpenError);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => openAsSaid(sealed.subarray(0, length))).toThrow(CannotOpenError);
    expect(() => openAsSaid(Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(CannotOpenError);
  });

  it('is refused a period that is none', () => {
    const key = new TenantKey('org_1', 1, bytes);
    const good = { category: 'gateway-logs', lifetimeDays: 30, hour: 1 };
    const bad = [
      { ...good, category: '' },
      { ...good, category: 'Gateway' },
      { ...good, category: 'x'.repeat(33) },
      { ...good, lifetimeDays: 0 },
      { ...good, lifetimeDays: 1.5 },
      { ...good, hour: -1 },
      { ...good, hour: 0x1_0000_0000 },
    ];
    for (const period of bad)
      expect(() => new PeriodKey(key, period, randomBytes(32))).toThrow(
        expect.objectContaining({ code: 'CRYPTO.BAD_CONTEXT' }),
      );
    expect(() => new PeriodKey(key, good, randomBytes(31))).toThrow(
      expect.objectContaining({ code: 'CRYPTO.BAD_KEY' }),
    );
  });

  it('is over when what began in the last moment of its hour has reached its end, and not a millisecond before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 60 }), (atMs, days) => {
        const overMs = periodOverMs({ hour: Math.floor(atMs / HOUR_MS), lifetimeDays: days });
        const endMs = atMs + days * 24 * HOUR_MS;
        expect(overMs).toBeGreaterThan(endMs);
        expect(overMs - endMs).toBeLessThanOrEqual(HOUR_MS);
      }),
    );
  });
});

describe('compressing before sealing', () => {
  const context = { tenant: 'org_1', object: 'o', field: 'f', version: 1 };
  const key = keyOf({ period: { category: 'a', lifetimeDays: 1, hour: 1 }, context, version: 1 });

  it('makes text smaller, and leaves alone what is short or would grow', () => {
    const text = Buffer.from(
      JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id, name: `Customer ${String(id)}` }))),
    );
    expect(readPayloadHeader(sealPayload(key, context, text)).isCompressed).toBe(true);
    expect(sealPayload(key, context, text).length).toBeLessThan(text.length / 3);
    for (const plain of [Buffer.from('short'), randomBytes(10_000)]) {
      const sealed = sealPayload(key, context, plain);
      expect(readPayloadHeader(sealed).isCompressed).toBe(false);
      expect(sealed.length - plain.length).toBeLessThan(70);
    }
  });

  it('is not undone for what would open to more than anything that is ever compressed', () => {
    const most = Buffer.alloc(134_217_728);
    expect(decompressPayload(compressPayload(most) ?? Buffer.of())).toHaveLength(most.length);
    const more = Buffer.alloc(most.length + 1);
    expect(compressPayload(more)).toBeUndefined();
    expect(() => decompressPayload(zstdCompressSync(more))).toThrow();
  });
});
