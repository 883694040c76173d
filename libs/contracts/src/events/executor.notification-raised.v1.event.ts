import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

export const notificationSeveritySchema = z.enum(['info', 'warning', 'error']);

/**
 * Something the owner of a scenario should know. Says what kind of thing happened and where; it carries no bundle, message or name, so the
 * reader's words for it are the console's. Kept for the time of the category `notifications`.
 */
export const notificationRaised = defineEvent({
  producer: 'executor',
  noun: 'notification',
  fact: 'notification-raised',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    notificationId: z.string(),
    /** In upper snake case: `RUN_FAILED`, `SCENARIO_DEACTIVATED`, `QUOTA_75`. Stable: readers translate it. */
    kind: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
    severity: notificationSeveritySchema,
    raisedAt: z.iso.datetime(),
    scenarioId: z.string().optional(),
    runId: z.string().optional(),
    moduleId: z.int().optional(),
    errorClass: z.string().optional(),
    /** Numbers and ids the words need: `{ count: 3 }`. */
    facts: z.record(z.string(), z.union([z.number(), z.string().max(200)])).optional(),
  }),
  key: (data) => data.scenarioId ?? data.tenantId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    notificationId: 'ntf_0193f5a0c0de7000800000000000a006',
    kind: 'RUN_FAILED',
    severity: 'error',
    raisedAt: '2026-01-01T00:00:00.000Z',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
    runId: 'run_0193f5a0c0de7000800000000000a005',
    moduleId: 3,
    errorClass: 'ConnectionError',
  },
});
