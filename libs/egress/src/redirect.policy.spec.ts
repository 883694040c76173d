import { nextHop, type Hop } from './redirect.policy.ts';

const ports = [{ from: 1, to: 65_535 }];
const hop: Hop = {
  url: new URL('https://api.example.com/v1/things?x=1'),
  method: 'POST',
  headers: [
    ['Authorization', 'Bearer secret'],
    ['Cookie', 'a=b'],
    ['X-Api-Key', 'secret'],
    ['X-Whatever-The-Connection-Calls-It', 'secret'],
    ['Idempotency-Key', 'run_1'],
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
  ],
  body: Buffer.from('{}'),
  tls: { certificate: 'PEM', privateKey: 'PEM' },
};
const names = (next: Hop | undefined): string[] | undefined => next?.headers.map(([name]) => name);

describe('nextHop', () => {
  it('keeps every header within one origin', () => {
    const next = nextHop(hop, 307, '/v2/things', ports);
    expect(next?.url.href).toBe('https://api.example.com/v2/things');
    expect(next?.headers).toEqual(hop.headers);
    expect(next?.body).toBe(hop.body);
  });

  it.each([
    ['another host', 'https://evil.example.com/'],
    ['another port', 'https://api.example.com:8443/'],
    ['plain http', 'http://api.example.com/'],
    ['a longer name', 'https://api.example.com.evil.net/'],
    ['a scheme-relative address', '//evil.example.com/'],
  ])('takes only what is harmless along to %s', (_case, location) => {
    expect(names(nextHop(hop, 308, location, ports))).toEqual(['Content-Type', 'Accept']);
  });

  it('turns a POST into a GET without body on 301, 302 and 303, and leaves it a POST on 307 and 308', () => {
    for (const status of [301, 302, 303]) {
      const next = nextHop(hop, status, '/', ports);
      expect([next?.method, next?.body, names(next)?.includes('Content-Type')]).toEqual(['GET', undefined, false]);
    }
    for (const status of [307, 308]) expect(nextHop(hop, status, '/', ports)?.method).toBe('POST');
    expect(nextHop({ ...hop, method: 'PUT' }, 302, '/', ports)?.method).toBe('PUT');
    expect(nextHop({ ...hop, method: 'PUT' }, 303, '/', ports)?.method).toBe('GET');
    expect(nextHop({ ...hop, method: 'HEAD' }, 303, '/', ports)?.method).toBe('HEAD');
  });

  it('does not move without a location, nor on another status', () => {
    expect(nextHop(hop, 302, undefined, ports)).toBeUndefined();
    for (const status of [200, 201, 300, 304, 305, 306]) expect(nextHop(hop, status, '/', ports)).toBeUndefined();
  });

  it.each(['ftp://example.com/', 'file:///etc/passwd', 'https://user:pass@example.com/', 'https://', 'javascript:1'])(
    'refuses to move to %s',
    (location) => {
      expect(() => nextHop(hop, 302, location, ports)).toThrow(expect.objectContaining({ code: 'EGRESS.BAD_URL' }));
    },
  );

  it('refuses a port that is not open, also when redirected there', () => {
    expect(() => nextHop(hop, 302, 'https://api.example.com:22/', [{ from: 443, to: 443 }])).toThrow(
      expect.objectContaining({ code: 'EGRESS.BAD_URL' }),
    );
  });
});
