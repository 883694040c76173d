import { z } from 'zod';

/** `GET /v1/policy` (scope `policy:read`): what is kept, how long, why and as whom. `ttl` is ISO 8601 (`P30D`). */
export const retentionCategorySchema = z.object({
  id: z.string(),
  claim: z.string(),
  title: z.string(),
  ttl: z.iso.duration(),
  from: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  role: z.enum(['controller', 'processor']),
  stores: z.array(z.object({ service: z.string(), table: z.string() })),
  /** Day partitions removed so far, newest first, at most 100. */
  sweeps: z.array(z.object({ partition: z.string(), sweptAt: z.iso.datetime() })),
});
export const retentionPolicySchema = z.object({ categories: z.array(retentionCategorySchema) });
export type RetentionPolicyAnswer = z.infer<typeof retentionPolicySchema>;
