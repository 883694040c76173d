import { z } from 'zod';
import { subjectRefSchema } from './subject-ref.ts';

/** What each service says when it has done its part of a request: the data of `<service>.subject-step-done.v1`. */
export const subjectStepDoneSchema = z.object({
  tenantId: z.string(),
  requestId: z.string(),
  step: z.enum(['verification', 'rectification', 'restriction', 'objection', 'notice']),
  /** `refused`: it cannot be done as asked, for the reason; somebody has to look. */
  outcome: z.enum(['done', 'refused']),
  /** A word, such as `address-taken`. */
  reason: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  /** How many of what were changed. */
  counts: z.record(z.string(), z.int().nonnegative()),
});
export type SubjectStepDone = z.infer<typeof subjectStepDoneSchema>;

export const SUBJECT_STEP_EXAMPLE: SubjectStepDone = {
  tenantId: 'org_0193f5a0c0de7000800000000000a001',
  requestId: 'sbr_0193f5a0c0de7000800000000000a020',
  step: 'objection',
  outcome: 'done',
  counts: { purposes: 2 },
};

/** What every order about a person or organisation says. */
export const subjectOrderShape = { tenantId: z.string(), requestId: z.string(), subject: subjectRefSchema };
export const SUBJECT_ORDER_EXAMPLE = {
  tenantId: 'org_0193f5a0c0de7000800000000000a001',
  requestId: 'sbr_0193f5a0c0de7000800000000000a020',
  subject: { kind: 'user' as const, userId: 'usr_0193f5a0c0de7000800000000000a010' },
};
