import type { ServiceName } from '@ebbflow/contracts';
import { DefectError } from '@ebbflow/kernel';

/** Who did it. `nobody`: not known to us, such as a wrong password. `system`: Ebbflow itself, by a schedule or a rule. */
export type AuditActor =
  | { readonly kind: 'user'; readonly id: string }
  /** `id` where it is known which token it was. */
  | { readonly kind: 'api-token'; readonly id: string | null }
  /** Whoever runs this installation, looking at what is not theirs. */
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'service'; readonly id: ServiceName }
  | { readonly kind: 'system'; readonly id: null }
  | { readonly kind: 'nobody'; readonly id: null };

/** What it was done to: a noun in kebab-case and its id, such as `{ kind: 'api-token', id: 'tok_…' }`. */
interface AuditObject {
  readonly kind: string;
  readonly id: string;
}

/** Numbers, ids, names of roles and the like: what says nothing about a person. At most 4 KiB as JSON. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface NewAuditEntry {
  readonly tenantId: string;
  readonly actor: AuditActor;
  /** `<noun>.<what happened to it>` in kebab-case: `session.began`, `api-token.revoked`. */
  readonly action: `${string}.${string}`;
  readonly object: AuditObject;
  readonly facts?: AuditFacts;
  /** When it was not now: what another service reports. */
  readonly occurredAt?: Date;
  /** What does say something about a person, sealed under that person's key of the day: an address, a name, an IP address. */
  readonly personal?: { readonly subjectId: string; readonly facts: Readonly<Record<string, string>> };
}

export { actorOf } from '@ebbflow/contracts';

const ACTION = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;
const NOUN = /^[a-z][a-z-]*$/;
const MOST_FACTS_BYTES = 4_096;

/** The facts as they are stored and hashed. @throws DefectError for an action or object that is no name, or facts that are too long */
export function factsText({ action, object, facts = {} }: NewAuditEntry): string {
  if (!ACTION.test(action) || !NOUN.test(object.kind)) {
    throw new DefectError(
      'IDENTITY.BAD_AUDIT_ENTRY',
      'An action of the audit log is <noun>.<what happened> in kebab-case.',
    );
  }
  const text = JSON.stringify(facts);
  if (Buffer.byteLength(text) > MOST_FACTS_BYTES) {
    throw new DefectError('IDENTITY.BAD_AUDIT_ENTRY', `The facts of the audit entry ${action} are too long.`);
  }
  return text;
}
