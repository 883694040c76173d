import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Span } from '../span.ts';

const START = /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}/gu;
const PART = /[A-Za-z0-9]/;
const SEPARATORS = ' \u00a0-';

/** Account numbers of the length of their country whose check digits are right (mod 97), in groups or not. */
export function findIbans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { index: start } of text.matchAll(START)) {
    const length = (countrySpecs as Record<string, { chars: number | null } | undefined>)[
      text.slice(start, start + 2).toUpperCase()
    ]?.chars;
    if (length === undefined || length === null) continue;
    let account = '';
    let end = start;
    while (account.length < length && end < text.length) {
      const character = text.charAt(end);
      if (PART.test(character)) account += character;
      else if (!SEPARATORS.includes(character) || SEPARATORS.includes(text.charAt(end - 1))) break;
      end += 1;
    }
    if (account.length === length && !PART.test(text.charAt(end)) && isValidIBAN(account.toUpperCase())) {
      spans.push({ start, end, type: 'iban' });
    }
  }
  return spans;
}
