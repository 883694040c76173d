import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.ts';

/**
 * Nest's own lines, brought into our form. Its texts are dropped, not passed on: the framework logs errors with their
 * messages, and those may quote a request. What remains is which part spoke and, for an error, its safe form.
 */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(): void {
    // Route tables and "module initialised" are no facts about state.
  }

  debug(): void {
    // As above.
  }

  verbose(): void {
    // As above.
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#logger.warn('The framework warned.', partOf(rest), errorOf(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#logger.error('The framework reported an error.', partOf(rest), errorOf(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

function partOf(rest: readonly unknown[]): { part?: string } {
  const last = rest.at(-1);
  return typeof last === 'string' && /^\w{1,60}$/.test(last) ? { part: last } : {};
}

function errorOf(message: unknown, rest: readonly unknown[]): unknown {
  return [message, ...rest].find((item) => item instanceof Error);
}
