import type { Principal } from '@ebbflow/contracts';
import { NotAPersonError } from '../identity.errors.ts';

export interface Person {
  /** Where the person's account is kept, which need not be the organisation that is worked in. */
  readonly tenantId: string;
  readonly userId: string;
}

/** The person who asks: what belongs to one is never done for an API token, whatever its scopes. @throws NotAPersonError */
export function personOf(principal: Principal): Person {
  if (principal.kind !== 'user' || principal.userId === null) throw new NotAPersonError();
  return { tenantId: principal.homeOrganisationId ?? principal.organisationId, userId: principal.userId };
}
