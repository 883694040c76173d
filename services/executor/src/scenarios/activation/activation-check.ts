import type { ReadVersion } from '../read-version.ts';

/** One thing that stands in the way of activation. */
export interface ActivationFinding {
  /** Stable, `EXECUTOR.CONNECTION_MISSING`. */
  readonly code: string;
  /** RFC 6901 pointer into the blueprint; empty for the scenario as a whole. */
  readonly pointer: string;
  /** What is wrong and what to do. Never content. */
  readonly message: string;
}

/** The version that would become active. */
export interface ActivationCandidate extends ReadVersion {
  readonly tenantId: string;
  readonly scenarioId: string;
}

/** Looks for what would keep a scenario from doing its work. Register with `ActivationChecks.add`. */
export interface ActivationCheck {
  /** All findings at once; none when the scenario may be active. @throws TransientError when it cannot be known now */
  check(candidate: ActivationCandidate): Promise<readonly ActivationFinding[]>;
}
