import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExportedSubject, ExportLine } from '@ebbflow/contracts';

interface Question {
  readonly subject: ExportedSubject;
  readonly email: string;
  readonly sessionId: string;
  readonly organisationId: string;
  readonly userId: string;
}

/** Stands in for the services retention asks about people: who they are, whether they proved it, and what is kept of them. */
export class PeersFake {
  /** Accounts by address. */
  readonly people = new Map<string, { tenantId: string; userId: string }>();
  /** Sessions whose person proved to be that person just now. */
  readonly proven = new Set<string>();
  /** The installation's own organisation. */
  installation = '';
  /** What a service answers when it is asked for a copy, for as long as it is asked. */
  lines: (subject: ExportedSubject) => ExportLine[] = () => [{ end: { rows: 0 } }];
  readonly asked: ExportedSubject[] = [];
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = (chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString())) as Question;
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    switch (request.url ?? '') {
      case '/internal/v1/subject-exports': {
        this.asked.push(body.subject);
        const lines = this.lines(body.subject);
        response.writeHead(200).end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        return;
      }
      case '/internal/v1/subjects/find':
        json(200, { person: this.people.get(body.email) ?? null });
        return;
      case '/internal/v1/subjects/proof':
        if (this.proven.has(body.sessionId)) response.writeHead(204).end();
        else json(403, { code: 'IDENTITY.PROOF_NEEDED', status: 403, title: 'Forbidden', detail: 'Prove it again.' });
        return;
      case '/internal/v1/staff/resolve':
        json(200, { isInstallation: body.organisationId === this.installation, personId: body.userId });
        return;
      default:
        json(404, { code: 'HOST.NOT_FOUND', status: 404, title: 'Not found', detail: 'Nothing here.' });
    }
  }
}
