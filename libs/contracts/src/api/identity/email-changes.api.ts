import { z } from 'zod';

/**
 * `POST /v1/me/email-changes` (scope `me:write`, a person who proved it in the last five minutes: else 403 `IDENTITY.PROOF_NEEDED`): 202,
 * the same whether anybody has the address. The address changes when the link in the mail to the new one is opened within an hour;
 * the old one is told.
 */
export const changeEmailSchema = z.strictObject({ email: z.email().max(254) });

/** `POST /internal/v1/email-changes/confirm` (console only): 204, and every session of the person is over. 410 `IDENTITY.LINK_INVALID`. */
export const confirmEmailChangeSchema = z.strictObject({ token: z.string().max(512) });
