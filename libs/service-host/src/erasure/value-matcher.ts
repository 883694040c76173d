const PHONE = /^\+?[\d\s().\-/]{7,}$/;
const BETWEEN_DIGITS = '[\\s().\\-/]*';

/**
 * Whether a text mentions somebody known by these values: whatever the case, in JSON with its escapes, in a form or a query, and a telephone
 * number however its digits are grouped. Part of a longer word counts too: better a row too many than a person who is still there.
 */
export class ValueMatcher {
  readonly #values: readonly string[];
  readonly #phones: readonly RegExp[];

  constructor(values: readonly string[]) {
    const trimmed = values.map((value) => value.normalize('NFC').trim().toLowerCase());
    this.#values = trimmed.filter((value) => !PHONE.test(value));
    this.#phones = trimmed
      .filter((value) => PHONE.test(value))
      // Digits and a fixed class between them: nothing of the value is read as a pattern.
      .map((value) => new RegExp(value.replaceAll(/\D/g, '').split('').join(BETWEEN_DIGITS)));
  }

  matches(text: string): boolean {
    return [text, unescaped(text), decoded(text)].some((form) => form !== undefined && this.#isIn(form));
  }

  #isIn(text: string): boolean {
    const lower = text.normalize('NFC').toLowerCase();
    return this.#values.some((value) => lower.includes(value)) || this.#phones.some((phone) => phone.test(lower));
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
