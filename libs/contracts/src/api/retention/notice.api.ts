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

/** `GET /v1/notice` (public): the privacy notice as it is enforced here. `operator` and `place` are null where the operator has not declared them. */
export const noticeSchema = z.object({
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
  processors: z.array(processorSchema),
});
export type NoticeAnswer = z.infer<typeof noticeSchema>;
