import { isOutdated } from './outdated-browser.policy.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const IPHONE = (os: string): string => `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) AppleWebKit/605.1.15`;

describe('a browser that is refused', () => {
  it.each([
    ['Chrome 110', `${WINDOWS} ${KHTML} Chrome/110.0.0.0 Safari/537.36`],
    ['Edge on Chromium 109', `${WINDOWS} ${KHTML} Chrome/109.0.0.0 Safari/537.36 Edg/109.0.1518.61`],
    ['Firefox 113', `${WINDOWS.replace(')', '; rv:109.0)')} Gecko/20100101 Firefox/113.0`],
    ['Safari 16.3', `${MAC} Version/16.3 Safari/605.1.15`],
    ['Chrome on iOS 15', `${IPHONE('15_8')} (KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1`],
    ['Safari on iOS 16.3', `${IPHONE('16_3_1')} (KHTML, like Gecko) Version/16.3 Mobile/15E148 Safari/604.1`],
    ['Internet Explorer 11', 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko'],
    ['Internet Explorer 8', 'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)'],
    ['the old Edge', `${WINDOWS} ${KHTML} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`],
    ['Opera 12', 'Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18'],
    [
      'a phone of 2013',
      'Mozilla/5.0 (Linux; U; Android 4.1.2; en) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
    ],
  ])('%s', (_name, userAgent) => {
    expect(isOutdated({ userAgent })).toBe(true);
  });

  it('is known by its brands where its user agent says another thing', () => {
    const brands = '"Chromium";v="96", "Google Chrome";v="96", ";Not A Brand";v="99"';
    expect(isOutdated({ userAgent: `${WINDOWS} ${KHTML} Chrome/130.0.0.0 Safari/537.36`, brands })).toBe(true);
  });
});

describe('a browser that is taken', () => {
  it.each([
    ['Chrome 111', `${WINDOWS} ${KHTML} Chrome/111.0.0.0 Safari/537.36`],
    ['Edge of today', `${WINDOWS} ${KHTML} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`],
    ['Firefox 114', `${WINDOWS} Gecko/20100101 Firefox/114.0`],
    ['Safari 16.4', `${MAC} Version/16.4 Safari/605.1.15`],
    ['Safari 26', `${MAC} Version/26.0 Safari/605.1.15`],
    ['Firefox on iOS 17', `${IPHONE('17_1')} (KHTML, like Gecko) FxiOS/119.0 Mobile/15E148 Safari/605.1.15`],
    ['one nobody here knows', 'Mozilla/5.0 (X11; Linux x86_64) Servo/1.0'],
  ])('%s', (_name, userAgent) => {
    expect(isOutdated({ userAgent })).toBe(false);
  });
});

describe('what is no browser passes', () => {
  it.each([
    ['curl', 'curl/7.29.0'],
    ['a program', 'node'],
    ['one that says nothing', undefined],
    ['a search engine', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['one on an old engine', `Mozilla/5.0 ${KHTML} Chrome/80.0.0.0 Safari/537.36 (compatible; bingbot/2.0)`],
    ['a novel', `Mozilla/5.0 ${'Chrome/1 '.repeat(1_000)}`],
  ])('%s', (_name, userAgent) => {
    expect(isOutdated({ userAgent })).toBe(false);
  });
});
