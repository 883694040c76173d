import { z } from 'zod';
import { erasureCountsSchema, erasureExceptionSchema } from './erasures.api.ts';

/** What an erasure came to. Says nothing of whom it was about: who keeps the certificate knows, nobody else needs to. */
export const erasureCertificateSchema = z.object({
  id: z.string(),
  /** 1, 2, 3 … without a gap. */
  sequence: z.int().positive(),
  /** SHA-256, hex, of the certificate before; of nothing (64 zeros) for the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  erasureId: z.string(),
  subjectKind: z.enum(['organisation', 'user', 'data-subject', 'connection', 'device']),
  requestId: z.string().nullable(),
  plannedAt: z.iso.datetime(),
  approvedAt: z.iso.datetime(),
  /** From here on no copy could be read any more; null where there is no key of the subject's own. */
  shreddedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime(),
  issuedAt: z.iso.datetime(),
  erased: erasureCountsSchema,
  exceptions: z.array(erasureExceptionSchema),
  /** What was looked through independently afterwards, and how many places still held anything of the subject: 0. */
  residual: z.object({
    scannedAt: z.iso.datetime(),
    /** `full`: a database role made for it looked at every table. `stores`: the services looked into their own. */
    scope: z.enum(['full', 'stores']),
    places: z.int().nonnegative(),
    looked: erasureCountsSchema,
  }),
  /** Backups made before `deletedAt` are gone by then; until then the ledger keeps them from being served. */
  backupsExpireAt: z.iso.datetime(),
  /** Topics hold ids and ciphertext nobody can open until then. */
  topicsExpireAt: z.iso.datetime(),
});
export type ErasureCertificate = z.infer<typeof erasureCertificateSchema>;

/** `GET /v1/certificates/{id}` (public: the id is not to be guessed, and it names nobody). `jws` is the certificate, signed. */
export const signedCertificateSchema = z.object({ certificate: erasureCertificateSchema, jws: z.string() });
export type SignedCertificate = z.infer<typeof signedCertificateSchema>;
/** `GET /v1/certificates` (scope `policy:read`), newest first; the cursor is a sequence. */
export const listCertificatesSchema = z.object({
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const certificateListSchema = z.object({
  items: z.array(signedCertificateSchema),
  nextCursor: z.string().nullable(),
});
export type CertificateList = z.infer<typeof certificateListSchema>;
