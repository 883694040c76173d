import { z } from 'zod';
import { newPasswordSchema } from './passwords.api.ts';

const emailSchema = z.email().max(254);
const clientIpSchema = z.union([z.ipv4(), z.ipv6()]).optional();

/**
 * `POST /internal/v1/registrations` (console only): an address and a password, and nothing else is taken (C01). 202 and the same
 * for an address that has an account and for one that has none; what is true is told to whoever reads mail there.
 */
export const registerSchema = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  clientIp: clientIpSchema,
});

/**
 * `POST /internal/v1/registrations/confirm` (console only): the link from the mail and the password that was chosen, so that
 * nobody confirms an account a stranger began with their address. 410 `IDENTITY.LINK_INVALID`, 401 `IDENTITY.BAD_CREDENTIALS`.
 */
export const confirmRegistrationSchema = z.strictObject({
  token: z.string().max(512),
  password: z.string().min(1).max(1_024),
  clientIp: clientIpSchema,
});

/** `POST /internal/v1/password-resets` (console only): 202, the same whether anybody has the address. */
export const requestPasswordResetSchema = z.strictObject({ email: emailSchema, clientIp: clientIpSchema });

/** `POST /internal/v1/password-resets/redeem` (console only): 204, and every session of the person is over. 410 `IDENTITY.LINK_INVALID`. */
export const redeemPasswordResetSchema = z.strictObject({ token: z.string().max(512), password: newPasswordSchema });
