import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LiveConfig } from './live.config.ts';
import { TooManyWatchersError } from './live.errors.ts';

export interface Watcher {
  /** Aborted when the reader has left or this process stops. */
  readonly signal: AbortSignal;
  /** Aborted when this process stops. */
  readonly stopping: AbortSignal;
  leave(): void;
}

/** Who watches at this replica: so many for each organisation, and all of them sent away before the replica stops. */
@Injectable()
export class LiveWatchers implements OnModuleDestroy {
  readonly #counts = new Map<string, number>();
  readonly #stopping = new AbortController();

  constructor(private readonly config: LiveConfig) {}

  /** @throws TooManyWatchersError. `leave` must be called once. */
  enter(tenantId: string): Watcher {
    const count = this.#counts.get(tenantId) ?? 0;
    const limit = this.config.watchersPerOrganisation;
    if (count >= limit) throw new TooManyWatchersError(limit);
    this.#counts.set(tenantId, count + 1);
    return this.#open(() => {
      const others = (this.#counts.get(tenantId) ?? 1) - 1;
      if (others > 0) this.#counts.set(tenantId, others);
      else this.#counts.delete(tenantId);
    });
  }

  /** One that is counted at another replica. */
  join(): Watcher {
    return this.#open(() => undefined);
  }

  /** Before anything else stops: a stream never ends by itself, and the server would wait for it. */
  onModuleDestroy(): void {
    this.#stopping.abort();
  }

  #open(onLeft: () => void): Watcher {
    const left = new AbortController();
    const leave = (): void => {
      if (left.signal.aborted) return;
      left.abort();
      onLeft();
    };
    const stopping = this.#stopping.signal;
    return { signal: AbortSignal.any([left.signal, stopping]), stopping, leave };
  }
}
