import { newId } from '@ebbflow/kernel';
import { readListCursor, writeListCursor } from './list-cursor.policy.ts';

describe('a cursor', () => {
  it('names the place where a page ended', () => {
    const place = { key: 'übersicht', id: newId('scn') };
    expect(readListCursor(writeListCursor(place))).toEqual(place);
  });

  it.each([
    '',
    'x',
    newId('scn'),
    Buffer.from('{"a":1}').toString('base64url'),
    writeListCursor({ key: '', id: 'scn_1' }),
    writeListCursor({ key: 'a\0', id: newId('scn') }),
  ])('%j is none', (cursor) => {
    expect(readListCursor(cursor)).toBeUndefined();
  });
});
