import { z } from 'zod';

/** Whom an order is about, by ids; `tenantId` beside it says where. What a data subject is found by travels sealed. */
export const subjectRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: z.string() }),
  z.object({ kind: z.literal('organisation') }),
  z.object({ kind: z.literal('data-subject') }),
]);
export type SubjectRef = z.infer<typeof subjectRefSchema>;
