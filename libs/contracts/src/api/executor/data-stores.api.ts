import { z } from 'zod';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);
/** What a record is known by from outside: nobody can tell its key from it. */
const recordIdSchema = z.string().regex(/^[0-9a-f]{64}$/);
const MEBIBYTE = 1_048_576;

/** Control characters are taken out of a name, and something must be left. */
const nameSchema = z
  .string()
  .max(120)
  .regex(/[^\s\p{Cc}]/u, 'A name needs something that can be read.');

/** `POST /v1/data-stores`. 409 `EXECUTOR.DATA_STORES_FULL` when the organisation has no room for it. */
export const createDataStoreSchema = z.object({
  name: nameSchema,
  teamId: z
    .string()
    .max(64)
    .nullable()
    .default(null)
    .describe('Whose scenarios work with it; null: those of all teams.'),
  structureId: idSchema.nullable().default(null).describe('What its records must look like; null: anything.'),
  maxBytes: z
    .int()
    .min(MEBIBYTE)
    .describe('Room for its records, sealed. It counts for the organisation whole, also while empty.'),
});

/** `PATCH /v1/data-stores/{id}` with `If-Match`. */
export const updateDataStoreSchema = z.object({
  name: nameSchema.optional(),
  teamId: z.string().max(64).nullable().optional(),
  structureId: idSchema.nullable().optional(),
  maxBytes: z.int().min(MEBIBYTE).optional(),
});
export type UpdateDataStore = z.infer<typeof updateDataStoreSchema>;

export const dataStoreSchema = z.object({
  id: z.string(),
  name: z.string(),
  teamId: z.string().nullable(),
  structureId: z.string().nullable(),
  maxBytes: z.int(),
  usedBytes: z.int(),
  recordCount: z.int(),
  revision: z.int().describe('The ETag without its quotes.'),
  updatedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type DataStore = z.infer<typeof dataStoreSchema>;

/** Query of `GET /v1/data-stores`, newest first. */
export const listDataStoresSchema = z.object({
  cursor: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const dataStoreListSchema = z.object({ items: z.array(dataStoreSchema), nextCursor: z.string().nullable() });
export type DataStoreList = z.infer<typeof dataStoreListSchema>;

/** A record's key is in no address, because addresses are logged on the way and a key may be somebody's e-mail address. */
export const dataStoreRecordSchema = z.object({
  id: recordIdSchema.describe('Stands for the key in addresses; the same for the same key.'),
  key: z.string(),
  data: z.record(z.string(), z.json()).describe('A date is {"$date": ISO 8601}, bytes are {"$bytes": base64}.'),
  revision: z.int().describe('The ETag without its quotes.'),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string().nullable().describe('Null: a run, or an API token.'),
});
export type DataStoreRecordAnswer = z.infer<typeof dataStoreRecordSchema>;

/** `GET /v1/data-stores/{id}/records`: in an order of their own, in pages that may be shorter than `limit`. */
export const listDataStoreRecordsSchema = z.object({
  cursor: recordIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const dataStoreRecordListSchema = z.object({
  items: z.array(dataStoreRecordSchema),
  nextCursor: z.string().nullable(),
});
export type DataStoreRecordList = z.infer<typeof dataStoreRecordListSchema>;

const recordDataSchema = z.record(z.string(), z.json());

/** `POST /v1/data-stores/{id}/records`. 409 `EXECUTOR.RECORD_EXISTS` unless `overwrite`; 409 `EXECUTOR.DATA_STORE_FULL`; 400 with a pointer per field that does not fit its structure. */
export const addDataStoreRecordSchema = z.object({
  key: z.string().min(1).max(1_024).optional().describe('Left out: one is made.'),
  data: recordDataSchema,
  overwrite: z.boolean().default(false),
});

/** `PUT /v1/data-stores/{id}/records/{recordId}` with `If-Match`: all of its data. */
export const replaceDataStoreRecordSchema = z.object({ data: recordDataSchema });

/** `PATCH` of a record with `If-Match`: a merge patch (RFC 7396) of its data; null removes a field. */
export const patchDataStoreRecordSchema = z.object({ data: recordDataSchema });

/** `POST /v1/data-stores/{id}/records/search`: a POST, because what is looked for may be personal. Conditions as in the module "Search records". */
export const searchDataStoreSchema = z.object({
  key: z.string().min(1).max(1_024).optional().describe('The one record with this key.'),
  filter: z
    .array(
      z
        .array(
          z.object({
            a: z.string().max(1_024).describe('Dotted path into the data; __IMTKEY__ is the key.'),
            o: z.string().max(64).describe('As in filters: text:equal, number:greater, exist.'),
            b: z.json().optional(),
          }),
        )
        .max(100),
    )
    .max(100)
    .default([])
    .describe('Alternatives of conditions that must all hold.'),
  sort: z
    .array(z.object({ key: z.string().max(1_024), order: z.enum(['asc', 'desc']).default('asc') }))
    .max(10)
    .default([]),
  limit: z.int().min(1).max(1_000).default(50),
});
export const dataStoreSearchSchema = z.object({ items: z.array(dataStoreRecordSchema) });
export type DataStoreSearch = z.infer<typeof dataStoreSearchSchema>;
