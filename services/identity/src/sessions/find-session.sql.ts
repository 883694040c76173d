import type { Statement } from '@ebbflow/persistence';
import { RIGHTS_COLUMNS, RIGHTS_JOIN, type RightsRow } from '../roles/rights-row.ts';

export interface SessionRow extends RightsRow {
  /** Where the person's account is kept. */
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
  /** The organisation the session works in, if the person is a member of it. */
  readonly organisation_id: string | null;
  readonly expires_at: Date;
  readonly ends_at: Date;
}

/**
 * Across tenants: the token says who is asking. One that is over is not found. Whoever is no member (any more) of the organisation the
 * session works in does not slip into another one, but has no rights until they choose. $1 hash of the token, $2 now
 */
export const findSession: Statement = {
  name: 'identity.find-session',
  text: `select s.tenant_id, s.id, s.user_id, s.expires_at, s.ends_at, m.tenant_id as organisation_id, ${RIGHTS_COLUMNS}
    from identity.session s
    left join identity.membership m
      on m.tenant_id = coalesce(s.current_tenant_id, s.tenant_id) and m.user_id = s.user_id
    ${RIGHTS_JOIN}
    where s.token_hash = $1 and s.expires_at > $2 and s.ends_at > $2`,
};
