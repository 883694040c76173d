import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type AccountingRecords, resolveStaffSchema, removeAccountingRecordsSchema } from '@ebbflow/contracts';

/** Stands in for identity where retention asks it who somebody is, and for the documents of an organisation that goes. */
export class IdentityFake {
  /** The installation's own organisation. */
  installation = '';
  /** By id of the token: whose it is; null for the operator's. */
  readonly tokens = new Map<string, string | null>();
  /** By organisation. */
  readonly documents = new Map<string, AccountingRecords['items']>();
  /** Documents handed out at once. */
  atOnce = 2;
  /** Removals that get no answer although they were carried out. */
  lostAnswers = 0;
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(
      ([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    );
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<[number, object]> {
    const body = await text(request);
    const [, , , noun = '', tenantId = '', more] = (request.url ?? '').split('/');
    if (noun === 'staff') {
      const { organisationId, userId, apiTokenId = '' } = resolveStaffSchema.parse(JSON.parse(body));
      const personId = userId ?? this.tokens.get(apiTokenId) ?? null;
      return [200, { isInstallation: organisationId === this.installation, personId }];
    }
    if (noun !== 'accounting-records') return [404, { code: 'TEST.UNKNOWN', detail: 'Nobody asks that here.' }];
    const there = this.documents.get(tenantId) ?? [];
    if (more === 'summary') return [200, summaryOf(there)];
    if (request.method === 'GET') return [200, { items: there.slice(0, this.atOnce) }];
    const { ids } = removeAccountingRecordsSchema.parse(JSON.parse(body));
    const left = there.filter(({ id }) => !ids.includes(id));
    this.documents.set(tenantId, left);
    if (this.lostAnswers-- > 0) throw new Error('The answer is lost.');
    return [200, { removed: there.length - left.length }];
  }
}

function summaryOf(documents: AccountingRecords['items']): object {
  const records = ['invoices', 'payments'].map((record) => {
    const of = documents.filter((document) => document.record === record);
    const newest = of.map(({ writtenAt }) => writtenAt).sort();
    return { record, count: of.length, newestAt: newest.at(-1) ?? null };
  });
  return { records };
}
