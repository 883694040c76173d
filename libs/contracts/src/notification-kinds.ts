import { z } from 'zod';

/**
 * What can be told to the owner of a scenario, and what its `facts` hold. An event may carry a kind that is not here yet: readers show
 * such a one by its severity alone.
 */
export const NOTIFICATION_KINDS = {
  /** A run ended with an error. `count`: how many did since the last notification; there is at most one a minute and scenario. */
  RUN_FAILED: 'error',
  /** A run ended with a warning. `count` as above. */
  RUN_WARNING: 'warning',
  /** The scenario was switched off by the machine. `reason` is one of `deactivationReasonSchema`. */
  SCENARIO_DEACTIVATED: 'error',
  /** Bundles of a run were put aside as incomplete executions: `count`. */
  INCOMPLETE_STORED: 'warning',
  /** Bundles that failed could not be kept: `count`, and `reason` (`FULL`, `CONFIDENTIAL`, `KEY_DESTROYED`). */
  INCOMPLETE_DROPPED: 'error',
  /** All automatic retries of an incomplete execution failed; it waits for a person. `incompleteId`, `attempts`. */
  INCOMPLETE_EXHAUSTED: 'error',
  /** A failed run could not be done again by itself any more: all retries of the whole run failed. */
  RUN_RETRIES_EXHAUSTED: 'error',
  /** The provider of a connection that the scenario works with takes its tokens no longer; a person has to authorise it again. `connectionId`. */
  CONNECTION_AUTHORISATION_NEEDED: 'error',
  /** The plan's operations or transfer of this month are used up to 75 %. */
  QUOTA_75: 'info',
  /** To 90 %. */
  QUOTA_90: 'warning',
  /** Wholly: new runs wait. */
  QUOTA_100: 'error',
  /** What runs may leave in logs today is used up to 75 %: `bytes` of `limit`, on `day`. */
  LOG_QUOTA_75: 'info',
  /** To 90 %. */
  LOG_QUOTA_90: 'warning',
  /** Wholly: until the end of the day (UTC) only basic information of runs is kept. */
  LOG_QUOTA_100: 'error',
  /** A stream of logs could not be sent for too long and has stopped: `logStreamId`, `reason`. */
  LOG_STREAM_STOPPED: 'error',
  /** A hook's queue is full: what arrives is refused. */
  QUEUE_FULL: 'error',
} as const satisfies Record<string, 'info' | 'warning' | 'error'>;

export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

/** Why the machine switched a scenario off. */
export const deactivationReasonSchema = z.enum([
  /** An error whose class switches off at once (configuration, access token, limits of a module). */
  'FATAL_ERROR',
  /** As many consecutive errors as the scenario's settings allow. */
  'TOO_MANY_ERRORS',
  /** All retries of a whole run failed. */
  'RETRIES_EXHAUSTED',
  /** Retries of Break came one after another without success. */
  'BREAK_LOOP',
  /** No room for more incomplete executions, and the scenario does not enable data loss. */
  'INCOMPLETES_FULL',
  /** A connection that its modules work with was removed. */
  'CONNECTION_REMOVED',
]);
export type DeactivationReason = z.infer<typeof deactivationReasonSchema>;
