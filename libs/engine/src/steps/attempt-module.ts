import {
  ModuleError,
  noDevices,
  type ConnectionUse,
  type ModuleContext,
  type ModuleDefinition,
  type ModuleInput,
  type ModuleResult,
} from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';
import { idempotencyKey } from '../idempotency-key.ts';
import type { StepKey, StepOutcome } from '../ports.ts';
import type { Run } from '../run.ts';
import { toModuleError } from '../to-module-error.ts';
import { needsFiles, withLoadedFiles } from './load-files.ts';

/** The outcome of a step that is over. */
export type FinishedOutcome = Extract<StepOutcome, { kind: 'result' | 'error' }>;

/** One execution of one module. */
export interface Operation {
  readonly definition: ModuleDefinition;
  readonly input: ModuleInput;
  readonly moduleId: number;
  readonly key: StepKey;
}

/**
 * Runs the module's code once and answers what came of it, good or bad.
 * @throws what the attempt's own signal was aborted with: then the step is not finished, and nothing about it is known
 */
export async function attemptModule(operation: Operation, run: Run): Promise<FinishedOutcome> {
  const { definition } = operation;
  const isComputed = definition.kind === 'transformer' && definition.isTransactional !== true;
  // A transformer's time is the run's own, so that a replay records the same.
  const clock = isComputed ? run.clock : run.ports.clock;
  const startedAtMs = clock.nowMs();
  try {
    const { files } = run.ports;
    const loaded = needsFiles(operation, files) ? await withLoadedFiles(operation, files) : operation;
    const result = await (isComputed
      ? definition.run(loaded.input, new OperationContext(loaded, run.ports.signal, run))
      : runBounded(loaded, run));
    return { kind: 'result', result, startedAtMs, durationMs: clock.nowMs() - startedAtMs };
  } catch (thrown) {
    run.ports.signal.throwIfAborted();
    return failedOutcome(thrown, startedAtMs, clock);
  }
}

export function failedOutcome(thrown: unknown, startedAtMs: number, clock: Clock): FinishedOutcome {
  const { errorClass, message, detail, retryAfterMs } = toModuleError(thrown);
  return {
    kind: 'error',
    errorClass,
    message,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    startedAtMs,
    durationMs: clock.nowMs() - startedAtMs,
  };
}

/** What a module may touch. A key costs a hash, so it is made when it is asked for. */
class OperationContext implements ModuleContext {
  readonly clock: Clock;
  readonly timezone: string;
  readonly moduleId: number;
  readonly signal: AbortSignal;
  readonly dataStores: ModuleContext['dataStores'];
  readonly #key: StepKey;
  readonly #run: Run;
  readonly #app: string;
  #connection: ConnectionUse | undefined;
  #hasSession = false;

  constructor(
    { key, moduleId, definition }: Operation,
    signal: AbortSignal,
    run: Run,
    dataStores = run.transactions.refused,
  ) {
    this.clock = run.clock;
    this.timezone = run.input.timezone;
    this.moduleId = moduleId;
    this.signal = signal;
    this.dataStores = dataStores;
    this.#key = key;
    this.#app = definition.name.slice(0, definition.name.indexOf(':'));
    this.#run = run;
  }

  get idempotencyKey(): string {
    return idempotencyKey(this.#run.input.runId, this.#key);
  }

  get http(): ModuleContext['http'] {
    const { http } = this.#run.ports;
    return { send: (request) => http.send({ ...request, connection: this.#connection, signal: this.signal }) };
  }

  get sockets(): ModuleContext['sockets'] {
    const { sockets } = this.#run.ports;
    return {
      open: (request) => sockets.open({ ...request, connection: this.#session(), signal: this.signal }),
      startTls: (socket, tls) => sockets.startTls(socket, tls),
    };
  }

  get files(): ModuleContext['files'] {
    return this.#run.ports.files;
  }

  get devices(): ModuleContext['devices'] {
    return this.#run.ports.devices ?? noDevices;
  }

  get connections(): ModuleContext['connections'] {
    const { connections } = this.#run.ports;
    return {
      authorise: (id, origin) => connections.authorise(this.#uses(id), origin),
      credentials: (id, kind) => connections.credentials(this.#uses(id), kind),
    };
  }

  get cursor(): ModuleContext['cursor'] {
    return this.#run.cursor;
  }

  variable(name: string): ReturnType<ModuleContext['variable']> {
    return this.#run.variables.get(name);
  }

  /** The first one counts: a client certificate, say, is asked for beside the account. */
  #uses(connectionId: string): string {
    this.#connection ??= { id: connectionId, app: this.#app };
    return connectionId;
  }

  /** A transfer beside the session takes no place of its own: it would wait for one that its own session holds. */
  #session(): ConnectionUse | undefined {
    if (this.#hasSession) return undefined;
    this.#hasSession = true;
    return this.#connection;
  }

  respond(response: Parameters<ModuleContext['respond']>[0]): Promise<void> {
    return this.#run.ports.respond(response);
  }
}

/** Ends the wait, and tells the module through its signal, when the operation's time is over, or the attempt or the run must end. */
async function runBounded(operation: Operation, run: Run): Promise<ModuleResult> {
  const { definition, input, key } = operation;
  const timeoutMs = definition.operationTimeoutMs ?? run.limits.operationTimeoutMs;
  const { signal, interruption } = run.ports;
  const controller = new AbortController();
  const forward = (): void => controller.abort(signal.reason);
  const interrupt = (): void => controller.abort(interruption?.reason);
  signal.addEventListener('abort', forward, { once: true });
  interruption?.addEventListener('abort', interrupt, { once: true });
  const cancel = run.ports.startTimer(timeoutMs, () =>
    controller.abort(
      new ModuleError('ModuleTimeoutError', `The module did not finish within ${String(timeoutMs / 1_000)} s.`),
    ),
  );
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
  });
  const work = async (): Promise<ModuleResult> => {
    const dataStores = await run.transactions.open(key, definition.isTransactional === true);
    return definition.run(input, new OperationContext(operation, controller.signal, run, dataStores));
  };
  try {
    return await Promise.race([work(), ended]);
  } finally {
    cancel();
    signal.removeEventListener('abort', forward);
    interruption?.removeEventListener('abort', interrupt);
  }
}
