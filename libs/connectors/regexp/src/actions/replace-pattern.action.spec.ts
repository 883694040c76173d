import type { Bundle, ModuleContext } from '@ebbflow/connector-sdk';
import { replacePattern } from './replace-pattern.action.ts';

const replace = async (mapped: Bundle) =>
  (await replacePattern.run({ parameters: {}, mapped }, {} as ModuleContext)).bundles[0]?.['text'];

describe('regexp:Replace', () => {
  it.each<[Bundle, string]>([
    [{ text: 'a-b-c', pattern: '-', value: '+' }, 'a+b-c'],
    [{ text: 'a-b-c', pattern: '-', value: '+', global: true }, 'a+b+c'],
    [{ text: 'a-b', pattern: '-', value: '', global: 'true' }, 'ab'],
    [{ text: 'Ada Lovelace', pattern: '(\\w+) (\\w+)', value: '$2, $1' }, 'Lovelace, Ada'],
    [{ text: 'Ada', pattern: '(?<first>\\w+)', value: '<$<first>|$<other>|$&|$$|$9>' }, '<Ada|$<other>|Ada|$|$9>'],
    [{ text: 'ab', pattern: '(a)', value: '$10' }, 'a0b'],
    [{ text: 'x', pattern: 'y', value: 'z', global: true }, 'x'],
    [{ text: 'a\nb', pattern: '^', value: '> ', global: true, multiline: true }, '> a\n> b'],
  ])('%j gives %j', async (mapped, expected) => {
    expect(await replace(mapped)).toBe(expected);
  });

  it('refuses to grow a text without end', async () => {
    await expect(
      replace({ text: 'a'.repeat(100_000), pattern: 'a', value: 'b'.repeat(1_000), global: true }),
    ).rejects.toMatchObject({ errorClass: 'DataError', message: expect.stringContaining('replaced text') as string });
  });
});
