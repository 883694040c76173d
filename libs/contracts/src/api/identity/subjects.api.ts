import { z } from 'zod';

/** `POST /internal/v1/subjects/find` (retention only): whose account an address is. */
export const findPersonSchema = z.object({ email: z.email().max(254) });
export const foundPersonSchema = z.object({
  person: z.object({ tenantId: z.string(), userId: z.string() }).nullable(),
});

/** `POST /internal/v1/subjects/proof` (retention only): 204, or 403 `IDENTITY.PROOF_NEEDED`. */
export const subjectProofSchema = z.object({ tenantId: z.string(), userId: z.string(), sessionId: z.string() });

/** `POST /internal/v1/subjects/verifications` (console only): the link in a mail was used. 410 `IDENTITY.LINK_INVALID`. */
export const verifySubjectSchema = z.object({ token: z.string().max(512) });
