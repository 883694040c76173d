import { ManualClock } from '@ebbflow/kernel';
import { newOrganisationId, testHouse, waitFor, type Asked } from '@ebbflow/testing';
import { sweepIdempotencyKeys } from '../../src/idempotency/idempotency-sweep.job.ts';
import { forgetIdempotentAnswers, type RunningService } from '../../src/index.ts';
import { done, gates } from '../support/keyed.controller.ts';
import { keyedService } from '../support/keyed-service.ts';

const DAY_MS = 86_400_000;
const clock = new ManualClock();
const house = testHouse([keyedService], clock);
const ORGANISATION = newOrganisationId();
let service: RunningService;
let keys = 0;

beforeAll(async () => {
  service = await house.start(keyedService);
});
beforeEach(() => {
  done.splice(0);
  gates.clear();
});

const newKey = (): string => `key-${String((keys += 1))}`;

interface Call {
  readonly path?: string;
  readonly text?: string;
  readonly user?: string | null;
  readonly token?: string;
  readonly organisation?: string;
  readonly method?: string;
}

function send(key: string | undefined, call: Call = {}): Promise<Asked> {
  const { path = '/v1/things', text = 'a', user = 'usr_1', organisation = ORGANISATION, method = 'POST', token } = call;
  return house.ask(service, method, path, {
    as: 'console',
    principal: {
      organisationId: organisation,
      userId: user,
      scopes: ['things:write'],
      kind: user === null ? 'api-token' : 'user',
      ...(token === undefined ? {} : { apiTokenId: token }),
    },
    body: { text },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
}

const codeOf = ({ body }: Asked): unknown => (body as { code?: unknown }).code;

/** Everything that is stored, as only the superuser sees it. */
const stored = (): Promise<{ finished_at: Date | null; answer_sealed: Buffer | null }[]> =>
  house.database.asAdmin('table vault.idempotency');

/** Finished requests of which no answer is there. */
const unkept = async (): Promise<number> =>
  (await stored()).filter((row) => row.finished_at !== null && row.answer_sealed === null).length;

const rows = async (): Promise<number> => (await stored()).length;

describe('a request that is repeated with its Idempotency-Key', () => {
  it('is carried out once, and gets the first answer with its status and headers', async () => {
    const key = newKey();
    const first = await send(key);
    const second = await send(key);
    expect(done).toEqual(['a']);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(first.status).toBe(201);
    expect(second.headers.get('etag')).toBe('"7"');
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  });

  it('may change something, and may answer nothing', async () => {
    const key = newKey();
    await send(key, { method: 'PATCH', path: '/v1/things/thg_1', text: 'p' });
    expect((await send(key, { method: 'PATCH', path: '/v1/things/thg_1', text: 'p' })).body).toEqual({
      id: 'thg_1',
      text: 'p',
    });
    const other = newKey();
    await send(other, { path: '/v1/things/thg_1/empty' });
    expect((await send(other, { path: '/v1/things/thg_1/empty' })).headers.get('idempotency-replayed')).toBe('true');
    expect(done).toEqual(['p', 'empty']);
  });

  it('is refused while the first is under way, and told when to come again', async () => {
    const key = newKey();
    let open = (): void => undefined;
    gates.set('slow', new Promise((resolve) => (open = resolve)));
    const first = send(key, { text: 'slow' });
    await waitFor(() => done.length === 1);
    const second = await send(key, { text: 'slow' });
    expect([second.status, codeOf(second)]).toEqual([409, 'HOST.IDEMPOTENCY_UNDER_WAY']);
    expect(second.headers.get('retry-after')).toBe('1');
    open();
    expect((await send(key, { text: 'slow' })).body).toEqual((await first).body);
    expect(done).toEqual(['slow']);
  });

  it('is carried out once by however many come together', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(key)));
    expect(done).toEqual(['a']);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect((await send(key)).status).toBe(201);
  });

  it.each([
    ['refused', 409],
    ['away', 503],
    ['broken', 500],
  ])('is carried out again when the first was %s', async (text, status) => {
    const key = newKey();
    const before = await rows();
    expect((await send(key, { text })).status).toBe(status);
    expect((await send(key, { text })).status).toBe(status);
    expect(done).toEqual([text, text]);
    expect(await rows()).toBe(before);
  });

  it('is carried out again after a day', async () => {
    const key = newKey();
    await send(key);
    clock.advance(DAY_MS - 1_000);
    expect((await send(key)).headers.get('idempotency-replayed')).toBe('true');
    clock.advance(2_000);
    expect((await send(key)).headers.get('idempotency-replayed')).toBeNull();
    expect(done).toEqual(['a', 'a']);
  });

  it('is carried out again when whoever held its key is gone, and that one changes nothing any more', async () => {
    const key = newKey();
    let open = (): void => undefined;
    gates.set('hung', new Promise((resolve) => (open = resolve)));
    const hung = send(key, { text: 'hung' });
    await waitFor(() => done.length === 1);
    gates.clear();
    clock.advance(121_000);
    const second = await send(key, { text: 'hung' });
    expect(second.status).toBe(201);
    open();
    expect((await hung).body).not.toEqual(second.body);
    expect((await send(key, { text: 'hung' })).body).toEqual(second.body);
  });
});

describe('a request whose process died before the service got another key', () => {
  it('is under way until its lock runs out, and then one of which nobody knows what it answered', async () => {
    const key = newKey();
    let open = (): void => undefined;
    gates.set('lost', new Promise((resolve) => (open = resolve)));
    const lost = send(key, { text: 'lost' });
    await waitFor(() => done.length === 1);
    gates.clear();
    // As a replica with the other key sees it: neither the name of the secret nor the digest is one it could have made.
    await house.database.asAdmin(
      "update vault.idempotency set sealed_under = '0', request_digest = '0' where finished_at is null",
    );
    expect(codeOf(await send(key, { text: 'lost' }))).toBe('HOST.IDEMPOTENCY_UNDER_WAY');
    clock.advance(121_000);
    const later = await send(key, { text: 'lost' });
    expect([later.status, codeOf(later)]).toEqual([409, 'HOST.IDEMPOTENCY_ANSWER_NOT_KEPT']);
    expect(done).toEqual(['lost']);
    open();
    await lost;
  });
});

describe('a key that comes with another request', () => {
  it('is refused and nothing is done', async () => {
    const key = newKey();
    await send(key);
    for (const other of [{ text: 'b' }, { path: '/v1/things?x=1' }, { method: 'PATCH', path: '/v1/things/thg_1' }]) {
      const refused = await send(key, other);
      expect([refused.status, codeOf(refused)]).toEqual([422, 'HOST.IDEMPOTENCY_KEY_REUSED']);
    }
    expect(done).toEqual(['a']);
  });

  it('is another key when another person, token or organisation sends it', async () => {
    const key = newKey();
    const answers = [
      await send(key),
      await send(key, { user: 'usr_2', text: 'b' }),
      await send(key, { user: null, text: 'c' }),
      await send(key, { user: null, token: 'tok_1', text: 'e' }),
      await send(key, { user: null, token: 'tok_2', text: 'f' }),
      await send(key, { organisation: newOrganisationId(), text: 'd' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201));
    expect(done).toEqual(['a', 'b', 'c', 'e', 'f', 'd']);
  });

  it('is none when it is malformed, and nothing is stored', async () => {
    const before = await rows();
    for (const key of ['with space', 'x'.repeat(256), 'caf\u00e9']) {
      const refused = await send(key);
      expect([refused.status, codeOf(refused)]).toEqual([400, 'HOST.IDEMPOTENCY_KEY_INVALID']);
    }
    expect([done, await rows()]).toEqual([[], before]);
  });
});

describe('what is kept', () => {
  it('is neither the key nor the request nor an answer anybody could read', async () => {
    await send('canary-of-a-key', { text: 'canary-of-a-text' });
    const kept = await stored();
    expect(kept.some(({ answer_sealed: sealed }) => sealed !== null)).toBe(true);
    for (const row of kept) {
      expect(JSON.stringify(row)).not.toContain('canary');
      expect(row.answer_sealed?.includes('canary') ?? false).toBe(false);
    }
  });

  it('is no answer that tells of what must leave nothing behind when it is removed', async () => {
    const key = newKey();
    const before = await unkept();
    expect((await send(key, { path: '/v1/removable' })).body).toEqual({ name: 'canary-of-a-name' });
    const second = await send(key, { path: '/v1/removable' });
    expect([second.status, codeOf(second)]).toEqual([409, 'HOST.IDEMPOTENCY_ANSWER_NOT_KEPT']);
    expect([done, (await unkept()) - before]).toEqual([['removable'], 1]);
  });

  it('is no answer that shows a secret once; who repeats such a request is told that it was carried out', async () => {
    const key = newKey();
    const before = await unkept();
    expect((await send(key, { path: '/v1/secrets' })).body).toEqual({ secret: 'canary-of-a-secret' });
    const second = await send(key, { path: '/v1/secrets' });
    expect([second.status, codeOf(second)]).toEqual([409, 'HOST.IDEMPOTENCY_ANSWER_NOT_KEPT']);
    expect(done).toEqual(['secret']);
    expect((await unkept()) - before).toBe(1);
  });

  it('is no answer beyond 256 KiB', async () => {
    const key = newKey();
    expect((await send(key, { text: 'x'.repeat(300_000) })).status).toBe(201);
    expect(codeOf(await send(key, { text: 'x'.repeat(300_000) }))).toBe('HOST.IDEMPOTENCY_ANSWER_NOT_KEPT');
  });
});

describe('the API document', () => {
  it('says of each changing call that it takes a key, and of no other', async () => {
    const { body } = await house.ask(service, 'GET', '/docs/openapi.json');
    const { paths } = body as {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
    };
    const taking = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { parameters = [] }]) =>
        parameters.some(({ name }) => name === 'idempotency-key') ? [`${method} ${path}`] : [],
      ),
    );
    expect(taking.sort()).toEqual([
      'patch /v1/things/{id}',
      'post /v1/own',
      'post /v1/removable',
      'post /v1/secrets',
      'post /v1/things',
      'post /v1/things/{id}/empty',
    ]);
  });
});

describe('a key whose day is over', () => {
  it('is dropped', async () => {
    await send(newKey());
    clock.advance(DAY_MS + 1);
    await send(newKey());
    const { Database } = await import('@ebbflow/persistence');
    const database = service.app.get(Database, { strict: false });
    await sweepIdempotencyKeys(database, new Date(clock.nowMs() - DAY_MS));
    expect(await rows()).toBe(1);
  });
});

describe('answers of somebody who is erased', () => {
  const ada = { organisation: newOrganisationId(), user: 'usr_ada' };
  const forget = async (callers?: readonly string[]): Promise<number> => {
    const { Database } = await import('@ebbflow/persistence');
    return service.app
      .get(Database, { strict: false })
      .withTenant(ada.organisation, (sql) =>
        forgetIdempotentAnswers(sql, 'vault', { tenantId: ada.organisation, ...(callers && { callers }) }),
      );
  };

  it('go with the person and what asked in the person’s name, or with the organisation, and nobody else’s do', async () => {
    const [key, ofToken, ofBen, elsewhere] = [newKey(), newKey(), newKey(), newKey()];
    await send(key, ada);
    await send(ofToken, { ...ada, user: null, token: 'tok_ada' });
    await send(ofBen, { ...ada, user: 'usr_ben' });
    await send(elsewhere);
    const before = await rows();
    expect(await forget(['usr_ada', 'tok_ada'])).toBe(2);
    expect(await rows()).toBe(before - 2);
    expect((await send(ofBen, { ...ada, user: 'usr_ben' })).headers.get('idempotency-replayed')).toBe('true');
    expect((await send(key, ada)).headers.get('idempotency-replayed')).toBeNull();
    expect(await forget()).toBe(2);
    expect((await send(elsewhere)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('go as well where a replica of an earlier release wrote no caller', async () => {
    await send(newKey(), ada);
    await house.database.asAdmin(`update vault.idempotency set caller = null where tenant_id = '${ada.organisation}'`);
    expect(await forget(['usr_somebody'])).toBe(1);
  });
});

describe('a request that needs no key', () => {
  it('is carried out each time: without one, of another service, or where the route has its own way', async () => {
    await send(undefined);
    await send(undefined);
    const key = newKey();
    for (const path of ['/v1/own', '/internal/v1/things']) {
      await house.ask(service, 'POST', path, {
        as: 'console',
        headers: { 'idempotency-key': key },
        ...(path === '/v1/own'
          ? { principal: { organisationId: ORGANISATION, userId: 'usr_1', scopes: ['*'], kind: 'user' } }
          : {}),
      });
      await send(key, { path });
    }
    expect(done).toEqual(['a', 'a', 'own', 'own', 'internal', 'internal']);
  });
});
