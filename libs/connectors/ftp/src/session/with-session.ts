import type { Duplex } from 'node:stream';
import { ModuleError, readText, type Bundle, type AccountContext, type ServerAccess } from '@ebbflow/connector-sdk';
import { Client, FTPError, type FTPContext, type FTPResponse } from 'basic-ftp';
// Not in the package's index; the version is pinned.
import { connectForPassiveTransfer, parseEpsvResponse, parsePasvResponse } from 'basic-ftp/dist/transfer.js';
import { ftpError } from './ftp-error.ts';

const SILENCE_MS = 30_000;

/** Logs in to the account of the module and lets `work` use the session. @throws ModuleError */
export async function withSession<T>(
  parameters: Bundle,
  context: AccountContext,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const id = readText(parameters, 'account') ?? readText(parameters, '__IMTCONN__');
  if (id === undefined) {
    throw new ModuleError('InvalidConfigurationError', 'The module has no connection ("account"); choose one.');
  }
  const access = await context.connections.credentials(id, 'ftp');
  const client = new Client(SILENCE_MS);
  try {
    await logIn(client, access, context);
    return await work(client);
  } catch (thrown) {
    throw ftpError(thrown);
  } finally {
    client.close();
  }
}

async function logIn(client: Client, access: ServerAccess, context: AccountContext): Promise<void> {
  const { host, port, user, secret } = access;
  const tls = {
    servername: host,
    host,
    rejectUnauthorized: access.verifiesCertificate,
    minVersion: 'TLSv1.2' as const,
    ...(access.ca === undefined ? {} : { ca: access.ca }),
  };
  const isImplicit = access.tls === 'implicit';
  const control = await context.sockets.open({ host, port, ...(isImplicit ? { tls } : {}) });
  // Read now: a TLS laid over it later has the address no more. A port that gives no address asks for the name again.
  const { remoteAddress: address = host } = control as { remoteAddress?: string };
  useSocket(client.ftp, control);
  client.prepareTransfer = (ftp) => openDataConnection(ftp, address, context);
  await client.connect(host, port);
  if (isImplicit) client.ftp.tlsOptions = tls;
  else if (access.tls !== 'off') await turnToTls(client, tls, access.tls === 'required');
  await client.login(user, secret);
  await client.useDefaultSettings();
}

async function turnToTls(client: Client, tls: Parameters<Client['useTLS']>[0], isRequired: boolean): Promise<void> {
  try {
    await client.useTLS(tls);
  } catch (thrown) {
    // An answer means that the server knows no TLS; anything else, that the handshake failed, which is never gone on from.
    if (!(thrown instanceof FTPError)) throw thrown;
    if (isRequired) {
      throw new ModuleError('ConnectionError', 'The file server offers no TLS, which the connection requires.');
    }
  }
}

/**
 * Each transfer has a connection of its own, to a port that the server names. It goes through the same guard, and to the address
 * of the session whatever else the server says: else it could have us call somebody for it, and so could a name server that
 * changes its mind in between.
 */
async function openDataConnection(ftp: FTPContext, host: string, context: AccountContext): Promise<FTPResponse> {
  const { response, port } = await askForPort(ftp);
  useSocket(ftp, await context.sockets.open({ host, port }));
  await connectForPassiveTransfer(host, port, ftp);
  return response;
}

async function askForPort(ftp: FTPContext): Promise<{ response: FTPResponse; port: number }> {
  try {
    const response = await ftp.request('EPSV');
    return { response, port: parseEpsvResponse(response.message) };
  } catch (thrown) {
    if (!(thrown instanceof FTPError)) throw thrown;
    const response = await ftp.request('PASV');
    return { response, port: parsePasvResponse(response.message).port };
  }
}

/** The next socket the library makes is this one, which is connected and must not be so again. */
function useSocket(ftp: FTPContext, socket: Duplex): void {
  const connected = Object.assign(socket, {
    connect: (_options: unknown, listener?: () => void) => {
      process.nextTick(() => listener?.());
      return socket;
    },
  });
  ftp._newSocket = () => connected as never;
}
