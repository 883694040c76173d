import type { Logger } from '@ebbflow/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Not well formed or not what the schema says, not known, not allowed, too large, for another host, too often. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 413, 421, 429]);
const WINDOW_MS = 60_000;
const MOST_SHOWN = 60;

const codes = new WeakMap<FastifyReply, string>();

/** Keeps the code of an answer until it is sent. */
export function keepCode(reply: FastifyReply, code: string): void {
  codes.set(reply, code);
}

/**
 * A line for each refused request, with who asked as far as that is known, so that attempts to get in or around can be found in the logs.
 * At most sixty a minute; of more than that one line says how many, because a flood must not fill a disk or hide the rest.
 */
export class RefusalLog {
  #shown = 0;
  #hidden = 0;
  #window: NodeJS.Timeout | undefined;

  constructor(private readonly logger: Pick<Logger, 'info'>) {}

  note(request: FastifyRequest, reply: FastifyReply): void {
    if (!REFUSALS.has(reply.statusCode)) return;
    this.#window ??= setTimeout(() => {
      this.close();
    }, WINDOW_MS).unref();
    if (this.#shown >= MOST_SHOWN) {
      this.#hidden += 1;
      return;
    }
    this.#shown += 1;
    const { caller } = request;
    this.logger.info('A request was refused.', {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      code: codes.get(reply),
      requestId: request.id,
      peer: caller?.service,
      organisationId: caller?.principal?.organisationId,
      userId: caller?.principal?.userId ?? undefined,
    });
  }

  /** The end of a minute, or of the service. */
  close(): void {
    clearTimeout(this.#window);
    if (this.#hidden > 0)
      this.logger.info('More requests were refused than are shown.', { refusalCount: this.#hidden });
    this.#window = undefined;
    this.#shown = 0;
    this.#hidden = 0;
  }
}
