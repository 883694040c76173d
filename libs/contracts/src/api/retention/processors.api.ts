import { z } from 'zod';

/**
 * `GET /v1/processors` (scope `policy:read`): everybody to whom personal data can go from here. `declared` is what the operator says of the one
 * it uses; null: it uses none, or has not said.
 */
export const processorSchema = z.object({
  id: z.string(),
  claim: z.string(),
  title: z.string(),
  /** `independent`: decides for itself what it does with what it gets. */
  relation: z.enum(['processor', 'independent']),
  when: z.string(),
  purpose: z.string(),
  data: z.array(z.string()),
  declared: z
    .object({
      name: z.string(),
      place: z.string(),
      /** Day on which the agreement of Article 28(3) GDPR was signed. */
      agreement: z.iso.date().nullable(),
      /** What makes a transfer out of the European Economic Area lawful; null: there is none. */
      transfer: z.string().nullable(),
    })
    .nullable(),
});
export const processorListSchema = z.object({ items: z.array(processorSchema) });
export type ProcessorList = z.infer<typeof processorListSchema>;
