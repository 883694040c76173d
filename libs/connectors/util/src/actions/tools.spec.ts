import type { Bundle, ModuleContext, ModuleDefinition, Value } from '@ebbflow/connector-sdk';
import { composeText } from './compose-text.action.ts';
import { generateBundles } from './generate-bundles.action.ts';
import { getVariables } from './get-variables.action.ts';
import { incrementCounter } from './increment-counter.action.ts';
import { setVariable2 } from './set-variable.action.ts';
import { setVariables } from './set-variables.action.ts';
import { sleep } from './sleep.action.ts';
import { switchValue } from './switch-value.action.ts';
import { transformEncoding } from './transform-encoding.action.ts';

const run = (
  module: ModuleDefinition,
  mapped: Bundle,
  parameters: Bundle = {},
  variables: Record<string, Value> = {},
) =>
  module.run({ mapped, parameters }, {
    moduleId: 7,
    variable: (name: string) => variables[name],
  } as unknown as ModuleContext);
const output = async (module: ModuleDefinition, mapped: Bundle, parameters: Bundle = {}) =>
  (await run(module, mapped, parameters)).bundles;

describe('util:ComposeTransformer', () => {
  it('gives its text on, and an empty one for nothing', async () => {
    expect(await output(composeText, { value: 'Hi Ada' })).toEqual([{ value: 'Hi Ada' }]);
    expect(await output(composeText, {})).toEqual([{ value: '' }]);
    await expect(output(composeText, { value: 'x'.repeat(20_000_000) })).rejects.toMatchObject({
      errorClass: 'DataError',
    });
  });
});

describe('util:Switcher', () => {
  const cases = [
    { pattern: 'complete', output: 'continue' },
    { pattern: '^c', output: { nested: true } },
  ];
  it.each<[Bundle, Value]>([
    [{ input: 'complete', useRegExpMatch: false }, 'continue'],
    [{ input: 'other', useRegExpMatch: false, elseOutput: 'stop' }, 'stop'],
    [{ input: 'other', useRegExpMatch: 'false' }, null],
    [{ input: 'cart', useRegExpMatch: true }, { nested: true }],
    [{ input: 'Cart', useRegExpMatch: true, elseOutput: 0 }, 0],
  ])('%j is %j', async (mapped, expected) => {
    expect(await output(switchValue, { casesTable: cases, ...mapped })).toEqual([{ output: expected }]);
  });

  it('names the case whose pattern is wrong, and never hangs on one that is slow elsewhere', async () => {
    const slow = [{ pattern: 'no' }, { pattern: '(a+)+$', output: 1 }];
    expect(
      await output(switchValue, { input: `${'a'.repeat(10_000)}!`, useRegExpMatch: true, casesTable: slow }),
    ).toEqual([{ output: null }]);
    await expect(
      output(switchValue, { input: 'x', useRegExpMatch: true, casesTable: [{ pattern: '(?=x)' }] }),
    ).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining('casesTable[1].pattern') as string,
    });
    await expect(
      output(switchValue, {
        input: 'x'.repeat(16_000_000),
        useRegExpMatch: true,
        casesTable: [{ pattern: '(x{200}y){4}' }],
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('too much time') as string });
  });
});

describe('util:FunctionIncrement', () => {
  it.each([
    ['run', 'roundtrip'],
    ['execution', 'execution'],
    ['scenario', 'scenario'],
  ])('resets after %s', async (reset, scope) => {
    expect(await run(incrementCounter, {}, { reset })).toEqual({
      bundles: [{ i: 1 }],
      variables: { scope, values: { __IMTINCREMENT__7: 1 } },
    });
  });

  it('counts on from where it was, apart from other counters', async () => {
    const variables = { __IMTINCREMENT__7: 41, __IMTINCREMENT__8: 5 };
    expect((await run(incrementCounter, {}, { reset: 'scenario' }, variables)).bundles).toEqual([{ i: 42 }]);
    await expect(run(incrementCounter, {}, { reset: 'daily' })).rejects.toMatchObject({ errorClass: 'DataError' });
  });
});

describe('util:BasicTrigger', () => {
  it('gives the bundles that are written in it', async () => {
    const values = [{ spec: [{ name: 'a', value: 'b' }, { name: 'n' }] }, { spec: [{ name: 'a', value: 'c' }] }];
    expect(await output(generateBundles, {}, { values })).toEqual([{ a: 'b', n: null }, { a: 'c' }]);
  });

  it('gives one empty bundle where none is written', async () => {
    expect(await output(generateBundles, {}, {})).toEqual([{}]);
  });
});

describe('util:TransformEncoding', () => {
  it('reads one code page and writes another', async () => {
    const bytes = new Uint8Array([0xe9, 0x9e]);
    const [bundle] = await output(transformEncoding, {
      input: bytes,
      inputCodepage: 'windows-1250',
      outputCodepage: 'utf-8',
    });
    expect(Buffer.from(bundle?.['output'] as Uint8Array).toString('utf8')).toBe('éž');
    await expect(output(transformEncoding, { input: 'x', inputCodepage: 'nonsense' })).rejects.toMatchObject({
      message: expect.stringContaining('inputCodepage') as string,
    });
    await expect(output(transformEncoding, { input: 'x', outputCodepage: 'ebcdic' })).rejects.toMatchObject({
      message: expect.stringContaining('outputCodepage') as string,
    });
  });
});

describe('variables and pauses', () => {
  it('live as long as their scope says, one cycle where nothing is said', async () => {
    expect(await run(setVariable2, { name: 'a', value: 1 })).toMatchObject({ variables: { scope: 'roundtrip' } });
    expect(await run(setVariables, { scope: 'execution', variables: [{ name: 'a', value: 1 }] })).toMatchObject({
      bundles: [{ a: 1 }],
      variables: { scope: 'execution', values: { a: 1 } },
    });
  });

  it('have names; "__proto__" is none', async () => {
    await expect(run(setVariable2, { value: 1 })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(run(setVariable2, { name: '__proto__', value: 1 })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(run(getVariables, { variables: ['__proto__'] })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(run(setVariables, { variables: [{ name: '__proto__', value: 1 }] })).rejects.toMatchObject({
      errorClass: 'DataError',
    });
  });

  it('last five minutes at most', async () => {
    expect(await run(sleep, { duration: '300' })).toMatchObject({ sleepMs: 300_000 });
    await expect(run(sleep, { duration: 301 })).rejects.toMatchObject({
      message: expect.stringContaining('"duration"') as string,
    });
  });
});
