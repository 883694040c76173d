import { z } from 'zod';
import { erasureCountsSchema } from './erasures.api.ts';

/** `GET /internal/v1/restore` (retention only): whether this service's database came back from a backup, and waits for the ledger. */
export const restoreStateSchema = z.object({ isPending: z.boolean() });

/** `kind` and HMAC-SHA-256 (hex) of a subject's ids under the ledger's key: who has the ids can tell, nobody else. */
export const ledgerEntrySchema = z.object({
  kind: z.enum(['organisation', 'user', 'connection', 'device']),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** `POST /internal/v1/restore/replays` (retention only): erases again whom the ledger names, and is served from then on. */
export const replayLedgerSchema = z.object({
  /** The ledger's key, base64. */
  key: z.string(),
  entries: z.array(ledgerEntrySchema).max(100_000),
});
export const ledgerReplayedSchema = z.object({ counts: erasureCountsSchema, isDone: z.boolean() });
