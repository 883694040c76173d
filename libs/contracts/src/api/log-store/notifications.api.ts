import { z } from 'zod';
import { notificationSeveritySchema } from '../../events/executor.notification-raised.v1.event.ts';

/** Query of `GET /v1/notifications` (scope `notifications:read`), newest first. */
export const listNotificationsSchema = z.object({
  scenarioId: z.string().max(64).optional(),
  severity: notificationSeveritySchema.optional(),
  /** Only those after the instant up to which the asking user has read. */
  unread: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const notificationSchema = z.object({
  id: z.string(),
  /** One of NOTIFICATION_KINDS, or a newer one. */
  kind: z.string(),
  severity: notificationSeveritySchema,
  raisedAt: z.iso.datetime(),
  scenarioId: z.string().nullable(),
  runId: z.string().nullable(),
  moduleId: z.int().nullable(),
  errorClass: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  /** When it can be read no more. */
  expiresAt: z.iso.datetime(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const notificationListSchema = z.object({
  items: z.array(notificationSchema),
  nextCursor: z.string().nullable(),
  /** Up to when the asking user has read them; null when never, and for an API token. */
  readUntil: z.iso.datetime().nullable(),
});
export type NotificationList = z.infer<typeof notificationListSchema>;

/** `PUT /v1/notifications/read-until` (scope `notifications:write`): the asking user has read what was raised until then. It never goes back. */
export const readUntilSchema = z.object({ readUntil: z.iso.datetime() });
