import type { ModuleContext } from '@ebbflow/connector-sdk';
import { evaluateMathExpression } from './evaluate-expression.action.ts';

const evaluate = async (expression: string) =>
  (await evaluateMathExpression.run({ mapped: { expression }, parameters: {} }, {} as ModuleContext)).bundles[0]?.[
    'result'
  ];

describe('math:EvaluateExpression', () => {
  it.each([
    ['(sqrt(3^2 + 4^2)) + (2 * (3 + 4))', 19],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['2^3^2', 512],
    ['10 % 4', 2],
    ['5! / fac(4)', 5],
    ['- -3', 3],
    ['2*-3', -6],
    ['1.5e3 + .5', 1500.5],
    ['max(1, 2, min(9, 3)) + abs(-1)', 4],
    ['round(1.005, 2)', 1.01],
    ['round(2.5)', 3],
    ['3 > 2 and not (1 == 2)', 1],
    ['if(2 <= 1, 10, 20)', 20],
    ['cos(pi)', -1],
    ['log10(1000)', 3],
    ['sum(1, 2, 3) / average(2, 4)', 2],
  ])('%s = %d', async (expression, expected) => {
    expect(await evaluate(expression)).toBeCloseTo(expected, 12);
  });

  it.each([
    ['is empty', ''],
    ['at character 4 a number was expected', '1 + '],
    ['at character 3 the end was expected', '1 2'],
    ['at character 3 a number was expected', '1+*2'],
    ['at character 3 ")" was expected', '(1 '],
    ['at character 3 there is a character that has no meaning', '1 ; process.exit()'],
    ['at character 1 there is a name that is not known', 'constructor'],
    ['at character 1 there is a function that is not known', 'constructor(1)'],
    ['at character 1 the function needs 1 arguments', 'sqrt(1, 2)'],
    ['at character 1 the function needs 1 to 1000 arguments', 'max()'],
    ['no finite number', '1 / 0'],
    ['no finite number', 'sqrt(-1)'],
    ['no finite number', '10^400'],
    ['no finite number', '1e9!'],
    ['nested deeper than 200 levels', `${'('.repeat(4_000)}1`],
    ['nested deeper than 200 levels', '-'.repeat(5_000)],
    ['is longer than', '1+'.repeat(10_000)],
  ])('says %s', async (message, expression) => {
    await expect(evaluate(expression)).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining(message) as string,
    });
  });

  it('adds up long sums without nesting', async () => {
    expect(await evaluate(`${'1+'.repeat(4_999)}1`)).toBe(5_000);
  });
});
