import { isId, newId, newUuid } from './ids.ts';

describe('newUuid', () => {
  it('is a version 7 UUID whose first 48 bits are the time', () => {
    const uuid = newUuid(Date.UTC(2100, 0, 1));
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2100, 0, 1));
  });

  it('grows strictly within one process, also when the clock stands still or steps back', () => {
    const start = Date.UTC(2101, 0, 1);
    const made = Array.from({ length: 10_000 }, (_, index) => newUuid(index < 5_000 ? start : start - 60_000));
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('newId', () => {
  it('starts with the prefix of its kind and is recognised as that kind only', () => {
    const id = newId('run');
    expect(isId('run', id)).toBe(true);
    expect(isId('scn', id)).toBe(false);
    expect(isId('run', `${id}x`)).toBe(false);
  });
});
