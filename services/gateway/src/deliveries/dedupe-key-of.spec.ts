import { dedupeSchema, type HookRequest } from '@ebbflow/contracts';
import { dedupeKeyOf } from './dedupe-key-of.ts';

const request = (body: string): HookRequest => ({
  method: 'POST',
  query: 'id=q%201&id=q2',
  headers: [
    ['X-Request-ID', 'h1'],
    ['Empty', ''],
  ],
  contentType: 'application/json',
  body: Buffer.from(body).toString('base64'),
  options: { kind: 'webhook', headers: false, method: false, passThrough: false } as HookRequest['options'],
});
const keyOf = (from: object, body = '{"a":{"b/c":[{"id":7}]},"n":null}') =>
  dedupeKeyOf(dedupeSchema.parse({ from }), request(body));

describe('a dedupe key', () => {
  it('stands in a header whatever its case, in the query, or in the body', () => {
    expect(keyOf({ in: 'header', name: 'x-request-id' })).toBe('h1');
    expect(keyOf({ in: 'query', name: 'id' })).toBe('q 1');
    expect(keyOf({ in: 'body', pointer: '/a/b~1c/0/id' })).toBe('7');
  });

  it('that is a number is the one that was written, however large', () => {
    const id = (body: string) => keyOf({ in: 'body', pointer: '/id' }, body);
    expect(id('{"id":9007199254740993}')).toBe('9007199254740993');
    expect(id('{"id":9007199254740993}')).not.toBe(id('{"id":9007199254740992}'));
  });

  it('stands behind a byte order mark too', () => {
    expect(keyOf({ in: 'body', pointer: '/id' }, '\ufeff{"id":"k"}')).toBe('k');
  });

  it.each([
    [{ in: 'header', name: 'other' }],
    [{ in: 'header', name: 'empty' }],
    [{ in: 'query', name: 'other' }],
    [{ in: 'body', pointer: '/n' }],
    [{ in: 'body', pointer: '/a' }],
    [{ in: 'body', pointer: '/a/b/c' }],
    [{ in: 'body', pointer: '/toString' }],
  ])('is not there: %j', (from) => {
    expect(keyOf(from)).toBeUndefined();
  });

  it('is none when the body is no JSON, or the key too long to be one', () => {
    expect(keyOf({ in: 'body', pointer: '/a' }, '{"a":')).toBeUndefined();
    expect(keyOf({ in: 'body', pointer: '/a' }, JSON.stringify({ a: 'x'.repeat(513) }))).toBeUndefined();
  });
});
