import type { Misfire } from '@ebbflow/contracts';

export interface Decision {
  /** Instants that get a run, in order. */
  readonly starts: readonly number[];
  /** The last instant that is passed over because nobody was there at its time. */
  readonly missed: number | undefined;
}

export interface Due {
  /** The last instants up to now, in order; at least as many as the policy can make up for. */
  readonly instants: readonly number[];
  readonly nowMs: number;
  /** So late a start still counts as on time. */
  readonly graceMs: number;
}

/** Which of the instants that have come get a run. What is late may be made up for; what is on time always starts. */
export function decideStarts({ instants, nowMs, graceMs }: Due, misfire: Misfire): Decision {
  const late = instants.filter((instant) => instant < nowMs - graceMs);
  const punctual = instants.slice(late.length);
  switch (misfire.policy) {
    case 'skip':
      return { starts: punctual, missed: late.at(-1) };
    case 'run_once': {
      // One run for all that has come, in the name of the last.
      if (late.length === 0) return { starts: punctual, missed: undefined };
      return { starts: instants.slice(-1), missed: instants.at(-2) };
    }
    case 'catch_up': {
      const madeUp = late.slice(-misfire.limit);
      return { starts: [...madeUp, ...punctual], missed: late.at(-misfire.limit - 1) };
    }
  }
}

/** How many of the last instants must be known to decide: those made up for, one before them, and those on time. */
export function instantsNeeded(misfire: Misfire, graceMs: number): number {
  const punctual = Math.ceil(graceMs / 60_000) + 1;
  return punctual + 1 + (misfire.policy === 'catch_up' ? misfire.limit : 1);
}
