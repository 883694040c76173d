import { z } from 'zod';

/**
 * `POST /v1/me/email-changes` (scope `me:write`, a person who proved it in the last five minutes: else 403 `IDENTITY.PROOF_NEEDED`): 202,
 * the same whether anybody has the address. The address changes when the person, signed in, opens the link in the mail to the new one within an hour;
 * the old one is told.
 */
export const changeEmailSchema = z.strictObject({ email: z.email().max(254) });

/**
 * `POST /internal/v1/email-changes/confirm` (console only): 204, and every session of the person is over. `sessionToken` is the visitor's,
 * who must be the person that wished for the change: 401 `IDENTITY.SIGN_IN_FIRST` without one, and the link stays open; 410
 * `IDENTITY.LINK_INVALID` for anybody else.
 */
export const confirmEmailChangeSchema = z.strictObject({
  token: z.string().max(512),
  sessionToken: z.string().max(512).optional(),
});
