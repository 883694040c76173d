import { z } from 'zod';
import { parsePolicy } from './read-policy-file.ts';
import { type Processor, processors } from './processors.ts';

const declaredProcessorSchema = z.strictObject({
  id: z.string(),
  name: z.string().min(1),
  /** Where the data is: city or region, and country. */
  place: z.string().min(1),
  /** Day on which the agreement was signed (Article 28(3) GDPR); of one that is independent, none. */
  agreement: z.iso.date().optional(),
  /** What makes a transfer out of the European Economic Area lawful (Chapter V GDPR). Left out: there is none. */
  transfer: z.string().min(1).optional(),
});

/**
 * The shape of the file in EBB_OPERATOR_FILE: what only the operator of an installation knows. A processor that nobody knows, one declared
 * twice, and one without its agreement are refused.
 */
export function operatorFileSchema(known: readonly Processor[]) {
  return z.strictObject({
    operator: z.strictObject({
      name: z.string().min(1),
      address: z.string().min(1),
      /** For questions about privacy (C39): an e-mail address or a web address. */
      contact: z.string().min(3),
      dataProtectionOfficer: z.string().min(1).optional(),
    }),
    /** Where the data stays (C24). */
    place: z.strictObject({
      region: z.string().min(1),
      dataCentre: z.string().min(1),
      certificates: z.array(z.string().min(1)).default([]),
    }),
    processors: z.array(declaredProcessorSchema).superRefine((declared, context) => {
      const seen = new Set<string>();
      for (const [index, { id, agreement }] of declared.entries()) {
        const processor = known.find((one) => one.id === id);
        if (!processor)
          context.addIssue({ code: 'custom', path: [index, 'id'], message: `nothing ever goes to ${id}.` });
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} is there twice.` });
        seen.add(id);
        if (processor?.relation === 'processor' && agreement === undefined) {
          context.addIssue({
            code: 'custom',
            path: [index],
            message: `${id} is a processor; the day of its agreement is missing.`,
          });
        }
      }
    }),
  });
}

export type OperatorDeclaration = Readonly<z.infer<ReturnType<typeof operatorFileSchema>>>;

/** @param text of the file, YAML. @throws PolicyError with the line */
export function parseOperatorDeclaration(file: string, text: string): OperatorDeclaration {
  return parsePolicy(file, text, operatorFileSchema(processors()));
}
