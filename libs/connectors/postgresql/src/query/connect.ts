import type { Duplex } from 'node:stream';
import type { AccountContext, DatabaseAccess } from '@ebbflow/connector-sdk';
import { Client } from 'pg';
import { databaseError } from './database-error.ts';

const HANDSHAKE_MS = 10_000;
/** pg's words for a server that has no TLS. */
const NO_TLS = 'The server does not support SSL connections';

/** A logged-in client over a connection of the guarded way out. @throws ModuleError */
export async function connect(access: DatabaseAccess, context: AccountContext): Promise<Client> {
  const wantsTls = access.tls !== 'off';
  try {
    return await logIn(access, wantsTls, context);
  } catch (thrown) {
    const mayBeInTheClear = access.tls === 'preferred' && (thrown as Error).message === NO_TLS;
    if (!mayBeInTheClear) throw databaseError(thrown);
  }
  return logIn(access, false, context).catch((thrown: unknown) => {
    throw databaseError(thrown);
  });
}

async function logIn(access: DatabaseAccess, wantsTls: boolean, context: AccountContext): Promise<Client> {
  const { host, port, user, secret, database, verifiesCertificate, ca } = access;
  const socket = await context.sockets.open({ host, port });
  // Everything that pg would otherwise read from the environment is said here.
  const client = new Client({
    host,
    port,
    user,
    password: secret,
    database,
    application_name: 'ebbflow',
    connectionTimeoutMillis: HANDSHAKE_MS,
    stream: () => connected(socket),
    ssl: wantsTls && {
      rejectUnauthorized: verifiesCertificate,
      minVersion: 'TLSv1.2',
      ...(ca === undefined ? {} : { ca }),
    },
  });
  // The query that runs is told of it; a client without one would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  }
}

/**
 * pg connects the stream it is given itself. This one is connected, and must not be so again: that would be a connection past
 * the guard.
 */
function connected(socket: Duplex): Duplex {
  return Object.assign(socket, {
    connect: () => {
      process.nextTick(() => socket.emit('connect'));
      return socket;
    },
  });
}
