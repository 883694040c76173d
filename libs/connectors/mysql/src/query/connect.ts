import type { AccountContext, DatabaseAccess } from '@ebbflow/connector-sdk';
import mysql, { type Connection } from 'mysql2';
import { databaseError } from './database-error.ts';

const HANDSHAKE_MS = 10_000;
/** The client's code for a server that has no TLS. */
const NO_TLS = 'HANDSHAKE_NO_SSL_SUPPORT';

/** A logged-in client over a connection of the guarded way out. @throws ModuleError */
export async function connect(access: DatabaseAccess, context: AccountContext): Promise<Connection> {
  try {
    return await logIn(access, access.tls !== 'off', context);
  } catch (thrown) {
    const mayBeInTheClear = access.tls === 'preferred' && (thrown as { code?: string }).code === NO_TLS;
    if (!mayBeInTheClear) throw databaseError(thrown);
  }
  return logIn(access, false, context).catch((thrown: unknown) => {
    throw databaseError(thrown);
  });
}

async function logIn(access: DatabaseAccess, wantsTls: boolean, context: AccountContext): Promise<Connection> {
  const { host, port, user, secret, database, verifiesCertificate, ca } = access;
  const stream = await context.sockets.open({ host, port });
  const connection = mysql.createConnection({
    host,
    port,
    user,
    password: secret,
    database,
    // The connection as it is; the library opens none of its own.
    stream,
    connectTimeout: HANDSHAKE_MS,
    multipleStatements: false,
    // Readers of rows are otherwise compiled from the names of columns, which are somebody's text.
    disableEval: true,
    timezone: 'Z',
    dateStrings: ['DATE'],
    jsonStrings: true,
    supportBigNumbers: true,
    ...(wantsTls
      ? {
          ssl: {
            rejectUnauthorized: verifiesCertificate,
            verifyIdentity: verifiesCertificate,
            minVersion: 'TLSv1.2',
            ...(ca === undefined ? {} : { ca }),
          },
        }
      : {}),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('connect', () => resolve());
      connection.on('error', reject);
    });
    return connection;
  } catch (thrown) {
    connection.destroy();
    throw thrown;
  }
}
