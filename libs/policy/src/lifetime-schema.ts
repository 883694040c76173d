import { Duration } from '@ebbflow/kernel';
import { z } from 'zod';

/** An ISO 8601 duration that is longer than nothing. */
export const lifetimeSchema = z
  .string()
  .transform((text, context) => {
    try {
      return Duration.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a duration such as P30D.' });
      return z.NEVER;
    }
  })
  .refine((ttl) => ttl.milliseconds > 0, 'must be longer than nothing.');
