import { LONGEST_TEXT, ModuleError } from '@ebbflow/connector-sdk';
import { MatcherInput, type Matcher } from 're2js';
import { compilePattern, type PatternOptions } from './compile-pattern.ts';
import { MeteredText } from './metered-text.ts';

/** `$$`, `$&`, `$<name>`, `$1` … `$99`. */
const PLACEHOLDER = /\$(?:(\$)|(&)|<([^>$]*)>|(\d{1,2}))/g;

/**
 * Replaces the first match, or with `global` every one, as JavaScript does: `$&` is the match, `$1` … a group, `$<name>` a
 * named one, `$$` a dollar; what names no group stands for itself.
 * @throws ModuleError DataError also when the outcome grows beyond `LONGEST_TEXT`
 */
export function replaceMatches(text: string, pattern: string, value: string, options: PatternOptions): string {
  const expression = compilePattern(pattern, options);
  const groups = expression.namedGroups();
  const matcher = expression.matcher(MatcherInput.utf16(new MeteredText(text, expression.programSize())));
  const pieces: string[] = [];
  let length = 0;
  let end = 0;
  while (matcher.find()) {
    const piece = text.slice(end, matcher.start()) + expand(value, matcher, text, groups);
    length += piece.length;
    if (length > LONGEST_TEXT) {
      throw new ModuleError('DataError', `The replaced text is longer than ${String(LONGEST_TEXT)} characters.`);
    }
    pieces.push(piece);
    end = matcher.end();
    if (!options.global) break;
  }
  return pieces.join('') + text.slice(end);
}

function expand(value: string, matcher: Matcher, text: string, groups: Readonly<Record<string, number>>): string {
  if (!value.includes('$')) return value;
  const groupText = (group: number): string => {
    const start = matcher.start(group);
    return start < 0 ? '' : text.slice(start, matcher.end(group));
  };
  const isGroup = (group: number): boolean => group >= 1 && group <= matcher.groupCount();
  return value.replace(PLACEHOLDER, (written: string, ...parts: (string | undefined)[]) => {
    const [dollar, match, name, digits] = parts;
    if (dollar !== undefined) return '$';
    if (match !== undefined) return groupText(0);
    if (name !== undefined) {
      const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
      return group === undefined ? written : groupText(group);
    }
    const both = Number(digits);
    if (isGroup(both)) return groupText(both);
    const first = Number(digits?.slice(0, 1));
    return isGroup(first) ? groupText(first) + (digits?.slice(1) ?? '') : written;
  });
}
