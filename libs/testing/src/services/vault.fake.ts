import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  addHookSecretForSchema,
  askConnectionsSchema,
  type AskedPeriod,
  askKeychainKeysSchema,
  type HookSecretsLease,
  type KeyLease,
  type Lease,
  readHookSecretsSchema,
  readPeriodSaltsSchema,
  listHookSecretsForSchema,
  removeHookSecretForSchema,
  readTenantKeySchema,
  requestKeyLeaseSchema,
  requestLeaseSchema,
  requestTestLeaseSchema,
  type TenantKeyAnswer,
  type TestLease,
} from '@ebbflow/contracts';

/** Stands in for vault where a service only needs payload keys: one random key a tenant and salts of periods, which can be destroyed, and vault can be away. */
export class VaultFake {
  readonly #keys = new Map<string, Buffer>();
  readonly #destroyed = new Set<string>();
  readonly #saltSeed = randomBytes(32);
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  /** Connections that are there, of whatever tenant. */
  readonly connections = new Set<string>();
  /** Of those that belong to one team: which. */
  readonly teamOfConnection = new Map<string, string>();
  /** What keys of the keychain are lent as, of whatever tenant, by id. */
  readonly keychainKeys = new Map<string, KeyLease>();
  /** What a test of a connection is given, of whatever tenant, by id. */
  readonly testLeases = new Map<string, TestLease>();
  /** What signatures of a hook are verified with, by hook id. */
  readonly hookSecrets = new Map<string, string[]>();
  /** Categories whose periods are all over, by the clock of vault. */
  readonly destroyedSalts = new Set<string>();
  isAway = false;
  /** Questions answered so far. */
  askedCount = 0;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  keyOf(tenantId: string): Buffer {
    const key = this.#keys.get(tenantId) ?? randomBytes(32);
    this.#keys.set(tenantId, key);
    return key;
  }

  saltOf({ category, lifetimeDays, hour }: AskedPeriod): Buffer {
    return createHash('sha256')
      .update(this.#saltSeed)
      .update(`${category}/${String(lifetimeDays)}/${String(hour)}`)
      .digest();
  }

  destroy(tenantId: string): void {
    this.#destroyed.add(tenantId);
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
    if (this.isAway) {
      send(response, 503, problem(503, 'HOST.UNAVAILABLE'));
      return;
    }
    if (request.url === '/internal/v1/subject-exports') {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end('{"end":{"rows":0}}\n');
      return;
    }
    if (request.url?.startsWith('/internal/v1/hook-secrets/')) {
      this.#answerHookSecrets(request, Buffer.concat(chunks).toString(), response);
      return;
    }
    this.askedCount += 1;
    if (request.url === '/internal/v1/connections/exist') {
      const { ids, teamId } = askConnectionsSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const isOfTeam = (id: string): boolean =>
        (teamId ?? null) === null || (this.teamOfConnection.get(id) ?? teamId) === teamId;
      send(response, 200, { existing: ids.filter((id) => this.connections.has(id) && isOfTeam(id)) });
      return;
    }
    if (request.url === '/internal/v1/leases') {
      this.#answerLease(JSON.parse(Buffer.concat(chunks).toString()), response);
      return;
    }
    if (request.url === '/internal/v1/leases/tests') {
      const { connectionId } = requestTestLeaseSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const lease = this.testLeases.get(connectionId);
      if (lease) send(response, 200, lease);
      else send(response, 404, problem(404, 'VAULT.UNKNOWN_CONNECTION'));
      return;
    }
    if (request.url === '/internal/v1/keys/exist' || request.url === '/internal/v1/key-leases') {
      this.#answerKeychain(request.url, JSON.parse(Buffer.concat(chunks).toString()), response);
      return;
    }
    if (request.url === '/internal/v1/period-salts/read') {
      const { periods } = readPeriodSaltsSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const salts = periods.map((period) =>
        this.destroyedSalts.has(period.category) ? null : this.saltOf(period).toString('base64'),
      );
      send(response, 200, { salts });
      return;
    }
    // Asked for something this stand-in does not have.
    if (chunks.length === 0) {
      send(response, 404, problem(404, 'HOST.NOT_FOUND'));
      return;
    }
    const { tenantId } = readTenantKeySchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
    if (this.#destroyed.has(tenantId)) {
      send(response, 410, problem(410, 'VAULT.KEY_DESTROYED'));
      return;
    }
    const answer: TenantKeyAnswer = { tenantId, version: 1, key: this.keyOf(tenantId).toString('base64') };
    send(response, 200, answer);
  }

  #answerLease(body: unknown, response: ServerResponse): void {
    const { connectionId, teamId } = requestLeaseSchema.parse(body);
    const team = this.teamOfConnection.get(connectionId) ?? null;
    const isForeign = teamId !== null && team !== null && team !== teamId;
    if (isForeign || !this.connections.has(connectionId)) {
      send(response, 404, problem(404, 'VAULT.UNKNOWN_CONNECTION'));
      return;
    }
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    send(response, 200, { headers: [['x-key', connectionId]], query: [], expiresAt } satisfies Lease);
  }

  #answerKeychain(path: string, body: unknown, response: ServerResponse): void {
    if (path === '/internal/v1/keys/exist') {
      const { ids } = askKeychainKeysSchema.parse(body);
      send(response, 200, { existing: ids.filter((id) => this.keychainKeys.has(id)) });
      return;
    }
    const { keyId, purpose } = requestKeyLeaseSchema.parse(body);
    const lease = this.keychainKeys.get(keyId);
    if (lease?.purpose === purpose) send(response, 200, lease);
    else if (lease) send(response, 409, problem(409, 'VAULT.KEY_OF_ANOTHER_KIND'));
    else send(response, 404, problem(404, 'VAULT.UNKNOWN_KEY'));
  }

  #answerHookSecrets(request: IncomingMessage, body: string, response: ServerResponse): void {
    const verb = (request.url ?? '').split(/[/?]/)[4] ?? '';
    if (request.method === 'DELETE') {
      this.hookSecrets.delete(verb);
      response.writeHead(204).end();
      return;
    }
    if (verb !== 'read') {
      this.#changeHookSecrets(verb, JSON.parse(body), response);
      return;
    }
    const { hookId } = readHookSecretsSchema.parse(JSON.parse(body));
    const lease: HookSecretsLease = {
      secrets: this.hookSecrets.get(hookId) ?? [],
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    };
    send(response, 200, lease);
  }

  /** Ids are places in the list. */
  #changeHookSecrets(verb: string, body: unknown, response: ServerResponse): void {
    const { hookId } = listHookSecretsForSchema.parse(body);
    const known = this.hookSecrets.get(hookId) ?? [];
    const shown = (index: number): object => ({ id: String(index), createdAt: new Date().toISOString() });
    if (verb === 'list') send(response, 200, { items: known.map((_secret, index) => shown(index)) });
    else if (verb === 'add') {
      this.hookSecrets.set(hookId, [...known, addHookSecretForSchema.parse(body).secret]);
      send(response, 201, shown(known.length));
    } else {
      this.hookSecrets.set(hookId, known.toSpliced(Number(removeHookSecretForSchema.parse(body).secretId), 1));
      response.writeHead(204).end();
    }
  }
}

function problem(status: number, code: string): object {
  return { type: `/docs/errors/${code}`, title: 'Fake', status, code, detail: 'Said by the fake vault.' };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
