import type { AccountContext, ServerAccess, TlsLevel, TlsOptions } from '@ebbflow/connector-sdk';
import { ImapFlow, type ImapTransportSocket, type MailboxObject } from 'imapflow';
import { imapError } from './imap-error.ts';

const SILENCE_MS = 30_000;
/** Bytes of one message. */
export const LARGEST_MESSAGE = 25 * 1_048_576;

/** Logs in, opens the folder and lets `work` use it. @throws ModuleError */
export async function withMailbox<T>(
  access: ServerAccess,
  folder: { readonly path: string; readonly readOnly: boolean },
  context: AccountContext,
  work: (client: ImapFlow, mailbox: MailboxObject) => Promise<T>,
): Promise<T> {
  const { host, port, user, secret, tls: level } = access;
  const tls = tlsOf(access);
  const isSecure = level === 'implicit';
  const socket = await context.sockets.open({ host, port, ...(isSecure ? { tls } : {}) });
  const client = new ImapFlow({
    host,
    port,
    secure: isSecure,
    ...startTlsOf(level),
    auth: { user, pass: secret },
    logger: false,
    disableAutoIdle: true,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: LARGEST_MESSAGE + 1_048_576,
    transport: {
      // The connection is there, TLS included; the library opens none of its own.
      connect: (_options, onConnect) => {
        setImmediate(onConnect);
        return socket as ImapTransportSocket;
      },
      upgrade: (plain, _options, onSecure) =>
        context.sockets.startTls(plain, tls).once('secureConnect', onSecure) as ImapTransportSocket,
    },
  });
  // What waits for an answer is told of it; a client without a listener would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client, await client.mailboxOpen(folder.path, { readOnly: folder.readOnly }));
  } catch (thrown) {
    throw imapError(thrown);
  } finally {
    client.close();
    socket.destroy();
  }
}

function tlsOf({ host, verifiesCertificate, ca }: ServerAccess): TlsOptions {
  return {
    servername: host,
    rejectUnauthorized: verifiesCertificate,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
  };
}

/** Left out, the client turns to TLS where the server offers it; true, it turns to TLS or says nothing secret. */
function startTlsOf(level: TlsLevel): { doSTARTTLS?: boolean } {
  switch (level) {
    case 'required':
      return { doSTARTTLS: true };
    case 'preferred':
      return {};
    case 'implicit':
    case 'off':
      return { doSTARTTLS: false };
  }
}
