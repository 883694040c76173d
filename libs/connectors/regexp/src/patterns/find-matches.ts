import { ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import { MatcherInput, type Matcher } from 're2js';
import { compilePattern, type PatternOptions } from './compile-pattern.ts';
import { MeteredText } from './metered-text.ts';

/** More is a pattern that matches everywhere, not a list somebody wants to work on. */
const MOST_MATCHES = 100_000;

export interface MatchOptions extends PatternOptions {
  /** Go on behind a match of no text at all, where a search for all matches would find it again and again. */
  readonly ignoresEmptyMatches: boolean;
}

/**
 * A bundle for the first match, or with `global` for every one: `i` counts from 1, `$1` … are the groups, named groups have
 * their names too, `__IMTMATCH__` is the whole match. A group that took no part is null.
 * @throws ModuleError DataError
 */
export function findMatches(text: string, pattern: string, options: MatchOptions): Bundle[] {
  const expression = compilePattern(pattern, options);
  const matcher = expression.matcher(MatcherInput.utf16(new MeteredText(text, expression.programSize())));
  const names = Object.entries(expression.namedGroups()).filter(([name]) => name !== '__proto__');
  const matches: Bundle[] = [];
  while (matcher.find()) {
    if (options.global && !options.ignoresEmptyMatches && matcher.end() === matcher.start()) {
      throw new ModuleError(
        'DataError',
        'The field "pattern" matches empty text, which would be found without end; let it match a character at least, or tick the option that ignores it.',
      );
    }
    if (matches.length === MOST_MATCHES) {
      throw new ModuleError('DataError', `The pattern has more than ${String(MOST_MATCHES)} matches.`);
    }
    matches.push(toBundle(matcher, { text, names, index: matches.length + 1 }));
    if (!options.global) break;
  }
  return matches;
}

function toBundle(
  matcher: Matcher,
  { text, names, index }: { text: string; names: readonly [string, number][]; index: number },
): Bundle {
  const bundle: Bundle = { i: index };
  for (let group = 1; group <= matcher.groupCount(); group += 1)
    bundle[`$${String(group)}`] = cut(matcher, group, text);
  for (const [name, group] of names) bundle[name] = cut(matcher, group, text);
  bundle['__IMTMATCH__'] = cut(matcher, 0, text);
  return bundle;
}

/** Out of the plain text: the matcher would answer slices of its metered copy. */
function cut(matcher: Matcher, group: number, text: string): string | null {
  const start = matcher.start(group);
  return start < 0 ? null : text.slice(start, matcher.end(group));
}
