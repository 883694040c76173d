import { z } from 'zod';

/**
 * `POST /internal/v1/staff/resolve` (retention only): who is behind a principal. What compliance does for others is for members of the
 * installation's own organisation, and what needs two people asks for two *people*: somebody's API token is that somebody.
 */
export const resolveStaffSchema = z.object({
  organisationId: z.string(),
  userId: z.string().nullable(),
  apiTokenId: z.string().optional(),
});

export const resolvedStaffSchema = z.object({
  /** The organisation that is worked in is the one this installation made for itself. */
  isInstallation: z.boolean(),
  /** Null for the operator's token, which is nobody's: it is one pair of eyes. */
  personId: z.string().nullable(),
});
export type ResolvedStaff = z.infer<typeof resolvedStaffSchema>;
