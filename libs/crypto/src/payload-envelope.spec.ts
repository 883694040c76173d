import fc from 'fast-check';
import { CannotOpenError, openPayload, readPayloadHeader, type SealContext, sealPayload, TenantKey } from './index.ts';

const keyBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const part = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', 'a/b', 'org_1', 'run_1/2'),
  fc.string({ minLength: 1, unit: 'binary' }),
);
const contexts: fc.Arbitrary<SealContext> = fc.record({
  tenant: part,
  object: part,
  field: part,
  version: fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 0xffff_ffff })),
});
const payloads = fc.uint8Array({ maxLength: 300 });

function sameContext(a: SealContext, b: SealContext): boolean {
  return a.tenant === b.tenant && a.object === b.object && a.field === b.field && a.version === b.version;
}

describe('a sealed payload', () => {
  it('opens under the same key and context to the very bytes', () => {
    fc.assert(
      fc.property(keyBytes, contexts, payloads, fc.integer({ min: 1, max: 9 }), (bytes, context, plain, version) => {
        const key = new TenantKey(context.tenant, version, bytes);
        const sealed = sealPayload(key, context, plain);
        expect(readPayloadHeader(sealed).keyVersion).toBe(version);
        expect(openPayload(key, context, sealed)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('never opens in the place of another row, whatever two rows are swapped', () => {
    fc.assert(
      fc.property(keyBytes, contexts, contexts, payloads, (bytes, mine, other, plain) => {
        fc.pre(!sameContext(mine, other));
        // The same key bytes for both, so that nothing but the context can tell the rows apart.
        const sealed = sealPayload(new TenantKey(mine.tenant, 1, bytes), mine, plain);
        expect(() => openPayload(new TenantKey(other.tenant, 1, bytes), other, sealed)).toThrow(CannotOpenError);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells apart contexts whose parts read the same when strung together', () => {
    const bytes = Buffer.alloc(32, 1);
    const context = { tenant: 'ab', object: 'c', field: 'd', version: 1 };
    const sealed = sealPayload(new TenantKey('ab', 1, bytes), context, Buffer.from('x'));
    for (const [tenant, object, field] of [
      ['a', 'bc', 'd'],
      ['abc', 'd', 'd'],
      ['ab', 'cd', 'd'],
      ['ab', 'd', 'c'],
    ] as const) {
      const other = { tenant, object, field, version: 1 };
      expect(() => openPayload(new TenantKey(tenant, 1, bytes), other, sealed)).toThrow(CannotOpenError);
    }
  });

  it('never opens after any one bit of it was changed, or any byte cut off or added', () => {
    const context = { tenant: 'org_1', object: 'dlv_1', field: 'delivery.request', version: 1 };
    const key = new TenantKey('org_1', 3, Buffer.alloc(32, 9));
    const sealed = sealPayload(key, context, Buffer.from('a payload of some length'));
    for (let at = 0; at < sealed.length * 8; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      expect(() => openPayload(key, context, changed)).toThrow(CannotOpenError);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openPayload(key, context, sealed.subarray(0, length))).toThrow(CannotOpenError);
    }
    expect(() => openPayload(key, context, Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(CannotOpenError);
  });

  it('does not open bytes of anybody’s making', () => {
    const key = new TenantKey('t', 1, Buffer.alloc(32, 9));
    const context = { tenant: 't', object: 'o', field: 'f', version: 1 };
    fc.assert(
      fc.property(payloads, (bytes) => {
        expect(() => openPayload(key, context, bytes)).toThrow(CannotOpenError);
      }),
    );
  });

  it('does not open under another key, another version of the key or another tenant’s key', () => {
    const context = { tenant: 't', object: 'o', field: 'f', version: 1 };
    const bytes = Buffer.alloc(32, 1);
    const sealed = sealPayload(new TenantKey('t', 1, bytes), context, Buffer.from('x'));
    for (const key of [
      new TenantKey('t', 1, Buffer.alloc(32, 2)),
      new TenantKey('t', 2, bytes),
      new TenantKey('u', 1, bytes),
    ]) {
      expect(() => openPayload(key, context, sealed)).toThrow(CannotOpenError);
    }
  });

  it('says the same of every failure and nothing of its reason', () => {
    const key = new TenantKey('t', 1, Buffer.alloc(32, 1));
    const context = { tenant: 't', object: 'o', field: 'f', version: 1 };
    const failures = [
      Buffer.alloc(0),
      Buffer.alloc(80),
      sealPayload(key, { ...context, object: 'p' }, Buffer.from('x')),
    ].map((bytes) => {
      try {
        return openPayload(key, context, bytes);
      } catch (error) {
        const { code, message, details, cause } = error as CannotOpenError;
        return JSON.stringify({ code, message, details, cause });
      }
    });
    expect(new Set(failures).size).toBe(1);
    expect(failures[0]).toContain('CRYPTO.CANNOT_OPEN');
  });

  it('is never the same twice', () => {
    const key = new TenantKey('t', 1, Buffer.alloc(32, 1));
    const context = { tenant: 't', object: 'o', field: 'f', version: 1 };
    const made = Array.from({ length: 1_000 }, () => sealPayload(key, context, Buffer.from('same')).toString('base64'));
    expect(new Set(made).size).toBe(1_000);
  });

  it('is refused a context that could be mistaken for another', () => {
    const key = new TenantKey('t', 1, Buffer.alloc(32, 1));
    const good = { tenant: 't', object: 'o', field: 'f', version: 1 };
    const bad = [
      { ...good, tenant: 'u' },
      { ...good, object: '' },
      { ...good, field: '\ud800' },
      { ...good, version: 0 },
      { ...good, version: 1.5 },
      { ...good, object: 'x'.repeat(70_000) },
    ];
    for (const context of bad) {
      expect(() => sealPayload(key, context, Buffer.alloc(1))).toThrow(
        expect.objectContaining({ code: 'CRYPTO.BAD_CONTEXT' }),
      );
    }
  });
});

describe('a tenant key', () => {
  it('does not show its bytes in any printed form', async () => {
    const { inspect } = await import('node:util');
    const key = new TenantKey('t', 1, Buffer.alloc(32, 0x41));
    const printed = `${JSON.stringify({ key })} ${inspect(key, { depth: 9, showHidden: true })} ${String(key)}`;
    expect(printed).not.toMatch(/AAAA|4141/);
  });

  it('has 32 bytes and a version from 1', () => {
    expect(() => new TenantKey('t', 1, Buffer.alloc(31))).toThrow(expect.objectContaining({ code: 'CRYPTO.BAD_KEY' }));
    expect(() => new TenantKey('t', 0, Buffer.alloc(32))).toThrow(expect.objectContaining({ code: 'CRYPTO.BAD_KEY' }));
  });
});
