import { aScope } from '../../test/scope.builder.ts';
import { ExpressionSyntaxError } from '../expressions.errors.ts';
import { compileTemplate } from '../template/compile-template.ts';
import type { Collection, Value } from '../value.ts';
import { defaultBudget } from './budget.ts';

function evaluate(expression: string, bundle: Collection = {}, budget = defaultBudget): Value {
  return compileTemplate(`{{${expression}}}`).evaluate(aScope({ data: { 1: bundle }, budget }));
}

const failsWith = (code: string) => expect.objectContaining({ code }) as Error;

function nested(depth: number): Value {
  let value: Value = 'core';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe('an expression nested ten thousand deep', () => {
  const deep = 10_000;

  it('in parentheses is a syntax error, not an overflow of the stack', () => {
    expect(() => compileTemplate(`{{${'('.repeat(deep)}1${')'.repeat(deep)}}}`)).toThrow(ExpressionSyntaxError);
    expect(() => compileTemplate(`{{${'upper('.repeat(deep)}1${')'.repeat(deep)}}}`)).toThrow(ExpressionSyntaxError);
  });

  it('in operators is evaluated', () => {
    expect(evaluate(`1${'+1'.repeat(deep)}`)).toBe(deep + 1);
    expect(evaluate(`${'!'.repeat(deep)}true`)).toBe(true);
    expect(evaluate(`${'- '.repeat(deep)}1`)).toBe(1);
    expect(evaluate(`1${'=1'.repeat(deep)}`)).toBe(false);
    expect(evaluate(`true${' and true or false'.repeat(deep / 2)}`)).toBe(true);
  });

  it('in a path is empty', () => {
    expect(evaluate(`1${'.a'.repeat(deep)}`)).toBeUndefined();
    expect(evaluate(`get(1.x; "${'a.'.repeat(deep)}b")`, { x: nested(deep) })).toBeUndefined();
  });
});

describe('data nested ten thousand deep', () => {
  const bundle = { deep: nested(10_000), twin: nested(10_000) };

  it.each([
    'toString(1.deep)',
    '1.deep = 1.twin',
    'deduplicate(1.deep)',
    'contains(add(emptyarray; 1.deep); 1.twin)',
    'remove(1.deep; 1.twin)',
  ])('stops %s with a typed error', (expression) => {
    expect(() => evaluate(expression, bundle)).toThrow(failsWith('EXPRESSIONS.DEPTH_EXCEEDED'));
  });

  it('passes through where nothing walks into it', () => {
    expect(evaluate('1.deep', bundle)).toBe(bundle.deep);
    expect(evaluate('length(flatten(1.deep; 100000))', bundle)).toBe(1);
  });
});

describe('a value larger than fifty million bytes', () => {
  const large = 'x'.repeat(10_000_000);
  const bundle = { large, list: Array.from({ length: 100_000 }, () => 'y') };

  it.each([
    'concat(1.large; 1.large; 1.large; 1.large; 1.large; 1.large)',
    '1.large + 1.large + 1.large + 1.large + 1.large + 1.large',
    'replace(1.large; "x"; "0123456789")',
    'join(1.list; 1.large)',
    'split(1.large; "")',
    'escapeHTML(replace(1.large; "x"; "&"))',
    'toString(add(emptyarray; 1.large; 1.large; 1.large; 1.large; 1.large; 1.large; `1`))',
  ])('stops %s with a typed error', (expression) => {
    expect(() => evaluate(expression, bundle)).toThrow(/EXCEEDED|bytes allowed|steps/);
  });

  it.each(['replace(1.large; "/x/g"; "0123456789")', 'replacePattern(1.large; "x+"; "$&$&$&$&$&$&")'])(
    'stops %s before the memory is spent',
    (expression) => {
      const small = { ...defaultBudget, outputBytes: 50_000 };

      expect(() => evaluate(expression, { large: 'x'.repeat(10_000) }, small)).toThrow(
        failsWith('EXPRESSIONS.OUTPUT_EXCEEDED'),
      );
    },
  );

  it('stops a template of many holes too', () => {
    const template = compileTemplate('{{1.large}}-{{1.large}}-{{1.large}}-{{1.large}}-{{1.large}}-{{1.large}}');

    expect(() => template.evaluate(aScope({ data: { 1: bundle } }))).toThrow(failsWith('EXPRESSIONS.OUTPUT_EXCEEDED'));
  });
});

describe('steps', () => {
  it('run out on too much data', () => {
    const list = Array.from({ length: 1_000 }, (_, index) => index);

    expect(() => evaluate('sum(1.list)', { list }, { ...defaultBudget, steps: 500 })).toThrow(
      failsWith('EXPRESSIONS.STEPS_EXCEEDED'),
    );
    expect(evaluate('sum(1.list)', { list })).toBe(499_500);
  });
});

describe('a hostile pattern', () => {
  it.each(['/(a+)+$/', '/(a|aa)+$/', '/(.*)*b/', '/(?:a?){50}a{50}/', '/([a-z]+)*[0-9]/g'])(
    '%s over a long text takes no longer than the text is',
    (pattern) => {
      expect(evaluate(`replace(1.text; "${pattern}"; "-")`, { text: `${'a'.repeat(50_000)}!` })).toEqual(
        expect.any(String),
      );
    },
  );

  it('that rereads the rest of the text after every match is stopped by counting what it reads', () => {
    expect(() => evaluate('replace(1.text; "/a.*b|a/g"; "-")', { text: 'a'.repeat(20_000) })).toThrow(
      failsWith('EXPRESSIONS.STEPS_EXCEEDED'),
    );
  });

  it.each(['/(?=a)b/', '/(a)\\1/', '/(a/', '/(?<name>a)/', '/((a{100}){100}){100}/', '/a/y'])(
    '%s, which the engine does not do, is a DataError',
    (pattern) => {
      expect(() => evaluate(`replace("aab"; "${pattern}"; "-")`)).toThrow(failsWith('EXPRESSIONS.DATA'));
    },
  );

  it('of brackets in thousands is refused by its length or its nesting', () => {
    expect(() =>
      evaluate(`replace("a"; 1.pattern; "")`, { pattern: `/${'('.repeat(4_000)}a${')'.repeat(4_000)}/` }),
    ).toThrow(failsWith('EXPRESSIONS.DATA'));
  });
});
