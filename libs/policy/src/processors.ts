import { z } from 'zod';
import { phrasesSchema } from './phrases.ts';
import { readPolicyFile } from './read-policy-file.ts';

const processorSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words with hyphens.'),
  claim: z.string().regex(/^C\d\d$/, 'must be C01 to C40.'),
  title: z.string().min(1),
  relation: z.enum(['processor', 'independent']),
  when: z.string().min(1),
  purpose: z.string().min(10),
  data: phrasesSchema,
});

/** The shape of `policy/processors.yaml`: each id once. */
export const processorsFileSchema = z.strictObject({
  processors: z
    .array(processorSchema)
    .min(1)
    .superRefine((processors, context) => {
      const seen = new Set<string>();
      for (const [index, { id }] of processors.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} is there twice.` });
        seen.add(id);
      }
    }),
});

/** Somebody to whom an installation can hand personal data: what goes there, when and why. Who it really is, the operator declares. */
export type Processor = Readonly<z.infer<typeof processorSchema>>;

/** @throws PolicyError */
export function processors(): readonly Processor[] {
  return readPolicyFile('processors.yaml', processorsFileSchema).processors;
}
