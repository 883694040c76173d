import type { Bundle, ModuleContext, ModuleDefinition, Value } from '@ebbflow/connector-sdk';
import { aggregateToJson } from './aggregate-to-json.action.ts';
import { createJson } from './create-json.action.ts';
import { parseJson } from './parse-json.action.ts';
import { transformToJson } from './transform-to-json.action.ts';

const bundles = async (module: ModuleDefinition, mapped: Bundle, parameters: Bundle = {}) =>
  (await module.run({ mapped, parameters }, {} as ModuleContext)).bundles;

describe('json:ParseJSON', () => {
  it.each<[Value, Bundle[]]>([
    ['{"a":{"b":[1]}}', [{ a: { b: [1] } }]],
    ['\uFEFF[{"a":1},"x",null]', [{ a: 1 }, { value: 'x' }, { value: null }]],
    ['[]', []],
    ['7', [{ value: 7 }]],
    [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 2 }],
    ],
    [Buffer.from('{"a":"é"}'), [{ a: 'é' }]],
    ['{"constructor":"Acme","prototype":1}', [{ constructor: 'Acme', prototype: 1 }] as Bundle[]],
  ])('makes of %j the bundles %j', async (json, expected) => {
    expect(await bundles(parseJson, { json }, { type: 12_345 })).toEqual(expected);
  });

  it.each<[string, Value]>([
    ['is empty', ''],
    ['at character 5', '{"a":x}'],
    ['nested deeper', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['__proto__', '{"a":{"__proto__":{"admin":true}}}'],
    ['is longer', `"${'x'.repeat(50_000_000)}"`],
  ])('says %s, and does not quote the text', async (message, json) => {
    await expect(bundles(parseJson, { json })).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringMatching(new RegExp(`^The field "json".*${message}`)) as string,
    });
  });
});

describe('JSON text', () => {
  it('is indented as the settings say', async () => {
    expect(await bundles(createJson, { a: [1] }, { space: '2' })).toEqual([{ json: '{\n  "a": [\n    1\n  ]\n}' }]);
    expect(await bundles(createJson, { a: 1 }, { space: 'tab' })).toEqual([{ json: '{\n\t"a": 1\n}' }]);
    expect(await bundles(transformToJson, { object: 'x' }, { space: '' })).toEqual([{ json: '"x"' }]);
  });

  it('has dates as ISO, bytes as base64, and nothing for what is not there', async () => {
    const object = { d: new Date(0), bad: new Date(Number.NaN), b: Buffer.from('hi'), u: undefined };
    expect(await bundles(transformToJson, { object })).toEqual([
      { json: '{"d":"1970-01-01T00:00:00.000Z","bad":null,"b":"aGk="}' },
    ]);
  });

  it('is not made of data without end', async () => {
    let deep: Value = 1;
    for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
    await expect(bundles(transformToJson, { object: deep })).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining('"object"') as string,
    });
  });
});

describe('json:AggregateToJSON', () => {
  it('makes one array of all bundles, an empty one of none', () => {
    expect(aggregateToJson.aggregate?.([{ a: 1 }, { a: 'x' }], {})).toEqual({ json: '[{"a":1},{"a":"x"}]' });
    expect(aggregateToJson.aggregate?.([], { space: '2' })).toEqual({ json: '[]' });
  });
});
