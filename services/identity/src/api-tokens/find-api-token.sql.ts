import type { Statement } from '@ebbflow/persistence';
import { RIGHTS_COLUMNS, RIGHTS_JOIN, type RightsRow } from '../roles/rights-row.ts';

export interface ApiTokenRow extends RightsRow {
  readonly tenant_id: string;
  readonly id: string;
  /** Null for a token that is nobody's. */
  readonly user_id: string | null;
  readonly scopes: string[];
  readonly last_used_at: Date | null;
}

/** Across tenants: the token says who is asking. $1 hash of the token, $2 now */
export const findApiToken: Statement = {
  name: 'identity.find-api-token',
  text: `select a.tenant_id, a.id, a.user_id, a.scopes, a.last_used_at, ${RIGHTS_COLUMNS}
    from identity.api_token a
    left join identity.membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
    ${RIGHTS_JOIN}
    where a.token_hash = $1 and (a.expires_at is null or a.expires_at > $2)`,
};
