import { jsonChanges } from './json-changes.ts';

describe('what differs between two values', () => {
  it('is said member by member', () => {
    const before = { url: 'a', qs: { page: 1, 'a/b': 1 }, same: [1], gone: null };
    const after = { url: 'b', qs: { page: 1, 'a/b': 2 }, same: [1], added: false };
    expect(jsonChanges(before, after)).toEqual([
      { pointer: '/url', before: 'a', after: 'b' },
      { pointer: '/qs/a~1b', before: 1, after: 2 },
      { pointer: '/gone', before: null },
      { pointer: '/added', after: false },
    ]);
  });

  it('is said item by item in lists of equal length, and of the list as a whole in others', () => {
    expect(jsonChanges([1, { a: 1 }], [1, { a: 2 }])).toEqual([{ pointer: '/1/a', before: 1, after: 2 }]);
    expect(jsonChanges({ list: [1, 2] }, { list: [2] })).toEqual([{ pointer: '/list', before: [1, 2], after: [2] }]);
  });

  it('is nothing where only the order of members differs', () => {
    expect(jsonChanges({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
  });

  it('looks at what belongs to the document only', () => {
    expect(jsonChanges({}, { constructor: 1 })).toEqual([{ pointer: '/constructor', after: 1 }]);
  });
});
