import type { Statement } from '@ebbflow/persistence';

/** How many passwords are hashed in which way; neither salt nor hash leaves the database. */
export const countPasswords: Statement = {
  name: 'identity.count-passwords',
  text: `select coalesce(substring(password_hash from '^[$][a-z0-9-]+[$]i=[0-9]+(?=[$])'), 'unknown') as parameters, count(*)::int as count
    from identity.user group by 1 order by 1`,
};
