import { ModuleError, readBoolean, type Bundle } from '@ebbflow/connector-sdk';
import { RE2JS, RE2JSException } from 're2js';

const LONGEST = 5_000;

/** How a pattern is read, as the module's dialog has it; everything left out is off. */
export interface PatternOptions {
  readonly global: boolean;
  readonly sensitive: boolean;
  /** `^` and `$` at every line. */
  readonly multiline: boolean;
  /** `.` for line breaks too. */
  readonly singleline: boolean;
}

export function readPatternOptions(fields: Bundle): PatternOptions {
  return {
    global: readBoolean(fields, 'global') ?? false,
    sensitive: readBoolean(fields, 'sensitive') ?? false,
    multiline: readBoolean(fields, 'multiline') ?? false,
    singleline: readBoolean(fields, 'singleline') ?? false,
  };
}

/**
 * A pattern as Make's users write it (JavaScript's), for an engine that matches in linear time. It knows no look-around and
 * no back-references: those are what makes a backtracking engine take for ever on a hostile text.
 * @throws ModuleError DataError when the pattern is empty, too long, not valid or needs what the engine does not do
 */
export function compilePattern(pattern: string, options: PatternOptions): RE2JS {
  if (pattern === '') throw new ModuleError('DataError', 'The field "pattern" is empty.');
  if (pattern.length > LONGEST) {
    throw new ModuleError('DataError', `The field "pattern" is longer than ${String(LONGEST)} characters.`);
  }
  try {
    return RE2JS.compile(
      RE2JS.translateRegExp(pattern),
      (options.sensitive ? 0 : RE2JS.CASE_INSENSITIVE) |
        (options.multiline ? RE2JS.MULTILINE : 0) |
        (options.singleline ? RE2JS.DOTALL : 0),
    );
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new ModuleError(
      'DataError',
      'The field "pattern" is not a valid regular expression, or uses look-around or back-references, which are not supported.',
    );
  }
}
