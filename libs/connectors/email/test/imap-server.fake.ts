import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';

export interface StoredMail {
  readonly uid: number;
  readonly source: Buffer;
  readonly arrivedAt: Date;
  isSeen: boolean;
}

export interface ImapServerOptions {
  readonly user: string;
  readonly secret: string;
  readonly certificate?: { readonly key: string; readonly cert: string };
  /** Begins in the clear and turns to TLS when asked to (RFC 9051, 6.2.1). */
  readonly startsTls?: boolean;
  /** Somebody on the line says this right after the answer to STARTTLS, still in the clear. */
  readonly injected?: string;
}

/** As much of an IMAP server (RFC 9051) as a reader of one folder asks for; the folder is INBOX. */
export class ImapServer {
  readonly mails: StoredMail[] = [];
  readonly commands: string[] = [];
  sessions = 0;
  uidValidity = 7;
  uidNext = 1;
  readonly #options: ImapServerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(options: ImapServerOptions) {
    this.#options = options;
    const serve = (socket: Socket): void => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.write('* OK ready\r\n');
      this.#listenTo(socket);
    };
    this.#server =
      options.certificate === undefined || options.startsTls === true
        ? createServer(serve)
        : createTlsServer(options.certificate, serve);
    this.#server.on('connection', () => (this.sessions += 1));
  }

  async listen(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  add(...lines: readonly string[]): void {
    this.addAt(new Date(), ...lines);
  }

  addAt(arrivedAt: Date, ...lines: readonly string[]): void {
    this.mails.push({ uid: this.uidNext, source: Buffer.from(lines.join('\r\n')), arrivedAt, isSeen: false });
    this.uidNext += 1;
  }

  #listenTo(socket: Socket): void {
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => {
      const [tag = '', verb] = line.split(' ');
      if (verb !== 'STARTTLS' || this.#options.certificate === undefined) {
        this.#answer(line, socket);
        return;
      }
      lines.close();
      socket.removeAllListeners('data');
      socket.write(`${tag} OK go on\r\n${this.#options.injected ?? ''}`);
      const secure = new TLSSocket(socket, { isServer: true, ...this.#options.certificate });
      this.#sockets.add(secure);
      secure.on('error', () => undefined);
      this.#listenTo(secure);
    });
  }

  #answer(line: string, socket: Socket): void {
    const [tag = '', verb = '', ...rest] = line.split(' ');
    const argument = rest.join(' ');
    this.commands.push(verb === 'LOGIN' ? 'LOGIN' : `${verb} ${argument}`.trim());
    const say = (...lines: readonly string[]): void => void socket.write(lines.map((text) => `${text}\r\n`).join(''));
    const done = (text = 'OK done'): void => say(`${tag} ${text}`);
    switch (verb) {
      case 'CAPABILITY':
        say(
          `* CAPABILITY IMAP4rev1${this.#options.startsTls === true && !(socket instanceof TLSSocket) ? ' STARTTLS' : ''}`,
        );
        done();
        return;
      case 'LOGIN': {
        const { user, secret } = this.#options;
        done(argument === `"${user}" "${secret}"` ? 'OK in' : `NO [AUTHENTICATIONFAILED] ${argument} is not known`);
        return;
      }
      case 'LIST':
        say('* LIST () "/" INBOX');
        done();
        return;
      case 'SELECT':
      case 'EXAMINE':
        if (argument !== 'INBOX') {
          done(`NO [NONEXISTENT] ${argument} is not there`);
          return;
        }
        say(
          '* FLAGS (\\Seen)',
          `* ${String(this.mails.length)} EXISTS`,
          `* OK [UIDVALIDITY ${String(this.uidValidity)}] ok`,
          `* OK [UIDNEXT ${String(this.uidNext)}] ok`,
        );
        done(`OK [READ-${verb === 'SELECT' ? 'WRITE' : 'ONLY'}] open`);
        return;
      case 'UID':
        this.#answerByUid(argument, say);
        done();
        return;
      default:
        done(verb === 'LOGOUT' ? 'OK bye' : 'BAD what?');
    }
  }

  #answerByUid(argument: string, say: (...lines: readonly string[]) => void): void {
    const [verb = '', ...rest] = argument.split(' ');
    const text = rest.join(' ');
    if (verb === 'SEARCH') {
      const first = Number(/UID (\d+):\*/.exec(text)?.[1] ?? 1);
      const subject = /SUBJECT "?([^"]+?)"?(?: |$)/.exec(text)?.[1] ?? '';
      const since = Date.parse(/SINCE (\S+)/.exec(text)?.[1] ?? '1-Jan-1970');
      const found = this.mails.filter(
        // As real servers do, the last one is within `n:*` whatever n is.
        ({ uid, isSeen, source, arrivedAt }) =>
          arrivedAt.getTime() >= since &&
          (uid >= first || uid === this.mails.at(-1)?.uid) &&
          (!text.includes('UNSEEN') || !isSeen) &&
          source.toString().includes(subject),
      );
      say(`* SEARCH${found.map(({ uid }) => ` ${String(uid)}`).join('')}`);
      return;
    }
    const mail = this.mails.find(({ uid }) => String(uid) === rest[0]);
    if (mail === undefined) return;
    const sequence = String(this.mails.indexOf(mail) + 1);
    if (verb === 'STORE') mail.isSeen = true;
    else if (text.includes('INTERNALDATE')) {
      const [day, month, year, time] = mail.arrivedAt
        .toUTCString()
        .replace(/^\w+, /, '')
        .split(' ');
      say(
        `* ${sequence} FETCH (UID ${String(mail.uid)} INTERNALDATE "${[day, month, year].join('-')} ${String(time)} +0000")`,
      );
    } else {
      const partial = /BODY\.PEEK\[\]<0\.(\d+)>/.exec(text)?.[1];
      const part = mail.source.subarray(0, Number(partial ?? Infinity));
      const origin = partial === undefined ? '' : '<0>';
      const size = `RFC822.SIZE ${String(mail.source.byteLength)}`;
      say(
        `* ${sequence} FETCH (UID ${String(mail.uid)} ${size} BODY[]${origin} {${String(part.byteLength)}}`,
        `${part.toString('latin1')})`,
      );
    }
  }
}
