const PHONE = /^\+?[\d\s().\-/]{7,}$/;
const BETWEEN_DIGITS = /[\s().\-/]/g;

/**
 * Whether a text mentions somebody known by these values: whatever the case, in JSON with its escapes, in a form or a query, and a telephone
 * number however its digits are grouped. Part of a longer word counts too: better a row too many than a person who is still there.
 */
export class ValueMatcher {
  readonly #values: readonly string[];
  /** Digits only. */
  readonly #phones: readonly string[];

  constructor(values: readonly string[]) {
    const trimmed = values.map((value) => value.normalize('NFC').trim().toLowerCase());
    this.#values = trimmed.filter((value) => !PHONE.test(value));
    this.#phones = trimmed.filter((value) => PHONE.test(value)).map((value) => value.replaceAll(/\D/g, ''));
  }

  matches(text: string): boolean {
    return [text, unescaped(text), decoded(text)].some((form) => form !== undefined && this.#isIn(form));
  }

  #isIn(text: string): boolean {
    const lower = text.normalize('NFC').toLowerCase();
    if (this.#values.some((value) => lower.includes(value))) return true;
    const digits = this.#phones.length === 0 ? '' : lower.replaceAll(BETWEEN_DIGITS, '');
    return this.#phones.some((phone) => digits.includes(phone));
  }
}

function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return undefined;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return undefined;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
