import { ModuleError, type ModuleContext, type ServerAccess } from '@ebbflow/connector-sdk';
import { ImapFlow, type ImapTransportSocket, type MailboxObject } from 'imapflow';
import { imapError } from './imap-error.ts';

const SILENCE_MS = 30_000;
/** Bytes of one message. */
export const LARGEST_MESSAGE = 25 * 1_048_576;

/** Logs in, opens the folder and lets `work` use it. @throws ModuleError */
export async function withMailbox<T>(
  access: ServerAccess,
  folder: { readonly path: string; readonly readOnly: boolean },
  context: ModuleContext,
  work: (client: ImapFlow, mailbox: MailboxObject) => Promise<T>,
): Promise<T> {
  const { host, port, user, secret, tls: level, verifiesCertificate, ca } = access;
  if (level === 'required' || level === 'preferred') {
    // Laying TLS over a connection is the way out's business, and it does so at the first byte alone.
    throw new ModuleError(
      'InvalidConfigurationError',
      'Mail is read over TLS from the first byte (usually port 993); STARTTLS is not available.',
    );
  }
  const tls = { servername: host, rejectUnauthorized: verifiesCertificate, minVersion: 'TLSv1.2' as const };
  const isSecure = level === 'implicit';
  const socket = await context.sockets.open({
    host,
    port,
    ...(isSecure ? { tls: { ...tls, ...(ca === undefined ? {} : { ca }) } } : {}),
  });
  const client = new ImapFlow({
    host,
    port,
    secure: isSecure,
    doSTARTTLS: false,
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
