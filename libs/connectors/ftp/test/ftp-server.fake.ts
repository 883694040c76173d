import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { TLSSocket } from 'node:tls';

export interface FtpServerOptions {
  readonly user: string;
  readonly secret: string;
  readonly certificate?: { readonly key: string; readonly cert: string };
  /** An older server knows PASV alone. */
  readonly knowsEpsv?: boolean;
  /** What PASV answers as the host; a hostile server names somebody else's. */
  readonly pasvHost?: string;
}

/** A file server as far as the modules use one: one folder, in memory, real sockets for commands and for each transfer. */
export class FtpServer {
  readonly files = new Map<string, Buffer>();
  readonly commands: string[] = [];
  sessions = 0;
  transfersOverTls = 0;
  readonly #options: FtpServerOptions;
  readonly #open = new Set<Socket | Server>();
  readonly #server: Server;

  constructor(options: FtpServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => {
      this.sessions += 1;
      this.#serve(this.#keep(socket));
    });
  }

  async listen(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const open of this.#open) {
      if ('destroy' in open) open.destroy();
      else open.close();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep<T extends Socket | Server>(open: T): T {
    this.#open.add(open);
    open.on('error', () => undefined);
    return open;
  }

  #serve(socket: Socket): void {
    socket.write('220 ready\r\n');
    this.#listenTo(socket, { isProtected: false, data: undefined });
  }

  #listenTo(socket: Socket, session: { isProtected: boolean; data: Promise<Socket> | undefined }): void {
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => {
      const [verb = '', ...rest] = line.split(' ');
      this.commands.push(verb === 'PASS' ? 'PASS' : line);
      if (verb === 'AUTH' && this.#options.certificate !== undefined) {
        lines.close();
        socket.removeAllListeners('data');
        socket.write('234 go on\r\n');
        const secure = new TLSSocket(socket, { isServer: true, ...this.#options.certificate });
        this.#listenTo(this.#keep(secure), session);
        return;
      }
      void this.#answer(verb, rest.join(' '), session).then((answer) => socket.write(`${answer}\r\n`));
      if (['LIST', 'RETR', 'STOR'].includes(verb)) socket.write('150 wait\r\n');
    });
  }

  async #answer(
    verb: string,
    argument: string,
    session: { isProtected: boolean; data: Promise<Socket> | undefined },
  ): Promise<string> {
    const { user, secret, knowsEpsv = true, pasvHost = '127.0.0.1' } = this.#options;
    const name = argument.replace(/^\//, '');
    const file = this.files.get(name);
    switch (verb) {
      case 'USER':
        return argument === user ? '331 password' : '530 no';
      case 'PASS':
        return argument === secret ? '230 in' : '530 no';
      case 'PROT':
        session.isProtected = true;
        return '200 ok';
      case 'TYPE':
      case 'STRU':
      case 'PBSZ':
        return '200 ok';
      case 'EPSV':
        return knowsEpsv ? `229 go (|||${String(await this.#expectData(session))}|)` : '502 what?';
      case 'PASV': {
        const port = await this.#expectData(session);
        return `227 go (${pasvHost.replaceAll('.', ',')},${String(port >> 8)},${String(port & 255)})`;
      }
      case 'SIZE':
        return file ? `213 ${String(file.byteLength)}` : `550 ${argument} is not there`;
      case 'DELE':
        return this.files.delete(name) ? '250 gone' : `550 ${argument} is not there`;
      case 'RETR':
        if (file === undefined) return `550 ${argument} is not there`;
        (await session.data)?.end(file);
        return '226 done';
      case 'STOR': {
        const chunks: Buffer[] = [];
        for await (const chunk of (await session.data) ?? []) chunks.push(chunk as Buffer);
        this.files.set(name, Buffer.concat(chunks));
        return '226 done';
      }
      case 'LIST': {
        const rows = [...this.files].map(
          ([title, { byteLength }]) => `-rw-r--r-- 1 a a ${String(byteLength)} Jan 02 2026 ${title}\r\n`,
        );
        (await session.data)?.end(`drwxr-xr-x 2 a a 0 Jan 02 2026 sub\r\n${rows.join('')}`);
        return '226 done';
      }
      default:
        return '502 what?';
    }
  }

  async #expectData(session: { isProtected: boolean; data: Promise<Socket> | undefined }): Promise<number> {
    const server = this.#keep(createServer());
    session.data = once(server, 'connection').then(([socket]) => {
      server.close();
      if (!session.isProtected) return this.#keep(socket as Socket);
      this.transfersOverTls += 1;
      return this.#keep(new TLSSocket(socket as Socket, { isServer: true, ...this.#options.certificate }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  }
}
