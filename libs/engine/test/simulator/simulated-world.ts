import { noCredentials, noSockets, type DataStorePort, type HttpRequest } from '@ebbflow/connector-sdk';
import { ManualClock, type JsonValue } from '@ebbflow/kernel';
import { idempotencyKey } from '../../src/idempotency-key.ts';
import {
  decodeStepOutcome,
  encodeStepOutcome,
  MemoryDataStores,
  MemorySpill,
  RunSuspended,
  seededRandom,
  type DataStoresPort,
  type EnginePorts,
  type StepKey,
} from '../../src/index.ts';
import type { Attempt } from './attempt.ts';
import { simulatedApp } from './simulated-app.ts';
import { Violation } from './violation.ts';

/**
 * Everything outside the engine: a journal behind a lease, data stores, a service that is called, another scenario. All of it
 * lasts; attempts come and go. Around every effect the attempt waits for its turn (`Attempt.turn`), and there it may die or lose
 * its lease. The lease fences journal and data stores, as one database transaction does; what is called over the network it
 * cannot fence.
 */
export class SimulatedWorld {
  readonly stores = new MemoryDataStores();
  /** Idempotency keys of calls, in order, and what was called. */
  readonly calls: { readonly key: string; readonly what: string }[] = [];
  readonly answers: string[] = [];
  /** Begun, and neither committed nor rolled back. */
  readonly openTransactions = new Set<string>();
  readonly #runId: string;
  readonly #journal = new Map<StepKey, string>();
  readonly #journaledKeys = new Set<string>();
  readonly #spill = new MemorySpill();
  /** The attempt that has the lease. */
  holder: Attempt | undefined;

  constructor(runId: string) {
    this.#runId = runId;
  }

  /** Nobody has the lease: the next attempt may take it. */
  release(): void {
    this.holder = undefined;
  }

  portsOf(attempt: Attempt, chance: () => number): EnginePorts {
    const around = async <T>(effect: () => T | Promise<T>): Promise<T> => {
      await attempt.turn();
      const result = await effect();
      await attempt.turn();
      return result;
    };
    const fenced = <T>(effect: () => T | Promise<T>): Promise<T> =>
      around(() => {
        this.#assertHolds(attempt);
        return effect();
      });
    const clock = new ManualClock(Date.UTC(2026, 0, 1) + attempt.number * 60_000);
    return {
      clock,
      random: seededRandom(this.#runId),
      journal: {
        find: (step) => {
          const entry = this.#journal.get(step);
          return entry === undefined ? undefined : decodeStepOutcome(JSON.parse(entry) as JsonValue);
        },
        append: (step, outcome) =>
          fenced(() => {
            if (this.#journal.has(step)) throw new Violation(`The step ${step} was journaled twice.`);
            this.#journal.set(step, JSON.stringify(encodeStepOutcome(outcome)));
            this.#journaledKeys.add(idempotencyKey(this.#runId, step));
          }),
      },
      http: {
        send: (request) =>
          around(() => {
            this.#call(attempt, keyOf(request), request.url);
            clock.advance(7);
            return { status: 200, headers: [], body: new Uint8Array() };
          }),
      },
      connections: { authorise: async () => ({ headers: [], query: [] }), credentials: noCredentials },
      sockets: noSockets,
      findModule: (name, version) => simulatedApp.find(name, version),
      dataStores: this.#dataStores(fenced),
      spill: { put: (bytes) => around(() => this.#spill.put(bytes)), get: (id) => around(() => this.#spill.get(id)) },
      callScenario: (call) =>
        around(() => {
          this.#call(attempt, call.idempotencyKey, call.scenario);
          return { runId: 'run_other', outputs: { n: Object.keys(call.inputs).length } };
        }),
      respond: ({ body }) => around(() => void this.answers.push(Buffer.from(body).toString('utf8'))),
      sleep: (milliseconds) =>
        around(() => {
          if (chance() < 0.5) throw new RunSuspended(clock.nowMs() + milliseconds);
          clock.advance(milliseconds);
        }),
      startTimer: (milliseconds, elapsed) => {
        // A timer fires all the same when the attempt is over.
        if (milliseconds === 0) void attempt.turn().then(elapsed, elapsed);
        return () => undefined;
      },
      signal: attempt.signal,
    };
  }

  #dataStores(fenced: <T>(effect: () => T | Promise<T>) => Promise<T>): DataStoresPort {
    return {
      open: async (transaction, operation) => {
        const session = await fenced(() => {
          this.openTransactions.add(transaction);
          return this.stores.open(transaction, operation);
        });
        const guarded: DataStorePort = {
          get: (...call) => fenced(() => session.get(...call)),
          exists: (...call) => fenced(() => session.exists(...call)),
          add: (...call) => fenced(() => session.add(...call)),
          update: (...call) => fenced(() => session.update(...call)),
          upsert: (...call) => fenced(() => session.upsert(...call)),
          put: (...call) => fenced(() => session.put(...call)),
          search: (...call) => fenced(() => session.search(...call)),
          count: (...call) => fenced(() => session.count(...call)),
          delete: (...call) => fenced(() => session.delete(...call)),
          deleteAll: (...call) => fenced(() => session.deleteAll(...call)),
        };
        return guarded;
      },
      undo: (...call) => fenced(() => this.stores.undo(...call)),
      commit: (transaction) =>
        fenced(() => {
          this.openTransactions.delete(transaction);
          return this.stores.commit(transaction);
        }),
      rollback: (transaction) =>
        fenced(() => {
          this.openTransactions.delete(transaction);
          return this.stores.rollback(transaction);
        }),
    };
  }

  #call(attempt: Attempt, key: string, what: string): void {
    // Whoever holds the lease has read the whole journal, and must not do again what stands in it.
    if (attempt === this.holder && this.#journaledKeys.has(key)) {
      throw new Violation(`A journaled step was called again: ${what}`);
    }
    this.calls.push({ key, what });
  }

  #assertHolds(attempt: Attempt): void {
    if (attempt !== this.holder) attempt.die();
    attempt.signal.throwIfAborted();
  }
}

function keyOf({ headers }: HttpRequest): string {
  return headers.find(([name]) => name === 'idempotency-key')?.[1] ?? '';
}
