import { inspect } from 'node:util';

const PRINTED = '[secret]';

/**
 * A value that must never be printed: keys, tokens, passwords. Every way of turning it into text
 * (template string, JSON, console, error cause) gives `[secret]`; only `reveal()` gives the value,
 * and a search for `.reveal()` lists every place that touches one.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return PRINTED;
  }

  toJSON(): string {
    return PRINTED;
  }

  [Symbol.toPrimitive](): string {
    return PRINTED;
  }

  [inspect.custom](): string {
    return PRINTED;
  }
}
