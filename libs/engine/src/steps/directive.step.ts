import { readBoolean, readNumber } from '@ebbflow/connector-sdk';
import { evaluateInput } from '../evaluation.ts';
import { HandlerResolved, type Resolution } from '../handler-resolved.ts';
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
export const directiveStep: Step = async (module, frame, run) => {
  const { mapped } = evaluateInput(module, frame, run);
  const kind = DIRECTIVES[module.name as keyof typeof DIRECTIVES];
  const resolution: Resolution =
    kind === 'resume'
      ? { kind, bundle: mapped }
      : kind === 'break'
        ? { kind, ...(readBoolean(mapped, 'retry') === false ? {} : { retry: retryOf(mapped) }) }
        : { kind };
  throw new HandlerResolved(resolution);
};

function retryOf(mapped: Parameters<typeof readNumber>[0]): { count: number; intervalMs: number } {
  return {
    count: readNumber(mapped, 'count') ?? DEFAULT_RETRIES,
    intervalMs: (readNumber(mapped, 'interval') ?? DEFAULT_INTERVAL_MINUTES) * 60_000,
  };
}
