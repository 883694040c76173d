import { MatcherInput } from 're2js';
import { type Budget, defaultBudget } from '../evaluate/budget.ts';
import { Meter } from '../evaluate/meter.ts';
import { MeteredText } from './metered-text.ts';
import { regularExpression } from './regular-expression.ts';

/**
 * Whether a pattern is found anywhere in a text, in linear time; what the filter operator `text:pattern` asks.
 * `flags` are letters of a regular expression literal; `i` ignores case.
 * @throws EvaluationError DataError when the pattern is not valid or not supported
 */
export function matchesPattern(text: string, pattern: string, flags = '', budget: Budget = defaultBudget): boolean {
  const expression = regularExpression({ pattern, flags });
  const metered = new MeteredText(text, new Meter(budget), expression.programSize());
  return expression.matcher(MatcherInput.utf16(metered)).find();
}
