import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id, $3 user, $4 topic, $5 subject, $6 text, $7 now, $8 expiry */
export const insertTicket: Statement = {
  name: 'identity.insert-ticket',
  text: `insert into identity.ticket (tenant_id, id, user_id, topic, subject, text, due_at, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
};
