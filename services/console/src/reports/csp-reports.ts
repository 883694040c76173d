import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { directivesOf } from './csp-directives.ts';

const SAY_EVERY_MS = 60_000;

/**
 * Counts what browsers were kept from, by directive, and says it once a minute. Nothing else of a report is kept: addresses, referrers and
 * samples in it are somebody's, and whoever wants to write into our logs would write them there.
 */
@Injectable()
export class CspReports implements BeforeApplicationShutdown {
  readonly #counts = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(Logger) private readonly logger: Logger) {}

  /** @param report as it was sent: one of `report-uri`, or several of the Reporting API. */
  take(report: unknown): void {
    for (const directive of directivesOf(report)) {
      this.#counts.set(directive, (this.#counts.get(directive) ?? 0) + 1);
    }
    if (this.#counts.size > 0) this.#timer ??= setTimeout(() => this.say(), SAY_EVERY_MS).unref();
  }

  say(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [directive, reportCount] of this.#counts) {
      this.logger.warn('The content security policy kept pages from something.', { part: directive, reportCount });
    }
    this.#counts.clear();
  }

  beforeApplicationShutdown(): void {
    this.say();
  }
}
