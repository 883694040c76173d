import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id, $3 kind, $4 user, $5 where the user is kept, $6 subject, $7 due, $8 now, $9 expiry */
export const insertMail: Statement = {
  name: 'identity.insert-mail',
  text: `insert into identity.mail (tenant_id, id, kind, user_id, home_tenant_id, subject_id, due_at, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
