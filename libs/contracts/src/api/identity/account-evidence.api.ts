import { z } from 'zod';

/**
 * `GET /internal/v1/account-evidence` (retention only): numbers about all accounts, for the verification of the notice. No hash, no address,
 * no person is in it.
 */
export const accountEvidenceSchema = z.object({
  /** Some of the organisations, picked at random: whose rows are sampled. At most twenty. */
  organisations: z.array(z.string()),
  /** How stored passwords are hashed: what stands in front of salt and hash, `$pbkdf2-sha512$i=220000`, or `unknown`. */
  passwords: z.array(z.object({ parameters: z.string(), count: z.int() })),
  sessions: z.object({
    openCount: z.int(),
    /** For how long the one that may be idle longest may still be; 0 without any. */
    longestIdleMs: z.number(),
    /** Ended by their own time and still there after an hour. */
    overdueCount: z.int(),
  }),
  /** Messages that wait, and of them those of a kind that has no purpose. */
  mails: z.object({ waitingCount: z.int(), withoutPurposeCount: z.int() }),
  /** Requests for help past their time. */
  overdueTicketCount: z.int(),
  /** Names and addresses of organisations without a paid plan. */
  unpaidAddressCount: z.int(),
  /** In the organisations above: contacts of the newsletter whose last word is not a yes. */
  newsletter: z.object({ contactCount: z.int(), withoutConsentCount: z.int() }),
  /** Acceptances of a version that takes rights, noted before everybody had been written to. */
  unannouncedAcceptanceCount: z.int(),
});
export type AccountEvidence = z.infer<typeof accountEvidenceSchema>;
