import { z } from 'zod';
import type { Principal } from './api/identity.api.ts';

/** Who did it, as every service says it. `system`: Ebbflow itself, by a schedule or a rule. */
const auditActorSchema = z.object({
  kind: z.enum(['user', 'api-token', 'system']),
  /** Id of the person or the token; null for the system, and where nobody knows which token it was. */
  id: z.string().nullable(),
});

/**
 * Something was done that an organisation wants to find in its audit log: the data of `<service>.audit-recorded.v1` of each service. Ids,
 * names of roles and numbers; nothing that says something of a person.
 */
export const auditFactSchema = z.object({
  tenantId: z.string(),
  actor: auditActorSchema,
  /** `<noun>.<what happened to it>` in kebab-case: `connection.removed`. */
  action: z.string().regex(/^[a-z][a-z-]*\.[a-z][a-z-]*$/),
  object: z.object({ kind: z.string().regex(/^[a-z][a-z-]*$/), id: z.string().min(1).max(64) }),
  facts: z.record(z.string(), z.union([z.string().max(256), z.number(), z.boolean(), z.null()])).optional(),
});
export type AuditFact = z.infer<typeof auditFactSchema>;

/** A principal as the audit log names it. */
export function actorOf(principal: Principal): { kind: 'user'; id: string } | { kind: 'api-token'; id: string | null } {
  return principal.kind === 'user' && principal.userId !== null
    ? { kind: 'user', id: principal.userId }
    : { kind: 'api-token', id: principal.apiTokenId ?? null };
}
