import { buildUrl } from './build-url.ts';

const plan = { url: 'https://api.example.org/x', query: [], escapesUrl: false, numbersRepeatedNames: true };

describe('buildUrl', () => {
  it('leaves an address as it was written when there is nothing to add', () => {
    const url = 'https://api.example.org/a%2Fb?sig=a+b%20c&x=%7E';
    expect(buildUrl({ ...plan, url }).href).toBe(url);
    expect(buildUrl({ ...plan, url, query: [['n', 'é &']] }).href).toBe(`${url}&n=%C3%A9%20%26`);
  });

  it.each([
    [true, 'a%5B0%5D=1&a%5B1%5D=2&a%5B2%5D=3&b=4'],
    [false, 'a=1&a=2&a=3&b=4'],
  ])('numbers names that repeat, in the address too: %s', (numbersRepeatedNames, query) => {
    const repeated = {
      url: 'https://api.example.org/x?a=1',
      query: [
        ['a', '2'],
        ['a', '3'],
        ['b', '4'],
      ] as const,
    };
    expect(buildUrl({ ...plan, ...repeated, numbersRepeatedNames }).search).toBe(`?${query}`);
  });

  it('leaves names alone that say themselves that they are lists', () => {
    const query = [
      ['tag[]', 'a'],
      ['tag[]', 'b'],
    ] as const;
    expect(buildUrl({ ...plan, query }).search).toBe('?tag%5B%5D=a&tag%5B%5D=b');
  });

  it('escapes what may not stand in an address, once', () => {
    const url = 'https://api.example.org/100%/a b?q={"x|y"}&done=%20';
    expect(buildUrl({ ...plan, url, escapesUrl: true }).href).toBe(
      'https://api.example.org/100%25/a%20b?q=%7B%22x%7Cy%22%7D&done=%20',
    );
  });

  it('survives half a character', () => {
    expect(buildUrl({ ...plan, query: [['q', '\ud83d']] }).search).toBe('?q=%EF%BF%BD');
  });
});
