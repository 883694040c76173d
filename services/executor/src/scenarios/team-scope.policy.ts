import type { Principal } from '@ebbflow/contracts';
import { may, mayEverywhere, teamsWith } from '@ebbflow/service-host';
import { NotInTeamError, TeamRequiredError } from './scenarios.errors.ts';

/** The teams a list is kept to; null for whoever may see all of the organisation. */
export function teamsToShow(principal: Principal, action: string): readonly string[] | null {
  return mayEverywhere(principal, action) ? null : teamsWith(principal, action);
}

/**
 * The team that something new is put into. Who does not say gets the only one they have, or none where they may do it everywhere.
 * @throws TeamRequiredError when there are several, NotInTeamError
 */
export function teamForNew(principal: Principal, action: string, asked: string | null | undefined): string | null {
  const { organisationId } = principal;
  if (asked !== undefined) {
    if (!may(principal, action, { organisationId, teamId: asked })) throw new NotInTeamError();
    return asked;
  }
  const teams = teamsToShow(principal, action);
  if (teams === null) return null;
  const [only, ...others] = teams;
  if (only === undefined || others.length > 0) throw new TeamRequiredError();
  return only;
}
