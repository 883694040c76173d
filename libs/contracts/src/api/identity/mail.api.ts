import { z } from 'zod';

/** A message that waits, as its reader would get it. */
export const waitingMailSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** Why the person is written to (C25). */
  purpose: z.enum(['sign-in', 'password-reset', 'execution-news', 'business', 'new-features']),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  createdAt: z.iso.datetime(),
  /** Until then it is of use; then it goes by itself. */
  expiresAt: z.iso.datetime(),
});
export type WaitingMail = z.infer<typeof waitingMailSchema>;

/**
 * `GET /v1/mail/outbox` (scope `mail:read`, owner of the installation's own organisation): the 100 newest messages of an
 * installation that has no mail server. 404 `IDENTITY.NO_OUTBOX` where mail is sent, and for everybody else.
 */
export const mailOutboxSchema = z.object({ items: z.array(waitingMailSchema), nextCursor: z.null() });
export type MailOutbox = z.infer<typeof mailOutboxSchema>;
