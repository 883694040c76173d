import fc from 'fast-check';
import { compileTemplate, EvaluationError, ExpressionSyntaxError, functionNames, type Value } from '../src/index.ts';
import { aScope } from './scope.builder.ts';

const RUNS = 2_000;

/** Pieces that the grammar knows, so that most texts get beyond its first token. */
const token = fc.oneof(
  fc.constantFrom(
    ...[
      '1.a',
      '1.b[]',
      '1.c[2].d',
      '`1`',
      '2.`x y`',
      '1.__proto__',
      'now',
      'null',
      'ignore',
      'emptyarray',
      '"t"',
      '7',
      '-1.5',
    ],
  ),
  fc.constantFrom(
    ...[
      '+',
      '-',
      '*',
      '/',
      '%',
      '=',
      '!=',
      '<',
      '>=',
      '&',
      '|',
      '!',
      ';',
      ',',
      '(',
      ')',
      '[',
      ']',
      '.',
      ' ',
      'and',
      'or',
    ],
  ),
  fc.constantFrom(...functionNames).map((name) => `${name}(`),
  fc.constantFrom('{{', '}}', '"', '`', "'", '\\', 'é', '😀', '\u0000', '\ud800'),
  fc.string({ maxLength: 5 }),
);
const soup = fc.array(token, { maxLength: 14 }).map((tokens) => `x{{${tokens.join('')}}}`);

const argument = fc.oneof(
  fc.constantFrom(
    ...[
      '1.a',
      '1.b[]',
      '1.b[].d',
      '1.c',
      '`1`',
      '1.deep',
      'now',
      'null',
      '""',
      '"asc"',
      '"a.b"',
      '"/(a|b)*c/gi"',
      '"$1$&$"',
      '"YYYY-MM-DD Do"',
    ],
  ),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => (Number.isInteger(number) ? String(number) : number.toFixed(3))),
  fc.string({ maxLength: 20 }).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const call = fc
  .tuple(fc.constantFrom(...functionNames), fc.array(argument, { maxLength: 5 }))
  .map(([name, given]) => `{{${name}(${given.join('; ')})}}`);

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array({ maxLength: 10 }),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'x y', '__proto__', 'constructor'), tie('value'), { maxKeys: 4 }),
  ),
}));

function deep(): Value {
  let nested: Value = [];
  for (let level = 0; level < 5_000; level += 1) nested = level % 2 === 0 ? [nested] : { a: nested };
  return nested;
}
const deepValue = deep();

/** Everything but the two typed errors comes out and fails the property. */
function run(text: string, bundle: Value): void {
  // Not Object.assign: an own key `__proto__` would become the prototype, and the bundle no plain data any more.
  const withDeep =
    typeof bundle === 'object' && bundle !== null && !Array.isArray(bundle)
      ? Object.fromEntries<Value>([...Object.entries(bundle), ['deep', deepValue]])
      : bundle;
  try {
    compileTemplate(text).evaluate(aScope({ data: { 1: withDeep, 2: bundle }, timezone: 'Europe/Prague' }));
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError) && !(error instanceof EvaluationError)) throw error;
  }
}

describe('whatever the text and the data are', () => {
  it('a soup of tokens throws nothing but the two typed errors', () => {
    fc.assert(fc.property(soup, value, run), { numRuns: RUNS });
  });

  it('any text throws nothing but the two typed errors', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), value, run), { numRuns: RUNS });
  });

  it('any function with any arguments throws nothing but the two typed errors', () => {
    fc.assert(fc.property(call, value, run), { numRuns: RUNS * 2 });
  });

  it('evaluating changes nothing in the data', () => {
    fc.assert(
      fc.property(call, fc.dictionary(fc.constantFrom('a', 'b', 'c'), value), (text, bundle) => {
        const before = structuredClone(bundle);
        run(text, bundle);
        expect(bundle).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});
