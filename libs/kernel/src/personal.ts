import { inspect } from 'node:util';

const PRINTED = '[personal]';

/**
 * A value about a person (e-mail, name, address). Prints as `[personal]` so that it cannot reach a
 * log line by accident; `reveal()` is the one door, and is called where the law or the person asks.
 */
export class Personal<T = string> {
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
