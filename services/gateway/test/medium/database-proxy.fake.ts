import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What Postgres answers to a start-up packet while it shuts down or starts: FATAL 57P03, cannot_connect_now. */
const SHUTTING_DOWN = errorResponse({ S: 'FATAL', V: 'FATAL', C: '57P03', M: 'the database system is shutting down' });

function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([name, value]) => `${name}${value}\0`)
      .join('')}\0`,
  );
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Stands between a service and its Postgres, so that the database can go away and come back for this service alone. */
export class DatabaseProxy {
  readonly #open = new Set<Socket>();
  readonly #server = createServer((inside) => this.#join(inside));
  readonly #target: URL;
  #isAway = false;

  constructor(databaseUrl: string) {
    this.#target = new URL(databaseUrl);
  }

  /** The same database at the proxy's address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const url = new URL(this.#target);
    url.host = `127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
    return url.href;
  }

  /** Cuts every connection and turns every new one away. */
  goAway(): void {
    this.#isAway = true;
    for (const socket of this.#open) socket.destroy();
  }

  comeBack(): void {
    this.#isAway = false;
  }

  async stop(): Promise<void> {
    this.goAway();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(inside: Socket): void {
    if (this.#isAway) {
      inside.on('error', () => undefined).once('data', () => inside.end(SHUTTING_DOWN));
      return;
    }
    const outside = connect(Number(this.#target.port || 5432), this.#target.hostname);
    for (const [here, there] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.#open.add(here);
      here
        .on('error', () => undefined)
        .on('close', () => {
          this.#open.delete(here);
          there.destroy();
        });
      here.pipe(there);
    }
  }
}
