import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyPartitionsSchema } from '@ebbflow/contracts';
import { retentionPolicy } from '@ebbflow/policy';
import { someAccounts, someEvidence } from './evidence.builder.ts';

export interface Asked {
  readonly path: string;
  readonly create: string[];
  readonly dropBefore: string;
}

const TABLES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  retentionPolicy().categories.map(({ id, stores }) => [id, stores.map(({ table }) => table)]),
);

/** Stands in for a service that holds categories: notes what it is asked, and says it dropped what it was told beforehand. */
export class HolderFake {
  readonly asked: Asked[] = [];
  /** Days to report as dropped, by category; each is reported once. */
  readonly due = new Map<string, string[]>();
  /** First day it still has, by table; asked for none it says it has none. */
  readonly oldest = new Map<string, string>();
  isAway = false;
  /** What it says of accounts and of its database. */
  accounts = someAccounts();
  evidence = someEvidence();
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (this.isAway) {
        response.writeHead(503).end();
        return;
      }
      const path = request.url ?? '';
      const told = this.#told(path);
      if (told !== undefined) {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
        return;
      }
      if (request.method === 'GET') {
        const tables = (TABLES[path.split('/')[4] ?? ''] ?? []).map((table) => ({
          table,
          oldestDay: this.oldest.get(table) ?? null,
        }));
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ tables }));
        return;
      }
      this.asked.push({ path, ...applyPartitionsSchema.parse(JSON.parse(Buffer.concat(chunks).toString())) });
      const category = path.split('/')[4] ?? '';
      const dropped = this.due.get(category) ?? [];
      this.due.delete(category);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ created: [], dropped }));
    });
  });

  #told(path: string): object | undefined {
    if (path === '/internal/v1/account-evidence') return this.accounts;
    if (path === '/internal/v1/evidence') return this.evidence;
    return path === '/internal/v1/period-salts' ? { items: [] } : undefined;
  }

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
}
