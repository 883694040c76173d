import { RE2JS, RE2JSException } from 're2js';
import { dataError } from '../coerce/data-error.ts';
import { BoundedCache } from '../evaluate/bounded-cache.ts';
import type { PatternLiteral } from './pattern-literal.ts';

const LONGEST = 5_000;

const patterns = new BoundedCache<RE2JS>(256, (key) => {
  const separator = key.indexOf('/');
  const flags = key.slice(0, separator);
  const pattern = RE2JS.translateRegExp(key.slice(separator + 1));
  return RE2JS.compile(
    pattern,
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
      (flags.includes('m') ? RE2JS.MULTILINE : 0) |
      (flags.includes('s') ? RE2JS.DOTALL : 0),
  );
});

/**
 * Compiles a user's pattern for an engine that matches in linear time. It knows no look-around and no back-references:
 * those are what makes a backtracking engine take for ever on a hostile text.
 * @throws EvaluationError DataError when the pattern is not valid or needs what the engine does not do
 */
export function regularExpression({ pattern, flags }: PatternLiteral): RE2JS {
  if (pattern.length > LONGEST) throw dataError(`The pattern is longer than ${String(LONGEST)} characters.`);
  if (flags.includes('y')) throw dataError('The pattern has the flag y, which is not supported.');
  try {
    return patterns.get(`${flags.replace(/[^ims]/g, '')}/${pattern}`);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw dataError(
      'The pattern is not a valid regular expression, or uses look-around or back-references, which are not supported.',
    );
  }
}
