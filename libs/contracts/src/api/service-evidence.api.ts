import { z } from 'zod';

const identifierSchema = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/**
 * `POST /internal/v1/evidence` of every service (retention only): what its own database says of itself, for the verification of the notice. It
 * reads nothing anybody wrote but the first bytes of sealed columns.
 */
export const serviceEvidenceRequestSchema = z.object({
  /** Organisations whose rows are sampled. */
  organisations: z.array(z.string()).max(20),
  /** Tables whose columns are to be told. */
  columnsOf: z.array(identifierSchema).max(20),
});

export const serviceEvidenceSchema = z.object({
  /** The service's own database roles. */
  roles: z.array(
    z.object({
      role: z.string(),
      isSuperuser: z.boolean(),
      bypassesRowSecurity: z.boolean(),
      createsRoles: z.boolean(),
      /** Schemas of others it may use. */
      foreignSchemas: z.array(z.string()),
    }),
  ),
  /** `role: table` for each role that is not the service's own and may do anything with a table of it; `public` is everybody. */
  strangers: z.array(z.string()),
  /** Tables the role that may only insert could read. */
  readByWriter: z.array(z.string()),
  /** Tables with a tenant whose rows are not kept apart by forced row-level security. */
  unguardedTables: z.array(z.string()),
  /** Names of the columns of the tables that were asked for; a table that is not there is left out. */
  columns: z.array(z.object({ table: z.string(), columns: z.array(z.string()) })),
  /** Of each sealed column: how many values were looked at, and how many of them do not begin as sealed bytes do. */
  sealed: z.array(z.object({ table: z.string(), column: z.string(), sampledCount: z.int(), unsealedCount: z.int() })),
  /** When the oldest blob was made, of all that lie where this service keeps them; null for a service without blobs, `oldest` null when there is none. */
  blobs: z.object({ oldest: z.iso.datetime().nullable() }).nullable(),
  /** Of each table in parts by time: when the oldest part begins, null when there is none. */
  partitioned: z.array(z.object({ table: z.string(), oldest: z.iso.datetime().nullable() })),
});
export type ServiceEvidence = z.infer<typeof serviceEvidenceSchema>;
export type ServiceEvidenceRequest = z.infer<typeof serviceEvidenceRequestSchema>;
