import { isId, type JsonValue } from '@ebbflow/kernel';

/** Digits with at most three other signs between two of them, but no letter: `4111 1111-1111.1111`. */
const DIGIT_RUNS = /\d(?:[^\p{L}\d]{0,3}\d){12,}/gu;
const SHORTEST = 13;
const LONGEST = 19;

export const CARD_NUMBER_GONE = '[card number]';

/**
 * The same value with every card number in it replaced (C30), in keys, texts and numbers. One too many is no harm: what is read from a
 * confirmation afterwards is its id, amount and currency, which have forms of their own, and our reference: one in ninety of those has a right
 * check digit somewhere by chance, so what has exactly their form stays. It is looked up and not kept.
 */
export function withoutCardNumbers(value: JsonValue): JsonValue {
  if (typeof value === 'string') return isId('ord', value) ? value : cleaned(value);
  if (typeof value === 'number') return hasCardNumber(String(value)) ? CARD_NUMBER_GONE : value;
  if (Array.isArray(value)) return value.map(withoutCardNumbers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleaned(key), withoutCardNumbers(item)]));
}

export function hasCardNumber(text: string): boolean {
  return cleaned(text) !== text.normalize('NFKC');
}

/** NFKC first: full-width digits are digits to whoever reads them. */
function cleaned(text: string): string {
  return text.normalize('NFKC').replace(DIGIT_RUNS, (run) => (holdsCardNumber(run) ? CARD_NUMBER_GONE : run));
}

/** Any stretch of 13 to 19 digits with a right check digit, wherever in the run it begins. */
function holdsCardNumber(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  for (let start = 0; start + SHORTEST <= digits.length; start++)
    for (let length = SHORTEST; length <= LONGEST && start + length <= digits.length; length++)
      if (hasRightCheckDigit(digits.slice(start, start + length))) return true;
  return false;
}

/** Luhn (ISO/IEC 7812-1); all zeros would be right, and are nobody's card. */
function hasRightCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && sum > 0;
}
