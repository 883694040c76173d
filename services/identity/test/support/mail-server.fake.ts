import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly source: string;
}

/** A real SMTP server on loopback that keeps what it is given, and can refuse. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Refuses every recipient, and quotes the address as servers like to do. */
  isRefusing = false;
  /** While it is there, what was received is acknowledged only when it resolves. */
  held: Promise<void> | undefined;
  readonly #server: SMTPServer;

  constructor(options: { offersTls: boolean }) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: options.offersTls ? [] : ['STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => {
        if (this.isRefusing) done(new Error(`450 mailbox of ${address} is busy`));
        else done();
      },
      onData: (stream, { envelope }, done) => {
        void text(stream).then(async (source) => {
          this.received.push({ to: envelope.rcptTo.map(({ address }) => address), source });
          await this.held;
          done();
        }, done);
      },
    });
  }

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter(({ to }) => to.includes(address));
  }
}
