import type { OrganisationRole, TeamRole } from '@ebbflow/contracts';

/** What a person holds in one organisation, as the database has it. */
export interface RightsRow {
  /** Null for who is no member. */
  readonly role: OrganisationRole | 'custom' | null;
  /** Scopes of the organisation's own role, with `custom`. */
  readonly role_scopes: string[] | null;
  readonly teams: readonly {
    readonly role: TeamRole | 'custom';
    readonly scopes: string[] | null;
    readonly team_ids: string[];
  }[];
}

/**
 * Columns of a RightsRow for a membership `m` with its own role `r`, to be used in a statement of the worker. One row holds all: a
 * second question for the teams would be a second round trip for each request of the house.
 */
export const RIGHTS_COLUMNS = `m.role, r.scopes as role_scopes, coalesce((
    select json_agg(held) from (
      select t.role, tr.scopes, array_agg(t.team_id order by t.team_id) as team_ids
      from identity.team_member t
      left join identity.role tr on tr.tenant_id = t.tenant_id and tr.id = t.custom_role_id
      where t.tenant_id = m.tenant_id and t.user_id = m.user_id
      group by t.role, tr.scopes) as held), '[]') as teams`;

export const RIGHTS_JOIN = `left join identity.role r on r.tenant_id = m.tenant_id and r.id = m.custom_role_id`;
