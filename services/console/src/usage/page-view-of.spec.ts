import type { FastifyRequest } from 'fastify';
import { browserTypeOf } from './browser-type.ts';
import { pageViewOf } from './page-view-of.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

describe('the type of a browser', () => {
  it.each([
    [CHROME, 'Chrome 142'],
    [`${CHROME} Edg/142.0.3595.53`, 'Edge 142'],
    [`${CHROME} OPR/120.0.0.0`, 'Opera 120'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140'],
    ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15', 'Safari 26'],
    ['curl/8.5.0', null],
    [undefined, null],
    [`Firefox/140 ${'x'.repeat(1_000)}`, null],
  ])('of %s is %s', (userAgent, type) => {
    expect(browserTypeOf(userAgent)).toBe(type);
  });
});

describe('a page view', () => {
  const viewed = { principal: undefined, occurredAt: new Date(0), publicOrigin: 'https://flow.example.test' };
  const of = (headers: Record<string, string>, url = '/sign-in'): ReturnType<typeof pageViewOf> =>
    pageViewOf({ headers, ip: '192.0.2.7', routeOptions: { url } } as unknown as FastifyRequest, viewed);

  it.each([
    ['https://flow.example.test/setup/ebl_canary?x=canary', 'https://flow.example.test/setup'],
    ['https://flow.example.test/', 'https://flow.example.test/'],
    ['http://localhost:7100/invitation/ebl_canary', 'http://localhost:7100/invitation'],
    ['https://news.example/articles/canary?reader=canary#canary', 'https://news.example/'],
    ['https://canary:canary@news.example/', 'https://news.example/'],
    ['javascript:canary', null],
    ['canary', null],
  ])('coming from %s keeps %s', (referer, referringPage) => {
    expect(of({ referer, host: 'LOCALHOST:7100' }).referringPage).toBe(referringPage);
  });

  it.each([
    ['cs-CZ,cs;q=0.9,en;q=0.8', 'cs-CZ'],
    ['en;q=0.8', 'en'],
    ['*', null],
    ['<canary>', null],
  ])('in the languages %s keeps %s', (languages, locale) => {
    expect(of({ 'accept-language': languages }).locale).toBe(locale);
  });

  it('names its page by the pattern of its address, and nobody when nobody is signed in', () => {
    expect(of({}, '/setup/:token')).toEqual({
      occurredAt: '1970-01-01T00:00:00.000Z',
      page: '/setup/:token',
      clientIp: '192.0.2.7',
      browserType: null,
      referringPage: null,
      locale: null,
      search: null,
    });
  });
});
