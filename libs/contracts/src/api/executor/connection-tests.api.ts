import { z } from 'zod';

/**
 * `POST /v1/connections/{connectionId}/test` (`connections:write`): uses the connection once, now, and changes nothing at the other side. For
 * kinds over HTTP `url` is asked with GET, within the connection's allowed origins; the others sign in to their server, and `url` is not
 * read; without it `testUrl` of the settings. 400 `VAULT.TEST_NEEDS_ADDRESS`, 403 `VAULT.ORIGIN_NOT_ALLOWED`, 404 `VAULT.UNKNOWN_CONNECTION`, 410 `VAULT.SECRET_NEEDED` or
 * `VAULT.AUTHORISATION_NEEDED`.
 */
export const testConnectionSchema = z.strictObject({ url: z.url().max(2_048).optional() });
export type TestConnection = z.infer<typeof testConnectionSchema>;

export const connectionTestSchema = z.object({
  /**
   * `works`; `refused`: the other side does not accept the credential (or 401, 403); `unexpected`: it answered otherwise than with
   * success; `unreachable`: no connection, or none that can be trusted; `timed-out`; `not-allowed`: the operator keeps the way there closed.
   */
  outcome: z.enum(['works', 'refused', 'unexpected', 'unreachable', 'timed-out', 'not-allowed']),
  /** What was found, in our words: nothing of what the other side says goes through. */
  message: z.string(),
  /** Of the answer, where there was one over HTTP. */
  status: z.int().nullable(),
  testedAt: z.iso.datetime(),
  tookMs: z.int().nonnegative(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
