import type { Principal } from '@ebbflow/contracts';
import { ForbiddenError, may } from '@ebbflow/service-host';
import type { Place } from '../../object-teams/places.repository.ts';

/** One without a team is shared by all teams of the organisation. */
function storePlace({ teamId }: { readonly teamId: string | null }): Place {
  return { teamId, isShared: teamId === null };
}

/** Nobody makes a store for a team, or moves one to a team, in which they could not change it afterwards. @throws ForbiddenError */
export function assertMayPlaceStore(principal: Principal, teamId: string | null): void {
  const { organisationId } = principal;
  if (!may(principal, 'data-stores:write', { organisationId, ...storePlace({ teamId }) }))
    throw new ForbiddenError('This needs data-stores:write in the team.');
}
