import { createHmac } from 'node:crypto';
import type { ScenarioCallAnswer } from '@ebbflow/contracts';
import { type JsonObject, newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, waitFor } from '@ebbflow/testing';
import { executorHouse } from '../support/executor-house.ts';
import { aCalledScenario } from '../support/subscenario.builder.ts';

describe('a call of a scenario', () => {
  const house = executorHouse();
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_CALL_WAIT: '5s', EBB_EXECUTOR_CALLBACK_POLL: '20ms' });
  });

  const activate = async (blueprint: JsonObject): Promise<string> => {
    const { scenarioId } = await house.import(executor, blueprint);
    const { status } = await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: true });
    expect(status).toBe(200);
    return scenarioId;
  };
  const call = (scenarioId: string, body: object, headers: Record<string, string> = {}): Promise<Asked> =>
    house.askAs(house.tenantId, executor, {
      method: 'POST',
      path: `/v1/scenarios/${scenarioId}/calls`,
      body,
      headers,
    });
  const answerOf = ({ body }: Asked): ScenarioCallAnswer => body as ScenarioCallAnswer;
  const greeting = () =>
    aCalledScenario()
      .withInput('name', 'text', { required: true })
      .withInput('count', 'number', { default: 3 })
      .returning({ text: 'Hello {{1.name}}', same: '{{var.input.name}}', count: '{{1.count}}' });

  it('that waits is answered with the outputs, inputs checked and defaults put in', async () => {
    const scenarioId = await activate(greeting().build());
    const asked = await call(scenarioId, { data: { name: 'Ada' }, responsive: true });
    expect(asked.status).toBe(200);
    expect(answerOf(asked)).toMatchObject({
      status: 'success',
      outputs: { text: 'Hello Ada', same: 'Ada', count: 3 },
    });
    const kept = await house.ask(executor, 'GET', answerOf(asked).statusUrl);
    expect(kept.body).toEqual({
      runId: answerOf(asked).runId,
      state: 'finished',
      status: 'success',
      outputs: { text: 'Hello Ada', same: 'Ada', count: 3 },
    });
    const [row] = await house.database.asAdmin<{ outputs_sealed: Buffer }>(
      'select outputs_sealed from executor.run_output',
    );
    expect(row?.outputs_sealed.includes('Ada')).toBe(false);
    const event = await house.waitForFinished(scenarioId);
    expect(event.trigger).toBe('api');
  });

  it('that does not wait gets the run and where to ask for its outputs', async () => {
    const scenarioId = await activate(greeting().build());
    const asked = await call(scenarioId, { data: { name: 'Bob' } });
    expect(asked.status).toBe(202);
    expect(asked.headers.get('location')).toBe(answerOf(asked).statusUrl);
    expect(answerOf(asked)).toMatchObject({ status: null, outputs: null });
    const outputs = await waitFor(async () => {
      const { body } = await house.ask(executor, 'GET', answerOf(asked).statusUrl);
      return (body as ScenarioCallAnswer).outputs;
    });
    expect(outputs).toMatchObject({ text: 'Hello Bob' });
    const { status } = await house.askAs('org_00000000000000000000000000000000', executor, {
      method: 'GET',
      path: answerOf(asked).statusUrl,
    });
    expect(status).toBe(404);
  });

  it('with wrong inputs starts nothing and says where each fault is', async () => {
    const scenarioId = await activate(greeting().build());
    const { status, body } = await call(scenarioId, { data: { count: 'many' } });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'EXECUTOR.INPUTS_INVALID',
      errors: [{ pointer: '/data/name' }, { pointer: '/data/count' }],
    });
    expect(await house.database.asAdmin('select 1 from executor.run where scenario_id = $1', [scenarioId])).toEqual([]);
  });

  it('of a scenario that is not active, or not there, is refused', async () => {
    const { scenarioId } = await house.import(executor, greeting().build());
    expect((await call(scenarioId, { data: { name: 'x' } })).body).toMatchObject({
      code: 'EXECUTOR.SCENARIO_INACTIVE',
    });
    expect((await call(newId('scn'), {})).status).toBe(404);
    expect((await call('nonsense', {})).status).toBe(404);
  });

  it('with an Idempotency-Key happens once, and another call under it is refused', async () => {
    const scenarioId = await activate(greeting().build());
    const key = { 'idempotency-key': 'order-4711' };
    const body = { data: { name: 'Once' }, responsive: true };
    const answers = await Promise.all([
      call(scenarioId, body, key),
      call(scenarioId, body, key),
      call(scenarioId, body, key),
    ]);
    expect(new Set(answers.map((asked) => answerOf(asked).runId)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(
      await house.database.asAdmin('select 1 from executor.run where scenario_id = $1', [scenarioId]),
    ).toHaveLength(1);
    const other = await call(scenarioId, { data: { name: 'Other' }, responsive: true }, key);
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({ code: 'EXECUTOR.IDEMPOTENCY_KEY_REUSED' });
    expect((await call(scenarioId, body, { 'idempotency-key': 'with space' })).status).toBe(400);
    await house.database.asAdmin(`update executor.run_call set created_at = now() - interval '25 hours'`);
    const later = await call(scenarioId, { data: { name: 'Other' }, responsive: true }, key);
    expect(answerOf(later)).toMatchObject({ outputs: { text: 'Hello Other' } });
  });

  it('that would wait too long is answered as if it had not waited', async () => {
    const impatient = await house.start({ EBB_EXECUTOR_CALL_WAIT: '50ms', EBB_EXECUTOR_NODE: 'impatient' });
    house.sink.hold('/slow');
    const scenarioId = await activate(aCalledScenario().withHttp(`${house.sink.url}/slow`).returning({ a: 1 }).build());
    const asked = await house.ask(impatient, 'POST', `/v1/scenarios/${scenarioId}/calls`, { responsive: true });
    expect(asked.status).toBe(202);
    expect(answerOf(asked).status).toBeNull();
    house.sink.release('/slow');
    await house.waitForFinished(scenarioId);
    await impatient.stop();
  });

  it('of a confidential scenario hands the outputs to who waits, and keeps them nowhere', async () => {
    const scenarioId = await activate(greeting().confidential().build());
    const asked = await call(scenarioId, { data: { name: 'Secret' }, responsive: true });
    expect(asked.status).toBe(200);
    expect(answerOf(asked).outputs).toMatchObject({ text: 'Hello Secret' });
    const kept = await house.ask(executor, 'GET', answerOf(asked).statusUrl);
    expect(kept.body).toMatchObject({ status: 'success', outputs: null });
    expect(
      await house.database.asAdmin('select 1 from executor.run_output where run_id = $1', [answerOf(asked).runId]),
    ).toEqual([]);
  });

  it('tells of its end at the callback address, signed, and again until it is taken', async () => {
    house.sink.fail('/callback', 503);
    const scenarioId = await activate(greeting().build());
    const asked = await call(scenarioId, { data: { name: 'Call me' }, callbackUrl: `${house.sink.url}/callback` });
    const { runId } = answerOf(asked);
    await waitFor(() => house.sink.callsOf('/callback').length === 1, { what: 'the first attempt' });
    await waitFor(async () => {
      const [row] = await house.database.asAdmin<{ is_later: boolean }>(
        `select due_at > now() and due_at < now() + interval '10 seconds' as is_later from executor.run_callback where run_id = $1`,
        [runId],
      );
      return row?.is_later;
    });
    house.sink.fail('/callback', 200);
    await house.database.asAdmin('update executor.run_callback set due_at = now() where run_id = $1', [runId]);
    await waitFor(async () => (await house.database.asAdmin('select 1 from executor.run_callback')).length === 0);
    const [, taken] = house.sink.callsOf('/callback');
    expect(JSON.parse(taken?.body ?? '')).toEqual({
      runId,
      scenarioId,
      status: 'success',
      outputs: { text: 'Hello Call me', same: 'Call me', count: 3 },
    });
    const headers = house.sink.headersOf('/callback')[1] ?? {};
    const { body } = await house.ask(executor, 'GET', '/v1/callback-secret');
    const { secret } = body as { secret: string };
    const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${runId}.${String(headers['webhook-timestamp'])}.${taken?.body ?? ''}`)
      .digest('base64');
    expect(headers['webhook-id']).toBe(runId);
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('gives a callback up when the receiver says it is gone, and tells the owner', async () => {
    house.sink.fail('/gone', 410);
    const scenarioId = await activate(greeting().build());
    const asked = await call(scenarioId, { data: { name: 'x' }, callbackUrl: `${house.sink.url}/gone` });
    await waitFor(() => house.notifications.some(({ kind }) => kind === 'CALLBACK_FAILED'));
    expect(house.notifications.find(({ kind }) => kind === 'CALLBACK_FAILED')?.runId).toBe(answerOf(asked).runId);
    expect(house.sink.callsOf('/gone')).toHaveLength(1);
  });

  it('is refused where the callback address is no web address', async () => {
    const scenarioId = await activate(greeting().build());
    expect((await call(scenarioId, { data: { name: 'x' }, callbackUrl: 'file:///etc/passwd' })).status).toBe(400);
  });
});

describe('a run by hand', () => {
  const house = executorHouse();
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start();
  });

  it('takes several events, each a cycle of its own, or what a hook received before', async () => {
    const blueprint = aCalledScenario().withHttp(`${house.sink.url}/each`).build();
    const { scenarioId } = await house.import(executor, blueprint);
    const path = `/v1/scenarios/${scenarioId}/runs`;
    expect((await house.ask(executor, 'POST', path, { events: [{ a: 1 }, { a: 2 }, { a: 3 }] })).status).toBe(202);
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ trigger: 'manual', status: 'success' });
    expect(house.sink.callsOf('/each')).toHaveLength(3);
    const both = await house.ask(executor, 'POST', path, { bundle: {}, events: [{}] });
    expect(both.status).toBe(400);
  });

  it('takes what the hook received before, still sealed', async () => {
    const { scenarioId } = await house.import(executor, aCalledScenario().withHttp(`${house.sink.url}/again`).build());
    const captured = house.captured(scenarioId, { order: 'again' });
    const body = { fromDelivery: captured.deliveryId };
    expect((await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, body)).status).toBe(202);
    const event = await house.waitForFinished(scenarioId);
    expect(event.deliveryId).toBe(captured.deliveryId);
    expect(house.detailsOf(event).modules[0]?.bundles).toEqual([{ order: 'again' }]);
    const { scenarioId: other } = await house.import(executor, aCalledScenario().build());
    const refused = await house.ask(executor, 'POST', `/v1/scenarios/${other}/runs`, body);
    expect(refused.body).toMatchObject({ code: 'EXECUTOR.DELIVERY_OF_OTHER_SCENARIO' });
  });

  it('tries the draft without publishing it', async () => {
    const { scenarioId } = await house.import(
      executor,
      aCalledScenario().withHttp(`${house.sink.url}/published`).build(),
    );
    const draft = aCalledScenario().withHttp(`${house.sink.url}/draft`).build();
    const { body } = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/draft`);
    const revision = (body as { revision: number }).revision;
    const asked = { method: 'PUT', path: `/v1/scenarios/${scenarioId}/draft`, body: { blueprint: draft } };
    expect((await house.change(executor, asked, revision)).status).toBe(200);
    await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, { version: 'draft' });
    await house.waitForFinished(scenarioId);
    expect(house.sink.callsOf('/draft')).toHaveLength(1);
    expect(house.sink.callsOf('/published')).toEqual([]);
  });
});
