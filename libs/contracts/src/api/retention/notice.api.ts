import { z } from 'zod';
import { processorSchema } from './processors.api.ts';

/** Who runs this installation. */
export const operatorSchema = z.object({
  name: z.string(),
  address: z.string(),
  /** For questions about privacy. */
  contact: z.string(),
  dataProtectionOfficer: z.string().nullable(),
});

/**
 * `GET /v1/notice` (public): the privacy notice as it is enforced here, or with `?version=` as an earlier version said it. `operator` and
 * `place` are null where the operator has not declared them.
 */
export const noticeSchema = z.object({
  /** Counts up with each text that was served here; what people are told of and accept has numbers of its own (identity, C38). */
  version: z.int(),
  /** Since when it is served. */
  since: z.iso.datetime(),
  /** SHA-256, hex, over what is promised: chapters, sentences, operator, place and processors. Another digest is another version. */
  digest: z.string(),
  operator: operatorSchema.nullable(),
  place: z.object({ region: z.string(), dataCentre: z.string(), certificates: z.array(z.string()) }).nullable(),
  chapters: z.array(
    z.object({
      title: z.string(),
      claims: z.array(
        z.object({
          id: z.string(),
          sentence: z.string(),
          state: z.enum(['enforced', 'partly', 'later']),
          /** What of the sentence is not enforced; null when all of it is. */
          missing: z.string().nullable(),
        }),
      ),
    }),
  ),
  lifetimes: z.array(z.object({ category: z.string(), title: z.string(), ttl: z.iso.duration(), from: z.string() })),
  /** What browsers keep. `ttl` is null for what goes when the browser closes. */
  cookies: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      ttl: z.iso.duration().nullable(),
      from: z.string(),
      purpose: z.string(),
    }),
  ),
  processors: z.array(processorSchema),
});
export type NoticeAnswer = z.infer<typeof noticeSchema>;

/** `GET /v1/notice/versions` (public): the texts that were served here, the newest first. */
export const noticeVersionsServedSchema = z.object({
  items: z.array(z.object({ version: z.int(), digest: z.string(), since: z.iso.datetime() })),
});
export type NoticeVersionsServed = z.infer<typeof noticeVersionsServedSchema>;

/** One line that differs between two versions: `before` null is new, `after` null is gone. */
export const noticeChangeSchema = z.object({
  /** Chapter, or `Operator`, `Place`, `Processors`, `Lifetimes`, `Cookies`. */
  part: z.string(),
  /** Id of the claim, the processor, the category; name of the field or the cookie. */
  id: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** `GET /v1/notice/changes?from=&to=` (public): what differs between two versions; the two newest when left out. */
export const noticeChangesSchema = z.object({
  from: z.int(),
  to: z.int(),
  changes: z.array(noticeChangeSchema),
});
export type NoticeChanges = z.infer<typeof noticeChangesSchema>;
