import { z } from 'zod';

/** One page view: exactly what the notice says is recorded (C11), and nothing besides. */
export const pageViewSchema = z.object({
  /** Whose access history it belongs to, with the organisation that keeps the account; left out for somebody who is not signed in. */
  principal: z.object({ organisationId: z.string(), userId: z.string() }).optional(),
  occurredAt: z.iso.datetime(),
  /** Path of the page, without its query. */
  page: z.string().min(1).max(512),
  clientIp: z.union([z.ipv4(), z.ipv6()]),
  /** Name and major version, such as `Firefox 140`; never the whole User-Agent. */
  browserType: z.string().max(64).nullable(),
  /** Origin and path the visitor came from, without its query. */
  referringPage: z.string().max(512).nullable(),
  /** The first of Accept-Language, such as `cs-CZ`. */
  locale: z.string().max(35).nullable(),
  /** What was searched for on the site. */
  search: z.string().max(200).nullable(),
});
export type PageView = z.infer<typeof pageViewSchema>;

/**
 * `POST /internal/v1/usage-information` (console only): page views of the last seconds, at most 100 at once. 204; sent twice, it is there
 * twice. Not under `/v1`, which the edge opens to principals.
 */
export const reportUsageInformationSchema = z.object({ items: z.array(pageViewSchema).min(1).max(100) });

/** `GET /v1/me/usage-information?cursor=&limit=` (scope `me:read`, a person): the person's own, newest first, until it goes. */
export const ownPageViewSchema = z.object({
  id: z.string(),
  occurredAt: z.iso.datetime(),
  page: z.string(),
  clientIp: z.string(),
  browserType: z.string().nullable(),
  referringPage: z.string().nullable(),
  locale: z.string().nullable(),
  search: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});
export const ownUsageInformationSchema = z.object({
  items: z.array(ownPageViewSchema),
  nextCursor: z.string().nullable(),
});
export type OwnUsageInformation = z.infer<typeof ownUsageInformationSchema>;

/** Query of a list without filters. */
export const listOwnUsageInformationSchema = z.object({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
