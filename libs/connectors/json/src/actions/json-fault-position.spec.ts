import { jsonFaultPosition } from './json-fault-position.ts';

it.each([
  ['{"a":x}', 5],
  ['{"a":1,}', 7],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{a:1}', 1],
  ['{"a":1]', 6],
  ['["a\tb"]', 3],
  ['["\\x"]', 2],
  ['01', 1],
  ['{} {}', 3],
  ['[1,2', 4],
  ['"abc', 4],
  ['', 0],
  ['  ]', 2],
  ['["\u00e9\u{1f600}", nope]', 8],
])('%j stops being JSON at %i', (text, position) => {
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(jsonFaultPosition(text)).toBe(position);
});

it('goes through texts that are JSON to their end', () => {
  for (const text of ['{"a":[1,-2.5e+3,true,null,"x\\u00e9\\n",{}],"b":[]}', ' 7 ', '"\u2028"', '[[],[[]]]']) {
    expect(jsonFaultPosition(text)).toBe(text.length);
  }
});

it('takes time linear in the text', () => {
  expect(jsonFaultPosition('['.repeat(1_000_000))).toBe(1_000_000);
  expect(jsonFaultPosition(`["${'x'.repeat(5_000_000)}`)).toBe(5_000_002);
});
