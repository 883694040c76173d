import { z } from 'zod';

/** A password somebody chooses: at least 12 characters of any kind, at most 1 024. */
export const newPasswordSchema = z.string().min(12).max(1_024);

/**
 * `PUT /v1/me/password` (scope `me:write`, a person): 204, and every session of the person is over, this one too.
 * 403 `IDENTITY.WRONG_PASSWORD`, 400 `IDENTITY.PASSWORD_TOO_COMMON`, 429 `IDENTITY.TOO_MANY_ATTEMPTS`.
 */
export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(1_024),
  newPassword: newPasswordSchema,
});
