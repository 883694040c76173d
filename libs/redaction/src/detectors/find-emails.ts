import type { Span } from '../span.ts';

const MOST_LOCAL = 256;
const MOST_DOMAIN = 255;
const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
/** At least two labels, the last of letters (or an encoded one of an international name). */
const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/iu;

/**
 * Addresses around each `@`, to both sides as far as their characters go: no expression runs over the whole text, so no text can make it
 * slow. Stricter grammars than this one (RFC 5322) let more through than they keep out; what matters here is not to miss one.
 */
export function findEmails(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < MOST_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
    while (start < at && ".'/`".includes(text.charAt(start))) start += 1;
    let end = at + 1;
    while (end < text.length && end - at <= MOST_DOMAIN && DOMAIN.test(text.charAt(end))) end += 1;
    while (end > at + 1 && '.-'.includes(text.charAt(end - 1))) end -= 1;
    if (start < at && HOST.test(text.slice(at + 1, end))) spans.push({ start, end, type: 'email' });
  }
  return spans;
}
