import { type Credentials, credentialsSchema, type RequestCredentials } from '@ebbflow/contracts';
import type { ConnectionSecret } from '../connections/connection-secrets.service.ts';
import type { ConnectionMaterial } from '../connections/find-connection-material.sql.ts';

/** An account as the client of its protocol takes it. A server's password is called `secret` there. */
export function credentialsOf(
  kind: RequestCredentials['kind'],
  settings: ConnectionMaterial['settings'],
  secret: ConnectionSecret,
): Credentials {
  const { password, ...rest } = secret;
  return credentialsSchema.parse({
    kind,
    ...settings,
    ...rest,
    ...(password === undefined ? {} : { secret: password }),
  });
}
