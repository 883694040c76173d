import type { SqlClient } from '@ebbflow/persistence';
import { BadCredentialsError } from '../identity.errors.ts';
import { holdPassword } from './hold-password.sql.ts';
import type { Person } from './person.policy.ts';

/**
 * Comparing a password takes a fifth of a second and no lock. Meanwhile the person may take another one, which ends every session and
 * every sign-in under way, but none that begins after it by the old one. So whatever a password opens is written in a transaction that
 * begins with this. Before any other lock of the person's rows, as a new password does it.
 * @param passwordHash the one that was compared; undefined where none was @throws BadCredentialsError
 */
export async function assertPasswordIs(
  sql: SqlClient,
  { tenantId, userId }: Person,
  passwordHash: string | undefined,
): Promise<void> {
  if (passwordHash === undefined) return;
  if ((await sql.query(holdPassword, [tenantId, userId, passwordHash])).length === 0) throw new BadCredentialsError();
}
