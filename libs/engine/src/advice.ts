import type { ErrorClass } from '@ebbflow/connector-sdk';
import { DEFAULT_FREEZE_MS, ERROR_POLICIES } from './error-policy.ts';

/** What a verdict means for the scenario's later runs. The engine says it; whoever schedules does it. */
export interface Advice {
  /** Switch the scenario off now. */
  readonly disable: boolean;
  /** Nobody but an operator should switch it on again. */
  readonly lock: boolean;
  /** One more of the consecutive errors after which the scenario is switched off (`maxErrors`). */
  readonly countError: boolean;
  /** Try the whole run again after a while: it failed for a reason that passes, and nothing was put aside. */
  readonly retryRun: boolean;
  /** Start no run of the scenario for so long: the service asked for it. */
  readonly freezeMs?: number;
}

/** An error as far as it matters for what follows. */
export interface AdviceCause {
  readonly class: ErrorClass;
  readonly retryAfterMs?: number;
  /** `halted`: it ended the run with an error. `ended`: with a warning. `stored`: the bundle was put aside. */
  readonly effect: 'halted' | 'ended' | 'stored';
}

export function adviceOf(causes: readonly AdviceCause[]): Advice {
  const policyOf = (cause: AdviceCause): (typeof ERROR_POLICIES)[ErrorClass] => ERROR_POLICIES[cause.class];
  const fatal = causes.filter(({ effect }) => effect !== 'stored');
  const freezes = causes
    .filter((cause) => policyOf(cause).freezes)
    .map(({ retryAfterMs }) => retryAfterMs ?? DEFAULT_FREEZE_MS);
  return {
    disable: fatal.some((cause) => policyOf(cause).disables),
    lock: fatal.some((cause) => policyOf(cause).locks),
    countError: fatal.some((cause) => cause.effect === 'halted' && policyOf(cause).isCounted),
    retryRun: fatal.some((cause) => policyOf(cause).isRetried),
    ...(freezes.length > 0 ? { freezeMs: Math.max(...freezes) } : {}),
  };
}
