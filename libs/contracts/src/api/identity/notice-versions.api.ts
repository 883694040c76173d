import { z } from 'zod';

const versionSchema = z.object({
  /** 1, 2, 3 … of this installation. */
  version: z.int(),
  /** SHA-256 of the notice's sentences, hex, as `GET /v1/notice` of retention is made from. */
  digest: z.string(),
  summary: z.string(),
  reducesRights: z.boolean(),
  publishedAt: z.iso.datetime(),
  effectiveAt: z.iso.datetime(),
});

/** `GET /v1/me/notice` (scope `me:read`, a person): what holds, since when the person accepts it, and what comes. */
export const ownNoticeSchema = z.object({
  current: versionSchema,
  /** The person's first use of Ebbflow since it holds (C38); null for somebody who has only been asked about. */
  acceptedAt: z.iso.datetime().nullable(),
  upcoming: z.array(versionSchema),
});
export type OwnNotice = z.infer<typeof ownNoticeSchema>;

export const noticeVersionSchema = versionSchema.extend({
  /** It takes effect only when everybody there is has been written to. Null: not yet, or nothing to announce. */
  announcedAt: z.iso.datetime().nullable(),
  /** Messages: left to be sent, and of those handed over to the mail server. */
  announcements: z.object({ queued: z.int(), sent: z.int() }),
  acceptanceCount: z.int(),
});
export type NoticeVersion = z.infer<typeof noticeVersionSchema>;

/** `GET /v1/notice/versions` (scope `notice:read`, owner of the installation's own organisation), newest first, at most 200. */
export const noticeVersionListSchema = z.object({ items: z.array(noticeVersionSchema), nextCursor: z.null() });
export type NoticeVersionList = z.infer<typeof noticeVersionListSchema>;

/**
 * `POST /v1/notice/versions` (scope `notice:write`, owner of the installation's own organisation): 201. What reduces rights takes effect
 * no earlier than the announced time allows: 409 `IDENTITY.NOTICE_TOO_SOON` says from when.
 */
export const publishNoticeSchema = z.object({
  /** Of the text that will hold; that of the release that runs when left out. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** What changes, in a few sentences everybody understands; it stands in the mail. */
  summary: z.string().min(10).max(2_000),
  reducesRights: z.boolean(),
  effectiveAt: z.iso.datetime(),
});
