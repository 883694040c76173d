import {
  ModuleError,
  type ModuleContext,
  type ModuleDefinition,
  type ModuleInput,
  type ModuleResult,
} from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';
import { refusedDataStores } from '../data-stores/refused-data-stores.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import type { StepKey, StepOutcome } from '../ports.ts';
import type { Run } from '../run.ts';
import { toModuleError } from '../to-module-error.ts';

/** The outcome of a step that is over. */
export type FinishedOutcome = Exclude<StepOutcome, { kind: 'sleep' }>;

/**
 * Runs the module's code once and answers what came of it, good or bad.
 * @throws what the attempt's own signal was aborted with: then the step is not finished, and nothing about it is known
 */
export async function attemptModule(
  definition: ModuleDefinition,
  input: ModuleInput,
  { key, moduleId }: { readonly key: StepKey; readonly moduleId: number },
  run: Run,
): Promise<FinishedOutcome> {
  const isAction = definition.kind === 'action';
  // A transformer's time is the run's own, so that a replay records the same.
  const clock = isAction ? run.ports.clock : run.clock;
  const startedAtMs = clock.nowMs();
  const timeoutMs = definition.operationTimeoutMs ?? run.limits.operationTimeoutMs;
  const work = (signal: AbortSignal): Promise<ModuleResult> =>
    definition.run(input, contextFor({ key, moduleId }, signal, run));
  try {
    const result = await (isAction ? runBounded(run, timeoutMs, work) : work(run.ports.signal));
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

function contextFor(
  { key, moduleId }: { readonly key: StepKey; readonly moduleId: number },
  signal: AbortSignal,
  run: Run,
): ModuleContext {
  const { http, connections, sockets } = run.ports;
  return {
    clock: run.clock,
    idempotencyKey: idempotencyKey(run.input.runId, key),
    http: { send: (request) => http.send({ ...request, signal }) },
    connections,
    sockets: { open: (request) => sockets.open({ ...request, signal }) },
    timezone: run.input.timezone,
    moduleId,
    cursor: undefined,
    dataStores: refusedDataStores(() => new ModuleError('UnexpectedError', 'This module may not use data stores.')),
    variable: (name) => run.variable(name),
    respond: (response) => run.ports.respond(response),
    signal,
  };
}

/** Ends the wait, and tells the module through its signal, when the operation's time is over or the attempt must end. */
async function runBounded(
  run: Run,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<ModuleResult>,
): Promise<ModuleResult> {
  const { signal } = run.ports;
  const controller = new AbortController();
  const forward = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', forward, { once: true });
  const cancel = run.ports.startTimer(timeoutMs, () =>
    controller.abort(
      new ModuleError('ModuleTimeoutError', `The module did not finish within ${String(timeoutMs / 1_000)} s.`),
    ),
  );
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    cancel();
    signal.removeEventListener('abort', forward);
  }
}
