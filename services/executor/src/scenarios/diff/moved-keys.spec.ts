import { movedKeys } from './moved-keys.ts';

const moved = (before: string, after: string): string => [...movedKeys(Array.from(before), Array.from(after))].join('');

describe('what was moved', () => {
  it.each([
    ['abcd', 'abcd', ''],
    ['abcd', 'bcda', 'a'],
    ['abcd', 'dabc', 'd'],
    ['abcd', 'acbd', 'c'],
    ['', '', ''],
  ])('from %s to %s is %j', (before, after, expected) => {
    expect(moved(before, after)).toBe(expected);
  });

  it('is all but one when everything is turned round', () => {
    expect(moved('abcd', 'dcba')).toHaveLength(3);
  });
});
