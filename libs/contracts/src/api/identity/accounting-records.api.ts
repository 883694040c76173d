import { z } from 'zod';

/** `GET /internal/v1/accounting-records/{organisationId}/summary` (retention only): what of an organisation the books need. */
export const accountingSummarySchema = z.object({
  /** How many by record of `retention.yaml`, and when the newest was written; null without any. */
  records: z.array(z.object({ record: z.string(), count: z.int(), newestAt: z.iso.datetime().nullable() })),
});

/**
 * `GET /internal/v1/accounting-records/{organisationId}` (retention only): the next of them that have to be moved, at most 200, with those
 * columns only which `holds.yaml` names. Empty: nothing is left that the law asks for.
 */
export const accountingRecordsSchema = z.object({
  items: z.array(
    z.object({
      record: z.string(),
      id: z.string(),
      /** When it was written; its lifetime counts from the end of that year. */
      writtenAt: z.iso.datetime(),
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    }),
  ),
});
export type AccountingRecords = z.infer<typeof accountingRecordsSchema>;

/**
 * `POST /internal/v1/accounting-records/{organisationId}/removals` (retention only): deletes these, which are kept elsewhere now. With
 * `isAll` also whatever the law does not ask for, such as payments that failed.
 */
export const removeAccountingRecordsSchema = z.object({
  ids: z.array(z.string()).max(200),
  isAll: z.boolean().default(false),
});
export const accountingRecordsRemovedSchema = z.object({ removed: z.int() });
