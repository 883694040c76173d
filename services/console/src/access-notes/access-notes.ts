import type { AccessActor, AccessReport, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId, newUuid } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { type ObservedCall, ServiceClient } from '@ebbflow/service-host';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { objectIdOf } from './object-id-of.ts';

const SEND_EVERY_MS = 2_000;
/** While nothing happens identity hears at least this often that the console is there: one that ended without a word is known by its silence. */
const SAY_SOMETHING_MS = 20_000;
const BATCH = 500;
/** About 10 MB, and minutes of full load without identity. */
const MOST_WAITING = 20_000;

type Note = Omit<AccessReport['items'][number], 'actor'> & { readonly principal: Principal };

/**
 * Every call that the console makes on somebody's behalf, for pages as for the API, on its way into the access log. A call never waits for it: it costs
 * an entry in a list. What cannot be handed over is kept; beyond MOST_WAITING the oldest go, and the number of the next report says how many, so
 * that a log with a hole never looks whole.
 */
@Injectable()
export class AccessNotes implements BeforeApplicationShutdown {
  readonly #source = newUuid();
  readonly #waiting: Note[] = [];
  #noted = 0;
  #reportedMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    client.observe((call) => this.#note(call));
  }

  /** One report after the other; resolves when nothing is waiting, or identity does not take it now. */
  send(isLast = false): Promise<void> {
    this.#sending = this.#sending.then(() => this.#sendAll(isLast));
    return this.#sending;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#noted > 0) await this.send(true);
  }

  #note({ principal, service, method, path, status, route, scope }: ObservedCall): void {
    const occurredAt = this.clock.now().toISOString();
    const call = { service, method, route, scope, objectId: objectIdOf(path), status };
    this.#waiting.push({ id: newId('acl'), occurredAt, principal, ...call });
    this.#noted += 1;
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#timer ??= setInterval(() => void this.send(), SEND_EVERY_MS).unref();
    if (this.#waiting.length % BATCH === 0) void this.send();
  }

  async #sendAll(isLast: boolean): Promise<void> {
    const isQuiet = this.clock.nowMs() - this.#reportedMs < SAY_SOMETHING_MS;
    if (this.#waiting.length === 0 && isQuiet && !isLast) return;
    do {
      const notes = this.#waiting.slice(0, BATCH);
      const first = this.#noted - this.#waiting.length;
      const isEnd = isLast && notes.length === this.#waiting.length;
      try {
        await this.client.call('identity', 'POST', '/internal/v1/access-log', {
          body: reportOf(notes, { source: this.#source, first, isLast: isEnd }),
        });
      } catch (thrown) {
        this.logger.warn('Calls could not be written into the access log yet.', { callCount: notes.length }, thrown);
        return;
      }
      this.#reportedMs = this.clock.nowMs();
      // Those that were sent, and not others that took their place: the list may have been shortened at its head meanwhile.
      const last = notes.at(-1);
      if (last !== undefined) this.#waiting.splice(0, this.#waiting.findLastIndex((note) => note === last) + 1);
    } while (this.#waiting.length > 0);
  }
}

function reportOf(notes: readonly Note[], head: Pick<AccessReport, 'source' | 'first' | 'isLast'>): AccessReport {
  const actors = new Map<string, number>();
  const items = notes.map(({ principal, ...call }) => {
    const key = JSON.stringify(actorOf(principal));
    const index = actors.get(key) ?? actors.size;
    actors.set(key, index);
    return { ...call, actor: index };
  });
  return { ...head, actors: [...actors.keys()].map((key) => JSON.parse(key) as AccessActor), items };
}

function actorOf({ organisationId, kind, userId, apiTokenId, sessionId, scopes, teams }: Principal): AccessActor {
  return {
    ...{ organisationId, kind, userId, scopes, teams: teams ?? [] },
    ...{ apiTokenId: apiTokenId ?? null, sessionId: sessionId ?? null },
  };
}
