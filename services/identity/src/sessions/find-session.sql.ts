import type { Statement } from '@ebbflow/persistence';

export interface SessionRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly role: 'owner';
  readonly expires_at: Date;
  readonly ends_at: Date;
}

/** Across tenants: the token says who is asking. One that is over is not found. $1 hash of the token, $2 now */
export const findSession: Statement = {
  name: 'identity.find-session',
  text: `select s.tenant_id, s.id, s.user_id, m.role, s.expires_at, s.ends_at
    from identity.session s
    join identity.membership m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
    where s.token_hash = $1 and s.expires_at > $2 and s.ends_at > $2`,
};
