import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket, type SecureContextOptions } from 'node:tls';

export type TurningProtocol = 'smtp' | 'imap' | 'ftp' | 'postgresql' | 'mysql' | 'http';

interface Turn {
  /** Said first, as servers of most protocols do. */
  readonly greeting?: Buffer | string;
  /** What is answered to bytes of a client, before TLS begins (`turns`) or the talk is over (`ends`). */
  answer(heard: string): { readonly say?: string; readonly turns?: boolean; readonly ends?: boolean };
  /** Bytes after which TLS begins at once, without an answer in between. */
  readonly turnsAfterBytes?: number;
}

/** MySQL's first packet (protocol 10): knows TLS, or not. */
function mysqlGreeting(offersTls: boolean): Buffer {
  const capabilities = 0x8_0000 | 0x8000 | 0x200 | (offersTls ? 0x800 : 0);
  const payload = Buffer.concat([
    Buffer.from('\n8.0.0\0\u0001\0\0\0abcdefgh\0', 'latin1'),
    Buffer.from([capabilities & 0xff, (capabilities >> 8) & 0xff, 45, 2, 0, capabilities >> 16, 0, 21]),
    Buffer.from(`${'\0'.repeat(10)}ijklmnopqrst\0mysql_native_password\0`, 'latin1'),
  ]);
  return Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]);
}

/** Bytes. The client's first message under TLS may come along with it. */
const MYSQL_TLS_REQUEST = 36;
const NOTHING = {};
const TURNS: Readonly<Record<TurningProtocol, (offersTls: boolean) => Turn>> = {
  http: () => ({ answer: () => NOTHING }),
  smtp: (offersTls) => ({
    greeting: '220 ready\r\n',
    answer: (heard) => {
      if (/^EHLO/i.test(heard)) return { say: offersTls ? '250-here\r\n250 STARTTLS\r\n' : '250 here\r\n' };
      return /^STARTTLS/i.test(heard) && offersTls ? { say: '220 go on\r\n', turns: true } : { say: '502 no\r\n' };
    },
  }),
  imap: (offersTls) => ({
    greeting: '* OK ready\r\n',
    answer: (heard) => {
      const [tag = '', verb = ''] = heard.trim().split(' ');
      if (verb === 'CAPABILITY') {
        return { say: `* CAPABILITY IMAP4rev1${offersTls ? ' STARTTLS' : ''}\r\n${tag} OK\r\n` };
      }
      return verb === 'STARTTLS' && offersTls ? { say: `${tag} OK\r\n`, turns: true } : { say: `${tag} BAD\r\n` };
    },
  }),
  ftp: (offersTls) => ({
    greeting: '220 ready\r\n',
    answer: (heard) =>
      heard.startsWith('AUTH') && offersTls ? { say: '234 go on\r\n', turns: true } : { say: '502 no\r\n' },
  }),
  // Any question but the one for TLS is the login.
  postgresql: (offersTls) => ({
    answer: (heard) => (heard.length === 8 ? (offersTls ? { say: 'S', turns: true } : { say: 'N' }) : { ends: true }),
  }),
  mysql: (offersTls) => ({
    greeting: mysqlGreeting(offersTls),
    answer: (heard) => (offersTls && heard.length === MYSQL_TLS_REQUEST ? { turns: true } : { ends: true }),
    turnsAfterBytes: MYSQL_TLS_REQUEST,
  }),
};

/** A server that speaks as much of a protocol as it takes to come to TLS, and remembers what it heard in the clear and under which TLS. */
export class TurningServer {
  readonly versions: (string | null)[] = [];
  inTheClear = '';
  underTls = '';
  readonly #protocol: TurningProtocol;
  readonly #tls: SecureContextOptions | undefined;
  readonly #isImplicit: boolean;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /** Without `tls` it offers none. `isImplicit`: from the first byte. */
  constructor(protocol: TurningProtocol, tls?: SecureContextOptions, isImplicit = protocol === 'http') {
    this.#protocol = protocol;
    this.#tls = tls;
    this.#isImplicit = isImplicit;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async listen(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    if (this.#isImplicit) {
      this.#turn(socket);
      return;
    }
    const { greeting, answer, turnsAfterBytes = Infinity } = TURNS[this.#protocol](this.#tls !== undefined);
    if (greeting !== undefined) socket.write(greeting);
    const onData = (chunk: Buffer): void => {
      const heard = (this.#tls === undefined ? chunk : chunk.subarray(0, turnsAfterBytes)).toString('latin1');
      this.inTheClear += heard;
      const { say, turns, ends } = answer(heard);
      if (say !== undefined) socket.write(say);
      if (ends === true) socket.destroy();
      if (turns !== true) return;
      socket.removeListener('data', onData).pause();
      socket.unshift(chunk.subarray(heard.length));
      this.#turn(socket);
    };
    socket.on('data', onData);
  }

  /** What comes under TLS is the end of the test: it is noted, and the connection closed. */
  #turn(socket: Socket): void {
    const secure = new TLSSocket(socket, { isServer: true, ...this.#tls });
    this.#sockets.add(secure);
    secure.on('error', () => undefined);
    secure.on('secure', () => this.versions.push(secure.getProtocol()));
    if (this.#isImplicit && this.#protocol !== 'http') secure.write(TURNS[this.#protocol](false).greeting ?? '');
    secure.on('data', (chunk: Buffer) => {
      this.underTls += chunk.toString('latin1');
      secure.destroy();
    });
  }
}
