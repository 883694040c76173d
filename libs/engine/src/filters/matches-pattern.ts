import { ModuleError } from '@ebbflow/connector-sdk';
import { RE2JS } from 're2js';

/**
 * Whether the pattern is found in the text. RE2, in time linear in the text: a user's pattern must not stop a worker.
 * @throws ModuleError DataError for a pattern RE2 does not know (look-around, back-references)
 */
export function matchesPattern(text: string, pattern: string, ignoresCase: boolean): boolean {
  try {
    return RE2JS.compile(pattern, ignoresCase ? RE2JS.CASE_INSENSITIVE : 0)
      .matcher(text)
      .find();
  } catch (cause) {
    throw new ModuleError('DataError', 'The pattern of the filter is no regular expression that runs in linear time.', {
      cause,
    });
  }
}
