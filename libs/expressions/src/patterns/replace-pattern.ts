import { type Matcher, MatcherInput } from 're2js';
import { dataError } from '../coerce/data-error.ts';
import type { Meter } from '../evaluate/meter.ts';
import { TextBuilder } from '../evaluate/text-builder.ts';
import { MeteredText } from './metered-text.ts';
import type { PatternLiteral } from './pattern-literal.ts';
import { regularExpression } from './regular-expression.ts';

/** A match costs the engine some microseconds, however short it is. */
const STEPS_PER_MATCH = 4;

/** Replaces the first match, or with the flag g every one. */
export function replacePattern(text: string, literal: PatternLiteral, replacement: string, meter: Meter): string {
  const expression = regularExpression(literal);
  const matcher = expression.matcher(MatcherInput.utf16(new MeteredText(text, meter, expression.programSize())));
  // Documented as an error; silently leaving `$<name>` in the text would hide it.
  if (matcher.hasNamedGroups) throw dataError('Named groups cannot be used in a pattern; number them.');
  const replaced = new TextBuilder(meter);
  let end = 0;
  while (matcher.find()) {
    meter.step(STEPS_PER_MATCH);
    replaced.append(text.slice(end, matcher.start()));
    expand(replacement, matcher, text, replaced);
    end = matcher.end();
    if (!literal.flags.includes('g')) break;
  }
  return replaced.append(text.slice(end)).toString();
}

/** `$$` is a dollar, `$&` the match, `$1` … `$99` a group; anything else stands for itself. */
function expand(replacement: string, matcher: Matcher, text: string, replaced: TextBuilder): void {
  let at = 0;
  for (;;) {
    const dollar = replacement.indexOf('$', at);
    if (dollar < 0) break;
    replaced.append(replacement.slice(at, dollar));
    const [taken, piece] = placeholder(replacement.slice(dollar + 1, dollar + 3), matcher, text);
    replaced.append(piece);
    at = dollar + 1 + taken;
  }
  replaced.append(replacement.slice(at));
}

/** How many characters after the dollar belong to it, and what stands there instead. */
function placeholder(after: string, matcher: Matcher, text: string): [number, string] {
  if (after.startsWith('$')) return [1, '$'];
  if (after.startsWith('&')) return [1, groupText(matcher, 0, text)];
  const digits = /^\d{1,2}/.exec(after)?.[0] ?? '';
  for (let length = digits.length; length > 0; length -= 1) {
    const group = Number(digits.slice(0, length));
    if (group >= 1 && group <= matcher.groupCount()) return [length, groupText(matcher, group, text)];
  }
  return [0, '$'];
}

/** Cut out of the plain text: the matcher would answer slices of its metered copy. */
function groupText(matcher: Matcher, group: number, text: string): string {
  const start = matcher.start(group);
  return start < 0 ? '' : text.slice(start, matcher.end(group));
}
