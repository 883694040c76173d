import { z } from 'zod';

/** Purposes of mail a person can do without (C25). Signing in and new passwords are not among them. */
export const optionalMailPurposeSchema = z.enum(['execution-news', 'business', 'new-features']);
export type OptionalMailPurpose = z.infer<typeof optionalMailPurposeSchema>;

/** `GET /v1/me/mail-preferences` (scope `me:read`): which messages the person wants. New features only after a yes. */
export const mailPreferencesSchema = z.object({
  'execution-news': z.boolean(),
  business: z.boolean(),
  'new-features': z.boolean(),
});
export type MailPreferences = z.infer<typeof mailPreferencesSchema>;

/** `PUT /v1/me/mail-preferences/{purpose}` (scope `me:write`): 204; counts for what waits to be sent, too. 404 `IDENTITY.UNKNOWN_PURPOSE`. */
export const setMailPreferenceSchema = z.object({ isWanted: z.boolean() });

/** `POST /internal/v1/unsubscriptions` and `…/look` (console only): token of the link in a mail. 410 `IDENTITY.LINK_INVALID`. */
export const unsubscribeSchema = z.object({ token: z.string().max(512) });

/** What the link would end. */
export const unsubscribingSchema = z.object({ purpose: optionalMailPurposeSchema });
export type Unsubscribing = z.infer<typeof unsubscribingSchema>;
