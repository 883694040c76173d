import { z } from 'zod';

/**
 * What started a run: a request at a door (`webhook`, `mail`, `device`), a person (`manual`), a call of the API (`api`), an instant of its
 * schedule (`schedule`), another scenario (`scenario`), an incomplete execution taken up again (`retry`), an earlier run done again (`replay`).
 */
export const runTriggerSchema = z.enum([
  'webhook',
  'mail',
  'device',
  'manual',
  'api',
  'schedule',
  'scenario',
  'retry',
  'replay',
]);
export type RunTrigger = z.infer<typeof runTriggerSchema>;
