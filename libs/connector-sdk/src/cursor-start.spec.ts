import { type CursorStart, cursorOfStart, readCursorStart } from './cursor-start.ts';
import { decodeValue, encodeValue } from './value-json.ts';

describe('a chosen start', () => {
  it.each<CursorStart>([
    { kind: 'all' },
    { kind: 'since', instant: new Date('2026-03-01T10:00:00Z') },
    { kind: 'after', id: 'item-7' },
  ])('%j is read as it was written, also after it was kept', (start) => {
    expect(readCursorStart(decodeValue(encodeValue(cursorOfStart(start))))).toEqual(start);
  });

  it.each([[undefined], [null], [{ seen: [] }], [{ $start: 'all' }], [{ $start: { kind: 'since', instant: 'soon' } }]])(
    'is not taken from %j',
    (cursor) => {
      expect(readCursorStart(cursor)).toBeUndefined();
    },
  );
});
