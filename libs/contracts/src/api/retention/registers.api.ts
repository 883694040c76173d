import { z } from 'zod';
import { operatorSchema } from './notice.api.ts';

/** `controller`: Article 30(1) GDPR. `processor`: Article 30(2). */
export const processingRoleSchema = z.enum(['controller', 'processor']);

/** `GET /v1/registers/{role}` (scope `policy:read`): the register of processing activities of Article 30 GDPR. */
export const processingRegisterSchema = z.object({
  role: processingRoleSchema,
  operator: operatorSchema.nullable(),
  activities: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      purpose: z.string(),
      legalBasis: z.string(),
      /** Whom the data is about. */
      subjects: z.array(z.string()),
      data: z.array(z.string()),
      /** `name`, `place` and `transfer` as the operator declared them. */
      recipients: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          name: z.string().nullable(),
          place: z.string().nullable(),
          transfer: z.string().nullable(),
        }),
      ),
      lifetimes: z.array(
        z.object({ category: z.string(), title: z.string(), ttl: z.iso.duration(), from: z.string() }),
      ),
      /** What ends what has no lifetime of its own. */
      until: z.string().nullable(),
      claims: z.array(z.string()),
    }),
  ),
  /** Technical and organisational measures. */
  measures: z.array(z.object({ claim: z.string(), sentence: z.string() })),
});
export type ProcessingRegister = z.infer<typeof processingRegisterSchema>;
