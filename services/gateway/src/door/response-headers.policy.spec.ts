import { responseHeaders } from './response-headers.policy.ts';

const namesOf = (wanted: [string, string][]) => responseHeaders(wanted).map(([name]) => name.toLowerCase());

describe('the headers of a scenario’s answer', () => {
  it('keep what belongs to the content', () => {
    expect(
      responseHeaders([
        ['Content-Type', 'application/xml'],
        ['X-Mine', 'a b\tc'],
      ]).slice(0, 2),
    ).toEqual([
      ['Content-Type', 'application/xml'],
      ['X-Mine', 'a b\tc'],
    ]);
  });

  it.each(['Connection', 'Transfer-Encoding', 'content-length', 'UPGRADE', 'Trailer', 'Keep-Alive'])(
    'leave out %s, which belongs to the connection',
    (name) => {
      expect(namesOf([[name, 'x']])).not.toContain(name.toLowerCase());
    },
  );

  it.each(['Set-Cookie', 'Strict-Transport-Security', 'Clear-Site-Data', 'Access-Control-Allow-Origin'])(
    'leave out %s, which acts on the whole host',
    (name) => {
      expect(namesOf([[name, 'x']])).not.toContain(name.toLowerCase());
    },
  );

  it.each(['a\r\nset-cookie: b=c', 'a\nb', 'a\rb', 'a\0b', 'snow ☃', 'x'.repeat(8_193)])(
    'leave out a value that could end the header (%j)',
    (value) => {
      expect(namesOf([['x-bad', value]])).not.toContain('x-bad');
    },
  );

  it.each(['', 'a b', 'a:b', 'a\r\nb', 'ä', 'x'.repeat(129)])('leave out the impossible name %j', (name) => {
    expect(responseHeaders([[name, 'x']])).toHaveLength(2);
  });

  it('always give a page an origin of its own, whatever the scenario says', () => {
    const headers = responseHeaders([['Content-Security-Policy', 'default-src *']]);
    expect(headers.filter(([name]) => name.toLowerCase() === 'content-security-policy')).toEqual([
      ['content-security-policy', expect.stringMatching(/^sandbox (?!.*allow-same-origin)/)],
    ]);
  });

  it('are fifty at most', () => {
    expect(
      responseHeaders(Array.from({ length: 80 }, (_, index) => [`x-${String(index)}`, 'v'] as const)),
    ).toHaveLength(52);
  });
});
