import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Settings } from '@ebbflow/config';
import { createEgress } from '../src/create-egress.ts';
import { EgressConfig } from '../src/egress.config.ts';
import type { Egress, EgressRequest } from '../src/egress.ts';
import type { NameResolver } from '../src/name-resolver.ts';

/** A real server on loopback that remembers what reached it. */
export class Sink {
  readonly requests: { url: string; host: string; headers: IncomingMessage['headers']; body: string }[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(answer: RequestListener) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', headers } = request;
        this.requests.push({ url, host: headers.host ?? '', headers, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
    });
    this.#server.on('connection', (socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async listen(host: string): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, host, resolve);
    });
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Answers from a list, one answer a question; the last one stays. */
export class ScriptedResolver implements NameResolver {
  asked = 0;
  readonly #answers: readonly (readonly string[])[];

  constructor(...answers: (readonly string[])[]) {
    this.#answers = answers;
  }

  resolve(): Promise<readonly string[]> {
    const answer = this.#answers[Math.min(this.asked, this.#answers.length - 1)] ?? [];
    this.asked += 1;
    return Promise.resolve(answer);
  }
}

export const usual: Omit<EgressRequest, 'url'> = {
  method: 'GET',
  headers: [],
  timeoutMs: 5_000,
  followRedirects: true,
  rejectUnauthorized: true,
};
export const loopback = { EBB_EGRESS_ALLOW: '127.0.0.0/8' };

/** The code a call failed with, or `answered`. */
export function code(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'answered',
    (error: unknown) => (error as { code: string }).code,
  );
}

export interface EgressFixture {
  egress(settings?: Record<string, string>, resolver?: NameResolver): Egress;
  sink(answer: RequestListener, host?: string): Promise<Sink>;
}

/** Ways out and servers for one file of tests; they end with each test. */
export function egressFixture(): EgressFixture {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0).reverse()) await open.close();
  });
  return {
    egress: (settings = loopback, resolver) => {
      const made = createEgress(new EgressConfig(new Settings(settings)), resolver);
      closing.push(made);
      return made;
    },
    sink: async (answer, host = '127.0.0.1') => {
      const made = await new Sink(answer).listen(host);
      closing.push(made);
      return made;
    },
  };
}
