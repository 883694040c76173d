import {
  deliveryHidden,
  type FinishedRunDetails,
  type RedactionPreview,
  type RedactionRules,
} from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse, type RunFinished } from '../support/executor-house.ts';
import { LogStoreFake } from '../support/log-store.fake.ts';

const RULES = '/v1/redaction-rules';
const CARD = '4111 1111 1111 1111';
const EMAIL = 'jana.novakova@example.com';

describe('redaction', () => {
  const house = executorHouse();
  const logStore = new LogStoreFake();
  const hidden: string[] = [];
  let executor: RunningService;

  beforeAll(async () => {
    await logStore.start();
    executor = await house.start({ EBB_URL_LOG_STORE: logStore.url, EBB_EXECUTOR_REDACTION_MAX_AGE: '0s' });
    await house.transport.subscribe('test', [deliveryHidden.topic], (batch) => {
      const events = batch.filter(({ attributes }) => attributes['type'] === deliveryHidden.type);
      hidden.push(...events.map(({ data }) => deliveryHidden.schema.parse(JSON.parse(data.toString())).deliveryId));
      return Promise.resolve();
    });
  });
  afterAll(() => logStore.stop());

  const put = (body: object, revision: number, path = RULES) =>
    house.change(executor, { method: 'PUT', path, body }, revision);
  const rulesOf = async (path = RULES): Promise<RedactionRules> =>
    (await house.ask(executor, 'GET', path)).body as RedactionRules;
  const setRules = async (body: object, path = RULES): Promise<void> => {
    expect((await put(body, (await rulesOf(path)).revision, path)).status).toBe(200);
  };
  const scenario = async (url: string): Promise<string> => {
    const blueprint = aBlueprint().withCall(url, '{"mail":"{{1.customer.email}}","order":"{{1.order}}"}').build();
    return (await house.import(executor, blueprint)).scenarioId;
  };
  const runWith = async (scenarioId: string, body: unknown): Promise<RunFinished> => {
    const before = house.finishedOf(scenarioId).length;
    await house.publish(house.delivery(scenarioId, body));
    return waitFor(() => house.finishedOf(scenarioId)[before], { what: 'the run to finish' });
  };

  it('rules are read and changed under If-Match, a scenario’s beside those of its organisation', async () => {
    expect(await rulesOf()).toMatchObject({ revision: 0, paths: [], types: [], effectiveAt: null });
    expect((await house.ask(executor, 'PUT', RULES, { types: ['email'] })).status).toBe(428);
    const first = await put({ types: ['email', 'email'], paths: ['**.password'] }, 0);
    expect(first).toMatchObject({ status: 200, body: { revision: 1, types: ['email'], paths: ['**.password'] } });
    expect((await put({ types: [] }, 0)).status).toBe(412);
    expect(await rulesOf()).toMatchObject({ revision: 1, types: ['email'] });

    const scenarioId = await scenario(`${house.sink.url}/rules`);
    const path = `/v1/scenarios/${scenarioId}/redaction-rules`;
    expect((await put({ paths: ['2.data'] }, 0, path)).body).toMatchObject({ revision: 1, paths: ['2.data'] });
    const unknown = `/v1/scenarios/${newId('scn')}/redaction-rules`;
    expect((await house.ask(executor, 'GET', unknown)).status).toBe(404);
    expect((await put({ paths: [] }, 0, unknown)).status).toBe(404);
    const foreign = { method: 'GET', path };
    expect((await house.askAs(newOrganisationId(), executor, foreign)).status).toBe(404);

    await house.ask(executor, 'DELETE', `/v1/scenarios/${scenarioId}`);
    const left = await house.database.asAdmin('select 1 from executor.redaction_rule where scenario_id = $1', [
      scenarioId,
    ]);
    expect(left).toEqual([]);
  });

  it.each([
    [{ paths: ['a..b'] }],
    [{ paths: ['.a'] }],
    [{ paths: [''] }],
    [{ paths: [`${'a.'.repeat(40)}b`] }],
    [{ types: ['shoe-size'] }],
    [{ types: ['national-id'], countries: ['ZZ'] }],
    [{ types: ['national-id'], countries: [] }],
    [{ countries: ['Czechia'] }],
  ])('rules that could not work are refused: %j', async (body) => {
    expect((await put(body, (await rulesOf()).revision)).status).toBe(400);
  });

  it('a hundred paths are the most', async () => {
    const paths = Array.from({ length: 101 }, (_, index) => `a${String(index)}`);
    const { revision } = await rulesOf();
    expect((await put({ paths }, revision)).status).toBe(400);
    expect((await put({ paths: paths.slice(1) }, revision)).status).toBe(200);
  });

  it('takes what rules name out of all that a run leaves, and leaves the run itself as it is', async () => {
    await setRules({ types: ['email', 'card'], paths: [] });
    house.sink.answer('/shop', JSON.stringify({ ok: true, note: `Sent to ${EMAIL}`, pin: '7351' }));
    const scenarioId = await scenario(`${house.sink.url}/shop`);
    await setRules({ paths: ['2.data.pin'] }, `/v1/scenarios/${scenarioId}/redaction-rules`);
    const event = await runWith(scenarioId, { customer: { email: EMAIL, name: 'Jana' }, order: 'A1', paid: CARD });

    expect(event.status).toBe('success');
    expect(house.sink.callsOf('/shop')[0]?.body).toContain(EMAIL);
    const kept = JSON.stringify(house.detailsOf(event));
    for (const secret of [EMAIL, CARD, '7351']) expect(kept).not.toContain(secret);
    expect(house.detailsOf(event).modules.map(({ bundles }) => bundles[0])).toEqual([
      expect.objectContaining({
        customer: { email: { $redacted: 'email' }, name: 'Jana' },
        order: 'A1',
        paid: { $redacted: 'card' },
      }),
      expect.objectContaining({ data: { ok: true, note: 'Sent to [redacted:email]', pin: { $redacted: 'path' } } }),
    ]);
    // What started it cannot be kept without it, and the gateway is told.
    expect([event.input, event.inputRunId]).toEqual([undefined, undefined]);
    await waitFor(() => hidden.includes(event.deliveryId ?? ''), { what: 'the delivery to be dropped' });
  });

  it('takes it out of messages of errors, in which it is quoted', async () => {
    await setRules({ types: ['email'], paths: ['1.order'] });
    const scenarioId = await scenario('http://{{1.order}}.invalid:99999/');
    const event = await runWith(scenarioId, { customer: { email: 'x' }, order: 'secret-order-77' });
    expect(event.status).toBe('error');
    expect(JSON.stringify(house.detailsOf(event))).not.toContain('secret-order-77');
  });

  it('keeps what started a run that has nothing to hide, and everything where there are no rules', async () => {
    await setRules({ types: ['email'], paths: [] });
    house.sink.answer('/plain', '{}');
    const scenarioId = await scenario(`${house.sink.url}/plain`);
    const harmless = await runWith(scenarioId, { customer: { email: 'none' }, order: 'A2' });
    expect(harmless.input).toBeDefined();
    const state = async (as: 'log-store' | 'gateway') =>
      house.askFrom(executor, as, { method: 'GET', path: `/internal/v1/redaction-state?tenantId=${house.tenantId}` });
    expect((await state('log-store')).body).toEqual({ hasRules: true });
    expect((await state('gateway')).status).toBe(403);
    await setRules({ types: [], paths: [] });
    expect((await state('log-store')).body).toEqual({ hasRules: false });
    const open = await runWith(scenarioId, { customer: { email: EMAIL }, order: 'A3' });
    expect(open.input).toBeDefined();
    expect(JSON.stringify(house.detailsOf(open))).toContain(EMAIL);
    expect(hidden).not.toContain(harmless.deliveryId);
    expect(hidden).not.toContain(open.deliveryId);
  });

  it('shows what rules would hide, in a sample or in a run that is kept, and stores nothing', async () => {
    const rules = { types: ['email'], paths: ['2.password'] };
    const ask = (body: object, scopes?: string[]) =>
      house.askAs(house.tenantId, executor, {
        method: 'POST',
        path: `${RULES}/preview`,
        body,
        ...(scopes && { scopes }),
      });
    const sample = { '2': { password: 'p', to: [EMAIL, 'none'] } };
    expect((await ask({ rules, sample })).body).toEqual({
      hidden: [
        { path: '2.password', type: 'path' },
        { path: '2.to.0', type: 'email' },
      ],
      hiddenCount: 2,
      redacted: { '2': { password: { $redacted: 'path' }, to: [{ $redacted: 'email' }, 'none'] } },
    });
    expect((await ask({ rules })).status).toBe(400);
    expect((await ask({ rules, sample, runId: 'run_1' })).status).toBe(400);
    expect((await ask({ rules, runId: newId('run') })).status).toBe(404);
    expect((await ask({ rules, sample }, ['runs:read'])).status).toBe(403);

    const scenarioId = await scenario(`${house.sink.url}/plain`);
    const event = await runWith(scenarioId, { customer: { email: EMAIL }, order: 'A4' });
    const { modules } = house.detailsOf(event);
    const run: Omit<FinishedRunDetails, 'modules'> = {
      id: event.runId,
      scenarioId,
      scenarioVersion: 1,
      trigger: 'webhook',
      status: 'success',
      startedAt: event.startedAt,
      finishedAt: event.finishedAt,
      operations: 2,
      transferBytes: 1,
      errorClass: null,
      confidential: false,
      expiresAt: event.finishedAt,
      error: null,
      cut: null,
    };
    logStore.readable.set(event.runId, { ...run, modules });
    const preview = (await ask({ rules, runId: event.runId })).body as RedactionPreview;
    expect(preview.hidden).toEqual([{ path: '1.customer.email', type: 'email' }]);
    expect(JSON.stringify(preview.redacted)).not.toContain(EMAIL);
    logStore.readable.set(event.runId, { ...run, modules: null });
    expect((await ask({ rules, runId: event.runId })).status).toBe(409);
  });
});
