import type { RunTrigger } from '@ebbflow/contracts';
import type { EndingRun } from '../runs/completion/completion-part.ts';

/** Runs that a person starts and watches: what becomes of them is no sign of how the scenario does by itself. */
const WATCHED: ReadonlySet<RunTrigger> = new Set(['manual', 'replay']);
const INSTANT: ReadonlySet<RunTrigger> = new Set(['webhook', 'mail', 'device']);
/** Started by something that nobody waits for: only these are done again as a whole. */
const REPEATABLE: ReadonlySet<RunTrigger> = new Set(['webhook', 'mail', 'device', 'schedule', 'retry']);

/** What the end of one run means for its scenario. */
export interface HealthEffect {
  readonly countsError: boolean;
  /** The consecutive errors are over. */
  readonly resets: boolean;
  readonly disables: boolean;
  readonly locks: boolean;
  readonly freezeMs: number | undefined;
  /** Nothing was put aside and the reason passes: the whole run is to be done again. */
  readonly retriesRun: boolean;
  readonly notifies: 'RUN_FAILED' | 'RUN_WARNING' | undefined;
  /** So many consecutive errors switch the scenario off. */
  readonly maxErrors: number;
}

/**
 * A run that could not even be tried (its version or input cannot be read) says nothing about the scenario: the engine has not
 * judged it, so it neither counts nor switches off. The retry of an incomplete execution has its own count.
 */
export function healthEffectOf(ending: EndingRun, stopsInstantAtFirstError: boolean): HealthEffect {
  const { verdict, scenario, isConfidential } = ending;
  const { trigger, incompleteId, hookId } = ending.scope.run;
  const { advice, status } = verdict;
  // Before its first cycle nothing of the scenario has run that could have failed unexpectedly.
  const isJudged = scenario !== undefined && (verdict.cycles > 0 || verdict.error?.class !== 'UnexpectedError');
  // Who ends a run knows, and it says nothing about the scenario.
  const { isCancelled } = ending.scope;
  const isOwn = isJudged && !isCancelled && !WATCHED.has(trigger) && incompleteId === undefined;
  const putsAside = verdict.incomplete.length > 0;
  return {
    countsError: isOwn && advice.countError,
    resets: isOwn && status !== 'error' && !advice.retryRun,
    disables: isJudged && advice.disable,
    locks: isJudged && advice.lock,
    freezeMs: isJudged ? advice.freezeMs : undefined,
    // What would have to be kept to do a confidential run again may not outlive it. One that took several deliveries from a queue has
    // done some of them, and doing all again would do those twice.
    retriesRun:
      isOwn &&
      !isConfidential &&
      hookId === undefined &&
      advice.retryRun &&
      !advice.disable &&
      !putsAside &&
      REPEATABLE.has(trigger),
    notifies: isCancelled && status === 'error' ? undefined : notifies(status, putsAside, trigger),
    maxErrors: stopsInstantAtFirstError && INSTANT.has(trigger) ? 1 : Math.max(1, scenario?.settings.maxErrors ?? 1),
  };
}

/** What was put aside is told by itself, with the number; a person who started a run sees its end. */
function notifies(status: string, putsAside: boolean, trigger: RunTrigger): HealthEffect['notifies'] {
  if (trigger === 'manual' || status === 'success') return undefined;
  if (status === 'error') return 'RUN_FAILED';
  return putsAside ? undefined : 'RUN_WARNING';
}
