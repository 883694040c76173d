import type { JsonValue } from '@ebbflow/kernel';

const LEAST_LENGTH = 4;
const MOST_LENGTH = 200;
const MOST_VALUES = 200;
const MOST_DEPTH = 16;

/** What was hidden in a run, remembered while its details are made: a message of an error may quote it. */
export class HiddenValues {
  readonly #values = new Set<string>();

  add(value: JsonValue, depth = 0): void {
    if (this.#values.size >= MOST_VALUES || depth > MOST_DEPTH) return;
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value).trim();
      if (text.length >= LEAST_LENGTH && text.length <= MOST_LENGTH) this.#values.add(text);
    } else if (value !== null && typeof value === 'object')
      for (const part of Object.values(value)) this.add(part, depth + 1);
  }

  /** The text without any of them, the longest first. */
  takenOutOf(text: string, mark: string): string {
    let result = text;
    for (const value of [...this.#values].sort((one, other) => other.length - one.length)) {
      if (result.includes(value)) result = result.replaceAll(value, () => mark);
    }
    return result;
  }
}
