import { inspect } from 'node:util';
import fc from 'fast-check';
import { CannotOpenError } from './index.ts';
import type { SealContext } from './seal-context.ts';
import { generationOf, WrappingKey } from './secrets.ts';

const wrapping = new WrappingKey(3, Buffer.alloc(32, 7));
const key = Buffer.alloc(32, 9);
const contexts: fc.Arbitrary<SealContext> = fc.record({
  tenant: fc.constantFrom('org_a', 'org_b'),
  object: fc.constantFrom('payload', 'secrets'),
  field: fc.constant('tenant_key.wrapped_key'),
  version: fc.integer({ min: 1, max: 4 }),
});
const context = { tenant: 'org_a', object: 'payload', field: 'tenant_key.wrapped_key', version: 1 };

describe('WrappingKey', () => {
  it('opens what it wrapped in the row it was wrapped for, and in no other', () => {
    fc.assert(
      fc.property(contexts, contexts, (mine, other) => {
        const wrapped = wrapping.wrap(mine, key);
        expect(wrapping.unwrap(mine, wrapped)).toEqual(key);
        fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
        expect(() => wrapping.unwrap(other, wrapped)).toThrow(CannotOpenError);
      }),
    );
  });

  it('never opens after any one bit of it was changed, or a byte cut off or added', () => {
    const wrapped = wrapping.wrap(context, key);
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      const changed = Buffer.from(wrapped);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => wrapping.unwrap(context, changed)).toThrow(CannotOpenError);
    }
    for (const other of [wrapped.subarray(1), wrapped.subarray(0, -1), Buffer.concat([wrapped, Buffer.alloc(1)])]) {
      expect(() => wrapping.unwrap(context, other)).toThrow(CannotOpenError);
    }
  });

  it('does not open what another key or another generation wrapped', () => {
    const others = [new WrappingKey(3, Buffer.alloc(32, 8)), new WrappingKey(4, Buffer.alloc(32, 7))];
    for (const other of others) {
      expect(() => wrapping.unwrap(context, other.wrap(context, key))).toThrow(CannotOpenError);
    }
  });

  it('says in clear which generation opens it, and shows nothing of the keys', () => {
    const wrapped = wrapping.wrap(context, key);
    expect(generationOf(wrapped)).toBe(3);
    expect(generationOf(Buffer.alloc(448, 2))).toBeUndefined();
    expect(wrapped.includes(key)).toBe(false);
    expect([inspect(wrapping), JSON.stringify(wrapping), String(wrapping)]).toEqual([
      '[secret]',
      '"[secret]"',
      '[secret]',
    ]);
  });
});
