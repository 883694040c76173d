import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, readBoolean, readNumber } from '@ebbflow/connector-sdk';
import { evaluateMapper } from '../evaluation.ts';
import { HandlerResolved, type Resolution } from '../handler-resolved.ts';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { RunHalt } from '../run-halt.ts';
import type { Step } from './step.ts';

/** The modules that end an error handler, by name. */
export const DIRECTIVES = {
  'builtin:Resume': 'resume',
  'builtin:Ignore': 'ignore',
  'builtin:Break': 'break',
  'builtin:Commit': 'commit',
  'builtin:Rollback': 'rollback',
} as const;

const DEFAULT_RETRIES = 3;
const DEFAULT_INTERVAL_MINUTES = 15;

/** Decides what becomes of the failed bundle. Leaves the handler at once, wherever in it the directive stands. Costs no operation. */
export const directiveStep: Step = (module, frame, run) => {
  const resolution = resolve(module, frame, run);
  if (frame?.isHandling === true) throw new HandlerResolved(resolution);
  resolveNothing(module, resolution.kind, run);
  return undefined;
};

/** @throws RunHalt when the directive's own fields cannot be evaluated: there is no handler of a handler */
function resolve(module: CompiledModule, frame: Frame | undefined, run: Run): Resolution {
  const kind = DIRECTIVES[module.name as keyof typeof DIRECTIVES];
  try {
    const mapped = evaluateMapper(module, frame, run);
    if (kind === 'resume') return { kind, bundle: mapped };
    if (kind !== 'break') return { kind };
    return readBoolean(mapped, 'retry') === false ? { kind } : { kind, retry: retryOf(mapped) };
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, { execution: run.nextExecution(module), error, operations: 0 });
    throw run.halt(module, error);
  }
}

/** Outside a handler, where hand-written files have them, there is no failed bundle to decide about: the flow ends there. */
function resolveNothing(module: CompiledModule, kind: Resolution['kind'], run: Run): void {
  if (kind === 'commit') throw new RunHalt(undefined);
  if (kind === 'rollback') throw run.halt(module, new ModuleError('RuntimeError', 'The flow came to a Rollback.'));
}

function retryOf(mapped: Parameters<typeof readNumber>[0]): { count: number; intervalMs: number } {
  return {
    count: readNumber(mapped, 'count') ?? DEFAULT_RETRIES,
    intervalMs: (readNumber(mapped, 'interval') ?? DEFAULT_INTERVAL_MINUTES) * 60_000,
  };
}
