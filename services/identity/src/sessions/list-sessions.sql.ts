import type { Statement } from '@ebbflow/persistence';

export interface ListedSession {
  readonly id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly ends_at: Date;
}

/** A person's sessions that are not over, newest first. $1 tenant, $2 user, $3 now */
export const listSessions: Statement = {
  name: 'identity.list-sessions',
  text: `select id, created_at, expires_at, ends_at from identity.session
    where tenant_id = $1 and user_id = $2 and expires_at > $3 and ends_at > $3
    order by id desc`,
};
