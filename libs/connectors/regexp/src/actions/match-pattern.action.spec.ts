import type { Bundle, ModuleContext, ModuleDefinition } from '@ebbflow/connector-sdk';
import { matchMappedPattern } from './match-mapped-pattern.action.ts';
import { matchPattern } from './match-pattern.action.ts';

const bundles = async (module: ModuleDefinition, parameters: Bundle, mapped: Bundle) =>
  (await module.run({ parameters, mapped }, {} as ModuleContext)).bundles;
const match = (pattern: string, text: string, more: Bundle = {}) =>
  bundles(matchPattern, { pattern, ...more }, { text });
const dataError = (message: string) =>
  expect.objectContaining({ errorClass: 'DataError', message: expect.stringContaining(message) as string }) as unknown;

describe('regexp:Parser', () => {
  it('answers the first match with its groups by number and by name', async () => {
    expect(await match('(?<name>\\w+)@(\\w+)', 'to ada@example, bob@example')).toEqual([
      { i: 1, $1: 'ada', $2: 'example', name: 'ada', __IMTMATCH__: 'ada@example' },
    ]);
  });

  it('answers a bundle for every match when it is global', async () => {
    expect(await match('(a)|(b)', 'ab', { global: true })).toEqual([
      { i: 1, $1: 'a', $2: null, __IMTMATCH__: 'a' },
      { i: 2, $1: null, $2: 'b', __IMTMATCH__: 'b' },
    ]);
  });

  it('answers nothing where nothing matches, or nothing is there', async () => {
    expect(await match('(x)', 'abc')).toEqual([]);
    expect(await match('(x)', '')).toEqual([]);
  });

  it('takes the JSON out of an answer of a model, as scenarios of real users do', async () => {
    const [found] = await match('(\\{[\\s\\S]*?\\})', 'Here you are:\n```json\n{\n "a": 1\n}\n```');
    expect(found).toMatchObject({ $1: '{\n "a": 1\n}' });
  });

  it.each<[string, Bundle, string, number]>([
    ['(abc)', {}, 'ABC', 1],
    ['(abc)', { sensitive: 'true' }, 'ABC', 0],
    ['^(b)$', {}, 'a\nb', 0],
    ['^(b)$', { multiline: true }, 'a\nb', 1],
    ['(a.b)', {}, 'a\nb', 0],
    ['(a.b)', { singleline: true }, 'a\nb', 1],
  ])('reads %s with %j on %j: %i matches', async (pattern, options, text, count) => {
    expect(await match(pattern, text, options)).toHaveLength(count);
  });

  it('calls a search without end an error, unless the author ignores it', async () => {
    await expect(match('(x*)', 'ab', { global: true })).rejects.toEqual(dataError('matches empty text'));
    expect(await match('(x*)', 'ax', { global: true, ignoreInfiniteLoopsWhenGlobal: true })).toMatchObject([
      { $1: '' },
      { $1: 'x' },
      { $1: '' },
    ]);
  });

  it.each(['', '(', '(?=a)', '(a)\\1', 'a'.repeat(5_001)])(
    'refuses the pattern %j by naming the field',
    async (pattern) => {
      await expect(match(pattern, 'a')).rejects.toEqual(dataError('"pattern"'));
    },
  );

  it('stops a pattern that would need minutes for a text made to slow it down', async () => {
    const started = process.hrtime.bigint();
    expect(await match('^(a+)+$', `${'a'.repeat(50_000)}!`)).toEqual([]);
    await expect(match('a.*b|a', 'a'.repeat(50_000), { global: true })).rejects.toEqual(dataError('too much time'));
    // Backtracking would never come back; thirty seconds only tell the two apart.
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(30);
  });

  it('does not work on a text of 50 MB', async () => {
    await expect(match('(a)', 'x'.repeat(50_000_000))).rejects.toEqual(dataError('"text" is longer'));
  });
});

describe('regexp:AdvancedParser', () => {
  it('takes its pattern from the mapper and its options from the settings', async () => {
    expect(
      await bundles(
        matchMappedPattern,
        { global: true, advancedParser: true },
        { pattern: '(\\d+)', text: '1 and 22' },
      ),
    ).toMatchObject([{ $1: '1' }, { $1: '22' }]);
  });
});
