import { aScope } from '../../test/scope.builder.ts';
import { compileTemplate } from '../template/compile-template.ts';
import type { Value } from '../value.ts';

const data = {
  1: {
    name: 'Ann',
    'Full Name': 'Ann Lee',
    '0': 'column A',
    'content-type': 'json',
    '2fa': 'yes',
    total: 10,
    big: { list: [{ x: 1, tags: ['a', 'b'] }, { x: 2, tags: ['c'] }, { y: 0 }] },
    start: new Date('2024-05-17T00:00:00Z'),
    end: new Date('2024-05-17T00:00:01Z'),
    text: '5',
    one: { only: 'one' },
  },
  2: { __IMTINDEX__: 3, __IMTLENGTH__: 9, value: 20 },
  4: { error: { message: 'boom' } },
} as unknown as { [moduleId: number]: Value };
const variables = {
  executionId: 'exe1',
  'var.organization.plan': 'pro',
  scenarioName: 'Orders',
  body: { items: [1, 2] },
  'body.id': 9,
};
const scope = aScope({ data, variables });
const value = (expression: string) => compileTemplate(`{{${expression}}}`).evaluate(scope);

describe('a reference', () => {
  it.each([
    ['1.name', 'Ann'],
    ['1.`Full Name`', 'Ann Lee'],
    ['1.`0`', 'column A'],
    ['1.content-type', 'json'],
    ['1.2fa', 'yes'],
    ['1.big.list[1].x', 1],
    ['1.big.list[2].x', 2],
    ['1.big.list[-1].y', 0],
    ['1.big.list[0].x', undefined],
    ['1.big.list[9].x', undefined],
    ['1.big.list[].x', 1],
    ['1.big.list[].tags[]', 'a'],
    ['1.big.list.2.x', 2],
    ['1.one[].only', 'one'],
    ['1.nothing.at.all[3]', undefined],
    ['1.name.length', undefined],
    ['9.name', undefined],
    ['2.__IMTINDEX__', 3],
    ['4.error.message', 'boom'],
    ['var.organization.plan', 'pro'],
    ['body.items[-1]', undefined],
    ['executionID', 'exe1'],
    ['scenarioName', 'Orders'],
    ['scenarioId', undefined],
    ['1', 1],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('to the whole bundle is written in backticks', () => {
    expect(value('`2`')).toBe(data[2]);
    expect(value('`2`.value')).toBe(20);
  });

  it('takes every element where an argument wants an array, and the first elsewhere', () => {
    expect(value('join(1.big.list[].x; "+")')).toBe('1+2');
    expect(value('join(1.big.list[].tags[]; "")')).toBe('abc');
    expect(value('length(1.big.list[])')).toBe(3);
    expect(value('sum(1.big.list[].x)')).toBe(3);
    expect(value('upper(1.big.list[].tags[])')).toBe('A');
    expect(value('ifempty(1.big.list[].x; 5)')).toBe(1);
    expect(value('ifempty(1.big.missing[].x; 5)')).toBe(5);
    expect(value('if(1.big.list[].x = 1; "y"; "n")')).toBe('y');
    expect(value('first(1.big.list[]).x')).toBe(1);
  });

  it.each(['1.__proto__', '1.constructor', '1.big.__proto__.polluted', '1.big.list.constructor', '`1`.constructor'])(
    'never reaches a prototype: %s',
    (expression) => {
      expect(value(expression)).toBeUndefined();
    },
  );

  it('does not even answer forbidden names that the data has as its own', () => {
    const own = JSON.parse('{"__proto__": {"x": 1}, "a": {"constructor": 2}}') as Value;
    const hostile = aScope({ data: { 1: own } });

    expect(compileTemplate('{{1.__proto__.x}}').evaluate(hostile)).toBeUndefined();
    expect(compileTemplate('{{1.a.constructor}}').evaluate(hostile)).toBeUndefined();
    expect(compileTemplate('{{toString(1.a)}}').evaluate(hostile)).toBe('{}');
    expect(compileTemplate('{{keys(mergeCollections(`1`; 1.a))}}').evaluate(hostile)).toEqual(['a']);
  });
});

describe('an operator', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 % 4 - 1', 2],
    ['10 - 2 - 3', 5],
    ['-2 * -3', 6],
    ['- -2', 2],
    ['"a" + 1 + 2', 'a12'],
    ['1 + 2 + "a"', '3a'],
    ['"a" + 1.missing', 'a'],
    ['1.text * 2', 10],
    ['2.value-1.total', 10],
    ['1.total-2', 8],
    ['1.end - 1.start', 1000],
    ['1.end - 1', 1715904000999],
    ['1 = 1', true],
    ['1 == "1"', false],
    ['1 = "1"', false],
    ['1 === 1 & 2 !== 3', true],
    ['1.start = 1.start', true],
    ['1.missing = null', true],
    ['1.missing != null', false],
    ['1.missing = ""', false],
    ['1 < 2 && 2 >= 2', true],
    ['"b" > "a"', true],
    ['1.text >= 5', true],
    ['1.end > 1.start', true],
    ['1.start < "2024-05-17T00:00:01Z"', true],
    ['1.missing < 1', false],
    ['true or false and false', true],
    ['1.missing | 1.name', true],
    ['1.missing || ""', false],
    ['!1.missing', true],
    ['!!"x" = true', true],
    ['!1 = 2', false],
    ['1 < 2 = true', true],
    ['"a" = "a" and not', false],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('does not evaluate the right side when the left one decides', () => {
    expect(value('false & 1 / 0')).toBe(false);
    expect(value('true or nosuch()')).toBe(true);
  });

  it.each(['1 / 0', '1 % 0', '1 - "x"', '1 * 1.missing', '1.big + 1', '1.big < 2', '-"a"', '"abc" > 1'])(
    '%s is a DataError with its place',
    (expression) => {
      expect(() => value(expression)).toThrow(
        expect.objectContaining({ errorClass: 'DataError', position: expect.any(Number) as number }) as Error,
      );
    },
  );
});

describe('a literal or keyword', () => {
  it.each([
    ['"say ""hi"""', 'say "hi"'],
    ['"\\n \\"', '\\n \\'],
    ["'it''s'", "it's"],
    ['1.25', 1.25],
    ['true', true],
    ['null', null],
    ['emptyarray', []],
    ['emptystring()', ''],
    ['timestamp', 1715947200],
    ['now', new Date('2024-05-17T12:00:00Z')],
    ['round(pi * 100)', 314],
    ['random', 0.5],
    ['uuid', '88888888-8888-4888-a888-888888888888'],
    ['2024-05-17T10:00:00Z', '2024-05-17T10:00:00Z'],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe('an argument', () => {
  it.each([
    ['upper(hello)', 'HELLO'],
    ['upper(hello world)', 'HELLO WORLD'],
    ["upper(don't)", "DON'T"],
    ['upper(10 items)', '10 ITEMS'],
    ['upper(sender.name)', 'SENDER.NAME'],
    ['upper(body.id)', '9'],
    ['formatDate(now; YYYY-MM-DD)', '2024-05-17'],
    ['formatDate(now; DD.MM.YYYY HH:mm)', '17.05.2024 12:00'],
    ['join(1.big.list[].tags[]; -)', 'a-b-c'],
    ['join(1.big.list[].tags[]; ,)', 'a,b,c'],
    ['contains("a.b"; .)', true],
    ['if(1 = 1, "y", "n")', 'y'],
    ['get(1.big, "list.2.x")', 2],
    ['replace("a-b"; "-";)', 'ab'],
    ['replace("a1 b22"; /[0-9]+/g; #)', 'a# b#'],
    ['replace("a/b"; /; -)', 'a-b'],
    ['round(2.345; 2)', 2],
    ['if(salt and pepper; 1; 2)', 1],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('that does not fit its type is a DataError which names the function', () => {
    expect(() => value('addDays("soon"; 1)')).toThrow(/^addDays: A date is needed here/);
    expect(() => value('upper(round(1.big))')).toThrow(expect.objectContaining({ position: 8 }) as Error);
  });
});
