import type { Principal } from '@ebbflow/contracts';
import { ForbiddenError, may, type ObjectPlace } from '@ebbflow/service-host';
import { UnknownConnectionError } from './connections.errors.ts';

export interface PlacedConnection {
  readonly tenantId: string;
  readonly teamId: string | null;
}

/** One without a team is shared by all teams of the organisation. */
export function connectionPlace({ tenantId, teamId }: PlacedConnection): ObjectPlace {
  return { organisationId: tenantId, teamId, isShared: teamId === null };
}

/**
 * Nobody makes a connection for a team, or moves one to a team, in which they could not change it afterwards.
 * @throws ForbiddenError
 */
export function assertMayPlace(principal: Principal, teamId: string | null): void {
  const place = connectionPlace({ tenantId: principal.organisationId, teamId });
  if (!may(principal, 'connections:write', place))
    throw new ForbiddenError('This needs connections:write in the team.');
}

/** For routes whose path does not say which connection it is. @throws UnknownConnectionError for whoever may not even see it, ForbiddenError */
export function assertMayChange(principal: Principal, connection: PlacedConnection): void {
  const place = connectionPlace(connection);
  if (may(principal, 'connections:write', place)) return;
  throw may(principal, 'connections:read', place)
    ? new ForbiddenError('This needs connections:write in the team of the connection.')
    : new UnknownConnectionError();
}
