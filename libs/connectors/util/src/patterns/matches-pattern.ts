import { ModuleError } from '@ebbflow/connector-sdk';
import { RE2JS, RE2JSException } from 're2js';

const LONGEST_PATTERN = 5_000;
/** States times characters: what one search may cost, about two seconds of a core. */
const MOST_WORK = 500_000_000;

/**
 * Whether a pattern (JavaScript's) is found in a text, in time linear in the text.
 * @throws ModuleError DataError naming `field` when the pattern is not valid, or both together are too large
 */
export function matchesPattern(text: string, pattern: string, field: string): boolean {
  if (pattern.length > LONGEST_PATTERN) {
    throw new ModuleError('DataError', `The field "${field}" is longer than ${String(LONGEST_PATTERN)} characters.`);
  }
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(pattern));
    if (expression.programSize() * text.length > MOST_WORK) {
      throw new ModuleError('DataError', `The pattern in "${field}" needs too much time for this text.`);
    }
    return expression.matcher(text).find();
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new ModuleError(
      'DataError',
      `The field "${field}" is not a valid regular expression, or uses look-around or back-references, which are not supported.`,
    );
  }
}
