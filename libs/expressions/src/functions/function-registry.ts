import { arrayFunctions } from './array/array-functions.ts';
import { dateFunctions } from './date/date-functions.ts';
import type { ExpressionFunction } from './define-function.ts';
import { generalFunctions } from './general/general-functions.ts';
import { mathFunctions } from './math/math-functions.ts';
import { textFunctions } from './text/text-functions.ts';

/** Every function of the language, in the order of the reference page. */
export const allFunctions: readonly ExpressionFunction[] = [
  ...generalFunctions,
  ...mathFunctions,
  ...textFunctions,
  ...dateFunctions,
  ...arrayFunctions,
];

const byName = new Map(allFunctions.map((definition) => [definition.name, definition]));

/** Names in the order of the reference page. */
export const functionNames: readonly string[] = allFunctions.map(({ name }) => name);

/** The function of exactly this name; undefined when the language has none. */
export function findFunction(name: string): ExpressionFunction | undefined {
  return byName.get(name);
}
