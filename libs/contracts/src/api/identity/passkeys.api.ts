import { z } from 'zod';

const clientIpSchema = z.union([z.ipv4(), z.ipv6()]).optional();
const nameSchema = z.string().trim().min(1).max(120);
const base64urlSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8_192);

/** What browsers' `PublicKeyCredential.parse…OptionsFromJSON` take (WebAuthn level 3, §5.1.10). */
const optionsSchema = z.record(z.string(), z.unknown());

/** A beginning: options for the browser, and the token that binds its answer to it. Ten minutes, one answer. */
export const passkeyOptionsSchema = z.object({ token: z.string(), options: optionsSchema });
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;

/** A passkey of the asking person. */
export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** It lives on more than one device of its person. */
  isSynced: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revision: z.int(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** `GET /v1/me/passkeys` (scope `me:read`, a person), oldest first; one page. */
export const passkeyListSchema = z.object({ items: z.array(passkeySchema), nextCursor: z.null() });
export type PasskeyList = z.infer<typeof passkeyListSchema>;

/**
 * `POST /v1/me/passkeys` (scope `me:write`, a person who proved it in the last five minutes: else 403 `IDENTITY.PROOF_NEEDED`), after
 * `POST /v1/me/passkeys/options`, in the same session. `response` is what `credential.toJSON()` gives. 201; ends the person's other
 * sessions. 401 `IDENTITY.BAD_PASSKEY`, 409 `IDENTITY.PASSKEY_KNOWN`, 410 `IDENTITY.SIGN_IN_OVER`.
 */
export const addPasskeySchema = z.strictObject({
  token: z.string().max(512),
  name: nameSchema,
  response: z.looseObject({
    id: base64urlSchema,
    rawId: base64urlSchema,
    type: z.literal('public-key'),
    response: z.looseObject({ clientDataJSON: base64urlSchema, attestationObject: base64urlSchema }),
  }),
});
export type AddPasskey = z.infer<typeof addPasskeySchema>;

/** `PATCH /v1/me/passkeys/{passkeyId}` (scope `me:write`, a person, `If-Match`): 204. 404 `IDENTITY.PASSKEY_NOT_FOUND`, 428 `IDENTITY.REVISION_REQUIRED`, 412 `IDENTITY.REVISION_CONFLICT`. */
export const renamePasskeySchema = z.strictObject({ name: nameSchema });

/** `POST /internal/v1/passkey-sign-ins` (console only): the token belongs into a cookie of the browser that asks. */
export const beginPasskeySignInSchema = z.strictObject({ clientIp: clientIpSchema });

/**
 * `POST /internal/v1/passkey-sign-ins/finish` (console only): 201 and a session. 401 `IDENTITY.BAD_PASSKEY` for an unknown passkey and
 * for one whose answer is not right, 410 `IDENTITY.SIGN_IN_OVER`.
 */
export const finishPasskeySignInSchema = z.strictObject({
  token: z.string().max(512),
  response: z.looseObject({
    id: base64urlSchema,
    rawId: base64urlSchema,
    type: z.literal('public-key'),
    response: z.looseObject({
      clientDataJSON: base64urlSchema,
      authenticatorData: base64urlSchema,
      signature: base64urlSchema,
      userHandle: base64urlSchema,
    }),
  }),
  clientIp: clientIpSchema,
});
