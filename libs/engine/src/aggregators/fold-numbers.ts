import { ModuleError, readNumber, readText, type Bundle } from '@ebbflow/connector-sdk';

/** Functions of the numeric aggregator by their names in blueprints, long forms of hand-written files included. */
const FUNCTIONS = new Map<string, (numbers: readonly number[], rows: number) => number | null>([
  ['sum', sum],
  ['avg', average],
  ['average', average],
  ['count', (_, rows) => rows],
  ['min', (numbers) => extreme(numbers, (number, best) => number < best)],
  ['minimum', (numbers) => extreme(numbers, (number, best) => number < best)],
  ['max', (numbers) => extreme(numbers, (number, best) => number > best)],
  ['maximum', (numbers) => extreme(numbers, (number, best) => number > best)],
]);

/**
 * `result` of one function over the `value` of every bundle. Bundles without a value count for `count` only; of no numbers the
 * sum is 0 and there is no average, minimum or maximum (null).
 */
export function foldNumbers(rows: readonly Bundle[], parameters: Bundle): Bundle {
  const name = (readText(parameters, 'fn') ?? 'sum').toLowerCase();
  const compute = FUNCTIONS.get(name);
  if (compute === undefined) {
    const message = 'The field "fn" must be one of sum, avg, count, min, max.';
    throw new ModuleError('InvalidConfigurationError', message);
  }
  const numbers = name === 'count' ? [] : rows.flatMap((row) => readNumber(row, 'value') ?? []);
  return { result: compute(numbers, rows.length) };
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : sum(numbers) / numbers.length;
}

/** Not `Math.min(...)`: a hundred thousand arguments do not fit on the stack. */
function extreme(numbers: readonly number[], isBetter: (number: number, best: number) => boolean): number | null {
  let best: number | null = null;
  for (const number of numbers) if (best === null || isBetter(number, best)) best = number;
  return best;
}
