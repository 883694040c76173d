import { type Admission, admit } from './room.policy.ts';

const room = { maxCount: 2, maxBytes: 100 };

function admitAll(sizes: readonly number[], dataloss: boolean): Admission[] {
  const fill = { count: 0, bytes: 0 };
  return sizes.map((bytes) => admit(fill, bytes, room, dataloss));
}

describe('admit', () => {
  it('drops what finds no room where data may be lost, by number or by size', () => {
    expect(admitAll([1, 1, 1], true)).toEqual(['stored', 'stored', 'dropped']);
    expect(admitAll([60, 50, 40], true)).toEqual(['stored', 'dropped', 'stored']);
  });

  it('keeps it beyond the room where not, but not without end', () => {
    const admissions = admitAll(
      Array.from({ length: 21 }, () => 1),
      false,
    );
    expect(admissions.slice(0, 2)).toEqual(['stored', 'stored']);
    expect(new Set(admissions.slice(2, 20))).toEqual(new Set(['stored-beyond']));
    expect(admissions[20]).toBe('dropped');
  });
});
