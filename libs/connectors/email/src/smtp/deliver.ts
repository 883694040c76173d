import type { AccountContext, ServerAccess, TlsOptions } from '@ebbflow/connector-sdk';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { smtpError } from './smtp-error.ts';

const SILENCE_MS = 30_000;

export interface Delivery {
  readonly messageId: string;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

/** Hands the mail to the account's server. @throws ModuleError */
export async function deliver(mail: SendMailOptions, access: ServerAccess, context: AccountContext): Promise<Delivery> {
  return withServer(access, context, async (transport) => {
    const { messageId, accepted, rejected } = await transport.sendMail(mail);
    return { messageId, accepted: accepted.map(addressOf), rejected: rejected.map(addressOf) };
  });
}

/** The account's server, over a connection of the guarded way out. @throws ModuleError */
export async function withServer<T>(
  access: ServerAccess,
  context: AccountContext,
  work: (transport: Transporter<SMTPTransport.SentMessageInfo>) => Promise<T>,
): Promise<T> {
  const { host, port, tls: level, user, secret } = access;
  const tls = tlsOf(access);
  const isImplicit = level === 'implicit';
  const socket = await context.sockets.open({ host, port, ...(isImplicit ? { tls } : {}) });
  try {
    const transport = createTransport({
      host,
      port,
      // The connection as it is; the library opens none of its own. What the port gives behaves as a Socket.
      connection: socket as never,
      secure: isImplicit,
      secured: isImplicit,
      requireTLS: level === 'required',
      ignoreTLS: level === 'off',
      tls,
      auth: { user, pass: secret },
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: false,
      greetingTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
    });
    return await work(transport);
  } catch (thrown) {
    throw smtpError(thrown);
  } finally {
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

function addressOf(recipient: string | { readonly address: string }): string {
  return typeof recipient === 'string' ? recipient : recipient.address;
}
