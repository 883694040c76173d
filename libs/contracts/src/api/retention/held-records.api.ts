import { z } from 'zod';

/** A document the law keeps of an organisation that was erased; whose it was is not kept beside it. */
export const heldRecordSchema = z.object({
  id: z.string(),
  /** Ground of `holds.yaml`. */
  ground: z.string(),
  /** Record of `retention.yaml`: `invoices`, `payments`. */
  record: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  heldAt: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type HeldRecord = z.infer<typeof heldRecordSchema>;

/**
 * `POST /v1/held-records/readings` (scope `held-records:read`, staff of the installation): the newest 200, or the document of one number.
 * Reader, time, reason and count are written down in the same statement that reads.
 */
export const readHeldRecordsSchema = z.object({
  reason: z.string().trim().min(10).max(500),
  number: z.string().trim().min(1).max(64).optional(),
});
export const heldRecordListSchema = z.object({ items: z.array(heldRecordSchema) });
export type HeldRecordList = z.infer<typeof heldRecordListSchema>;

/** `GET /v1/held-records/readings` (same scope and staff): who read what the law keeps, newest first, at most 200. */
export const heldRecordReadingSchema = z.object({
  readAt: z.iso.datetime(),
  /** `user:usr_…` or `operator`. */
  reader: z.string(),
  reason: z.string(),
  number: z.string().nullable(),
  count: z.int(),
});
export type HeldRecordReading = z.infer<typeof heldRecordReadingSchema>;
export const heldRecordReadingsSchema = z.object({ items: z.array(heldRecordReadingSchema) });
export type HeldRecordReadings = z.infer<typeof heldRecordReadingsSchema>;
