import { createServer as createHttp, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { createServer as createTls } from 'node:tls';

export interface ReceivedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Takes what is posted to it, or answers `status`. */
export class HttpReceiver {
  status = 200;
  readonly posts: ReceivedPost[] = [];
  /** Every attempt, also those it refused. */
  attempts = 0;
  readonly #server: HttpServer = createHttp((request, response) => {
    void text(request).then((body) => {
      this.attempts += 1;
      if (this.status === 200) this.posts.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(this.status, { 'content-type': 'application/json' }).end('{}');
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A receiver of RFC 5424 over TCP or TLS: reads octet counts, as rsyslog and syslog-ng do, and closes after its sender. */
export class SyslogReceiver {
  readonly messages: string[] = [];
  readonly #server: TcpServer;

  constructor(tls?: { key: string; cert: string }) {
    const take = (socket: Socket): void => {
      socket.on('error', () => undefined);
      void buffer(socket).then(
        (bytes) => this.messages.push(...messagesIn(bytes)),
        () => undefined,
      );
    };
    this.#server = tls === undefined ? createTcp(take) : createTls(tls, take);
  }

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function messagesIn(bytes: Buffer): string[] {
  const messages: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.subarray(at, space).toString('latin1'));
    messages.push(bytes.subarray(space + 1, space + 1 + length).toString('utf8'));
    at = space + 1 + length;
  }
  return messages;
}

interface AuditFixture {
  readonly id: string;
  readonly position: number;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string };
  readonly facts: object;
}

/** Stands in for vault's secrets of streams, identity's audit log and the executor's rules; all else goes on to the fake vault. */
export class StreamNeighbours {
  readonly secrets = new Map<string, string>();
  readonly audit: AuditFixture[] = [];
  hasRules = false;
  readonly #server: HttpServer;

  constructor(vaultUrl: () => string) {
    this.#server = createHttp((request, response) => {
      void text(request).then(async (body) => {
        const { method = 'GET', url = '' } = request;
        const own = this.#answer(method, new URL(url, 'http://neighbours'), body);
        if (own !== undefined) {
          response.writeHead(own === null ? 204 : 200, { 'content-type': 'application/json' });
          response.end(own === null ? '' : JSON.stringify(own));
          return;
        }
        const headers = { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' };
        const answer = await fetch(`${vaultUrl()}${url}`, { method, headers, ...(body === '' ? {} : { body }) });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Null: without a body; undefined: nothing of ours. */
  #answer(method: string, url: URL, body: string): object | null | undefined {
    if (url.pathname === '/internal/v1/redaction-state') return { hasRules: this.hasRules };
    if (url.pathname === '/internal/v1/audit-entries') {
      const after = Number(url.searchParams.get('after'));
      return { head: this.audit.length, items: after < 0 ? [] : this.audit.slice(after) };
    }
    if (!url.pathname.startsWith('/internal/v1/log-stream-secrets')) return undefined;
    if (method === 'DELETE') {
      this.secrets.delete(url.pathname.split('/').at(-1) ?? '');
      return null;
    }
    const asked = JSON.parse(body) as { logStreamId: string; secret?: string };
    if (method === 'POST') return { secret: this.secrets.get(asked.logStreamId) ?? null };
    this.secrets.set(asked.logStreamId, asked.secret ?? '');
    return null;
  }
}
