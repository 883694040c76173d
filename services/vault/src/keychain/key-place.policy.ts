import type { Principal } from '@ebbflow/contracts';
import { ForbiddenError, may, type ObjectPlace } from '@ebbflow/service-host';

/** One without a team is shared by all teams of the organisation. */
export function keyPlace({
  tenantId,
  teamId,
}: {
  readonly tenantId: string;
  readonly teamId: string | null;
}): ObjectPlace {
  return { organisationId: tenantId, teamId, isShared: teamId === null };
}

/** Nobody makes a key for a team, or moves one to a team, in which they could not change it afterwards. @throws ForbiddenError */
export function assertMayPlaceKey(principal: Principal, teamId: string | null): void {
  if (!may(principal, 'keys:write', keyPlace({ tenantId: principal.organisationId, teamId })))
    throw new ForbiddenError('This needs keys:write in the team.');
}
