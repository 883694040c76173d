import { z } from 'zod';

/** A session of the asking person. */
export const ownSessionSchema = z.object({
  id: z.string(),
  /** The one that asks. */
  isCurrent: z.boolean(),
  signedInAt: z.iso.datetime(),
  /** To within ten seconds: shorter steps are not written. */
  lastUsedAt: z.iso.datetime(),
  /** When it ends if nothing is done. */
  expiresAt: z.iso.datetime(),
  /** When it ends whatever is done. */
  endsAt: z.iso.datetime(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

/** `GET /v1/me/sessions` (scope `me:read`, a person), newest first. A person has at most 50, so there is one page. */
export const ownSessionListSchema = z.object({ items: z.array(ownSessionSchema), nextCursor: z.null() });
export type OwnSessionList = z.infer<typeof ownSessionListSchema>;

/**
 * `GET /v1/me/session` (scope `me:read`, a person): how long the asking session still is. Asking is no activity, so that a page may
 * ask once a minute and warn its reader; any other call starts the idle time again.
 */
export const currentSessionSchema = ownSessionSchema.extend({
  /** Whole seconds until the session ends if nothing is done; 0 or more. */
  secondsLeft: z.int().min(0),
});
export type CurrentSession = z.infer<typeof currentSessionSchema>;
