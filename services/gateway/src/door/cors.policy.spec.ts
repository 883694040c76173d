import type { IncomingMessage } from 'node:http';
import { corsHeaders, isOriginAllowed } from './cors.policy.ts';

function from(origin: string | undefined, more: object = {}, method = 'POST'): IncomingMessage {
  return { method, headers: { origin, ...more } } as unknown as IncomingMessage;
}
const APP = 'https://app.example.com';

describe('a hook that allows an origin', () => {
  it('tells a page there that it may read the answer, and nobody else', () => {
    expect(corsHeaders(from(APP), [APP])).toContainEqual(['access-control-allow-origin', APP]);
    expect(corsHeaders(from('https://evil.example'), [APP])).toEqual([]);
    expect(corsHeaders(from(undefined), [APP])).toEqual([]);
    expect(corsHeaders(from(APP), [])).toEqual([]);
  });

  it('answers a preflight with the headers that were asked for, if they are some', () => {
    const preflight = (headers: string) =>
      corsHeaders(
        from(APP, { 'access-control-request-method': 'PUT', 'access-control-request-headers': headers }, 'OPTIONS'),
        ['*'],
      );
    expect(preflight('content-type, x-a')).toEqual(
      expect.arrayContaining([
        ['access-control-allow-origin', '*'],
        ['access-control-allow-headers', 'content-type, x-a'],
      ]),
    );
    expect(preflight('x: y').map(([name]) => name)).not.toContain('access-control-allow-headers');
  });

  it('takes no request from a page elsewhere, but from what is no page', () => {
    expect(isOriginAllowed(from('https://evil.example'), [APP])).toBe(false);
    expect(isOriginAllowed(from('null'), [APP])).toBe(false);
    expect(isOriginAllowed(from(undefined), [APP])).toBe(true);
    expect(isOriginAllowed(from('https://evil.example'), [])).toBe(true);
  });
});
