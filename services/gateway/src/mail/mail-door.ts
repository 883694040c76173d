import type { AddressInfo } from 'node:net';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfigError } from '@ebbflow/config';
import { toEbbflowError, STRONG_CIPHERS } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { SenderGoneError } from '../door/door.errors.ts';
import { MailConfig } from './mail.config.ts';
import { mailTooLarge, MailRefusal, toMailRefusal } from './mail.errors.ts';
import { type Mailbox, MailIntake } from './mail-intake.ts';

type Done = (error?: Error | null) => void;

/**
 * The listener for mails. It only receives: no log-in, no mail of another domain, nothing is sent on, and what it says yes to is
 * stored. *Closed* → *open* at bootstrap, when a port is set → *closing* (mails under way are finished) → *closed*.
 */
@Injectable()
export class MailDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #server: SMTPServer | undefined;
  /** Who the mail under way is for, by session; forgotten with the session. */
  readonly #mailboxes = new WeakMap<SMTPServerSession, Map<string, Mailbox>>();

  constructor(
    @Inject(MailConfig) private readonly config: MailConfig,
    @Inject(MailIntake) private readonly intake: MailIntake,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    this.#server = config.port === undefined ? undefined : new SMTPServer(this.#options());
  }

  /** Undefined while the door is closed. */
  get port(): number | undefined {
    return (this.#server?.server.address() as AddressInfo | null | undefined)?.port;
  }

  /** @throws ConfigError when the port cannot be had. */
  async onApplicationBootstrap(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause: Error) => reject(listenError(cause, this.config.port)));
      server.listen(this.config.port ?? 0, this.config.host, resolve);
    });
    server.removeAllListeners('error');
    // Of single connections: a sender who hangs up, a TLS handshake that fails. They are over and need no more than this.
    server.on('error', () => undefined);
    this.logger.info('The door for mails is open.', { port: this.port });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.#server;
    if (server === undefined || !server.server.listening) return;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #options(): SMTPServerOptions {
    const { certificate, privateKey } = this.config;
    const tls =
      certificate === undefined || privateKey === undefined
        ? undefined
        : {
            cert: certificate.reveal(),
            key: privateKey.reveal(),
            minVersion: 'TLSv1.2' as const,
            ciphers: STRONG_CIPHERS,
            honorCipherOrder: true,
          };
    return {
      ...tls,
      name: this.config.domain,
      banner: 'Ebbflow',
      authOptional: true,
      disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      disableReverseLookup: true,
      useProxy: false,
      useXClient: false,
      useXForward: false,
      size: this.config.maxBytes,
      maxClients: this.config.maxConnections,
      maxRecipients: this.config.maxRecipients,
      maxAllowedUnauthenticatedCommands: 200,
      socketTimeout: this.config.idleTimeout.milliseconds,
      closeTimeout: this.config.drainTimeout.milliseconds,
      onMailFrom: (_address, session, done) => {
        this.#mailboxes.set(session, new Map());
        done();
      },
      onRcptTo: ({ address }, session, done) => void this.#answer(done, () => this.#admit(address, session)),
      onData: (stream, session, done) => void this.#answer(done, () => this.#take(stream, session)),
    };
  }

  async #admit(address: string, session: SMTPServerSession): Promise<void> {
    const mailbox = await this.intake.admit(address);
    // By hook: an address that is named twice is one recipient.
    this.#mailboxes.get(session)?.set(mailbox.hook.id, mailbox);
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const mail = await this.intake.read(stream);
    if (stream.sizeExceeded) throw mailTooLarge(this.config.maxBytes);
    const mailboxes = [...(this.#mailboxes.get(session)?.values() ?? [])];
    const { mailFrom } = session.envelope;
    await this.intake.accept(mailboxes, mailFrom === false ? '' : mailFrom.address, mail);
  }

  async #answer(done: Done, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      done();
    } catch (thrown) {
      if (!(thrown instanceof MailRefusal || thrown instanceof SenderGoneError)) this.#note(thrown);
      done(toMailRefusal(thrown));
    }
  }

  #note(thrown: unknown): void {
    const error = toEbbflowError(thrown);
    if (error.family === 'defect') this.logger.error('A mail could not be taken.', { code: error.code }, error);
    else this.logger.warn('A mail was put off.', { code: error.code }, error);
  }
}

function listenError(cause: Error, port: number | undefined): Error {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const why =
      code === 'EACCES'
        ? 'which this user may not open; choose one above 1024'
        : 'which another program is using; choose another or stop it';
    return new ConfigError('EBB_GATEWAY_MAIL_PORT', `is ${String(port)}, ${why}.`);
  }
  return code === 'EADDRNOTAVAIL'
    ? new ConfigError('EBB_GATEWAY_MAIL_HOST', 'is not an address of this machine.')
    : cause;
}
