import { liveEventSchema } from '@ebbflow/contracts';
import { type JsonObject, newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { executorHouse } from '../support/executor-house.ts';
import { LiveReader } from '../support/live-reader.ts';
import { aCalledScenario } from '../support/subscenario.builder.ts';

describe('watching', () => {
  const house = executorHouse();
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_WATCH_HEARTBEAT: '100ms', EBB_EXECUTOR_WATCHERS: '5' });
  });

  const watch = async (path: string, service = executor, headers: Record<string, string> = {}): Promise<LiveReader> => {
    const response = await house.watch(service, path, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    return new LiveReader(response);
  };
  const start = async (scenarioId: string): Promise<string> => {
    const { body } = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, {
      bundle: { secret: 'rosebud' },
    });
    return (body as { runId: string }).runId;
  };
  const importing = async (blueprint: JsonObject): Promise<string> =>
    (await house.import(executor, blueprint)).scenarioId;
  const twoCalls = (path: string): JsonObject =>
    aCalledScenario().withHttp(`${house.sink.url}${path}-1`).withHttp(`${house.sink.url}${path}-2`).build();

  it('a run shows it module by module, in numbers only, and ends with it', async () => {
    house.sink.hold('/run-1');
    house.sink.hold('/run-2');
    const scenarioId = await importing(twoCalls('/run'));
    const runId = await start(scenarioId);
    await waitFor(() => house.sink.callsOf('/run-1').length === 1);
    const reader = await watch(`/v1/runs/${runId}/events`);
    const { event: snapshot } = await reader.waitFor('the snapshot', ({ type }) => type === 'snapshot');
    expect(snapshot).toMatchObject({
      runId,
      modules: [
        { moduleId: 1, started: 1, finished: 1, bundles: 1, operations: 1, errors: 0 },
        { moduleId: 2, module: 'http:ActionSendData', started: 1, finished: 0 },
      ],
    });
    house.sink.release('/run-1');
    await reader.waitFor('module 3', (event) => event.type === 'module-started' && event.moduleId === 3);
    house.sink.release('/run-2');
    await reader.waitFor('the end', ({ type }) => type === 'finished');
    await waitFor(() => reader.isOver);
    expect(reader.events.map(({ event }) => event.type)).toEqual([
      'state',
      'snapshot',
      'module-finished',
      'module-started',
      'module-finished',
      'finished',
    ]);
    for (const { event } of reader.events) expect(liveEventSchema.parse(event)).toEqual(event);
    expect(reader.events[2]?.event).toMatchObject({ moduleId: 2, execution: 1, bundleCount: 1, operations: 1 });
    expect(reader.events.at(-1)).toMatchObject({ id: 'end', event: { status: 'success', operations: 3, scenarioId } });
    expect(reader.text).toMatch(/^retry: \d+\n\n/);
    expect(reader.text).not.toContain('rosebud');
  });

  it("a run goes on where the reader was, and a stranger's place begins with everything", async () => {
    house.sink.hold('/resume-1');
    house.sink.hold('/resume-2');
    const runId = await start(await importing(twoCalls('/resume')));
    await waitFor(() => house.sink.callsOf('/resume-1').length === 1);
    const first = await watch(`/v1/runs/${runId}/events`);
    const { id } = await first.waitFor('the snapshot', ({ type }) => type === 'snapshot');
    await first.leave();
    house.sink.release('/resume-1');
    await waitFor(() => house.sink.callsOf('/resume-2').length === 1);
    const second = await watch(`/v1/runs/${runId}/events`, executor, { 'last-event-id': String(id) });
    await second.waitFor('what was missed', (event) => event.type === 'module-started' && event.moduleId === 3);
    expect(second.events.map(({ event }) => event.type)).toEqual(['state', 'module-finished', 'module-started']);
    const third = await watch(`/v1/runs/${runId}/events`, executor, { 'last-event-id': '99.3' });
    await third.waitFor('a snapshot', ({ type }) => type === 'snapshot');
    house.sink.release('/resume-2');
    await Promise.all([second, third].map((reader) => reader.waitFor('the end', ({ type }) => type === 'finished')));
  });

  it('a run that is over says so at once, and to who has seen it nothing more', async () => {
    const runId = await start(await importing(aCalledScenario().build()));
    await waitFor(() => house.finished.some((event) => event.runId === runId));
    const reader = await watch(`/v1/runs/${runId}/events`);
    await waitFor(() => reader.isOver);
    expect(reader.events.map(({ event }) => event.type)).toEqual(['finished']);
    expect((await house.watch(executor, `/v1/runs/${runId}/events`, { 'last-event-id': 'end' })).status).toBe(204);
  });

  it('a run tells the class of an error, and never its message', async () => {
    house.sink.fail('/fails', 500);
    house.sink.answer('/fails', '{"message":"rosebud"}');
    house.sink.hold('/before-failing');
    const blueprint = aCalledScenario()
      .withHttp(`${house.sink.url}/before-failing`)
      .withHttp(`${house.sink.url}/fails`);
    const runId = await start(await importing(blueprint.build()));
    const reader = await watch(`/v1/runs/${runId}/events`);
    await reader.waitFor('the first snapshot', ({ type }) => type === 'snapshot');
    house.sink.release('/before-failing');
    await reader.waitFor('the end', ({ type }) => type === 'finished');
    const failed = reader.events.find(({ event }) => event.type === 'module-finished' && event.moduleId === 3);
    expect(failed?.event).toMatchObject({ errorClass: expect.stringMatching(/Error$/) as string, bundleCount: 0 });
    expect(reader.text).not.toContain('rosebud');
  });

  it('works from another replica than the one that has the run, also when that one goes', async () => {
    house.sink.hold('/far-1');
    house.sink.hold('/far-2');
    const runId = await start(await importing(twoCalls('/far')));
    await waitFor(() => house.sink.callsOf('/far-1').length === 1);
    const other = await house.start({ EBB_EXECUTOR_NODE: 'other' });
    const reader = await watch(`/v1/runs/${runId}/events`, other);
    await reader.waitFor('the snapshot of the other replica', ({ type }) => type === 'snapshot');
    house.sink.release('/far-1');
    await reader.waitFor('module 3 there', (event) => event.type === 'module-started' && event.moduleId === 3);
    const seen = reader.events.length;
    // The holder has lost the run; the replica that is asked takes it over and resumes it.
    await house.database.asAdmin(`update executor.run set due_at = now() where id = $1`, [runId]);
    await waitFor(() => house.sink.callsOf('/far-2').length === 2, { what: 'the second attempt' });
    house.sink.release('/far-2');
    const { event } = await reader.waitFor('the end', ({ type }) => type === 'finished');
    expect(event).toMatchObject({ status: 'success' });
    expect(reader.events.length).toBeGreaterThan(seen);
    await other.stop();
  });

  it('a scenario shows all of its runs, whichever replica has them', async () => {
    house.sink.hold('/many-1');
    const scenarioId = await importing(twoCalls('/many'));
    const before = await start(scenarioId);
    await waitFor(() => house.sink.callsOf('/many-1').length === 1);
    const other = await house.start({ EBB_EXECUTOR_NODE: 'other' });
    const reader = await watch(`/v1/scenarios/${scenarioId}/events`, other);
    await reader.waitFor('the run of before', (event) => event.type === 'snapshot' && event.runId === before);
    const after = await start(scenarioId);
    await reader.waitFor('the new run', (event) => event.type === 'state' && event.runId === after);
    house.sink.release('/many-1');
    for (const runId of [before, after]) {
      const { event } = await reader.waitFor('its end', (found) => found.type === 'finished' && found.runId === runId);
      expect(event).toMatchObject({ status: 'success', scenarioId });
    }
    expect(reader.isOver).toBe(false);
    expect(reader.text).not.toContain('"left"');
    await reader.leave();
    await other.stop();
  });

  it('says that it is still there while nothing happens, and is gone from memory when its reader is', async () => {
    const scenarioId = await importing(aCalledScenario().build());
    const readers = await Promise.all(Array.from({ length: 5 }, () => watch(`/v1/scenarios/${scenarioId}/events`)));
    await waitFor(() => readers.every(({ text }) => text.includes('\n: \n')), { what: 'a heartbeat each' });
    const { status, body } = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/events`);
    expect([status, body]).toMatchObject([429, { code: 'EXECUTOR.TOO_MANY_WATCHERS' }]);
    await Promise.all(readers.map((reader) => reader.leave()));
    await waitFor(async () => {
      const response = await house.watch(executor, `/v1/scenarios/${scenarioId}/events`);
      await response.body?.cancel();
      return response.status === 200;
    });
  });

  it('is for the organisation only, and needs to be allowed', async () => {
    const scenarioId = await importing(aCalledScenario().build());
    const runId = await start(scenarioId);
    for (const path of [`/v1/runs/${runId}/events`, `/v1/scenarios/${scenarioId}/events`]) {
      const other = { method: 'GET', path };
      expect((await house.askAs('org_00000000000000000000000000000002', executor, other)).status).toBe(404);
      expect((await house.askAs(house.tenantId, executor, { ...other, scopes: ['scenarios:read'] })).status).toBe(403);
    }
    expect((await house.ask(executor, 'GET', `/v1/runs/${newId('run')}/events`)).status).toBe(404);
    const internal = { method: 'GET', path: `/internal/v1/live/runs/${runId}?tenantId=${house.tenantId}` };
    expect((await house.askFrom(executor, 'console', internal)).status).toBe(403);
  });

  it('ends when its replica stops, and says when to come back', async () => {
    const scenarioId = await importing(aCalledScenario().build());
    const stopping = await house.start({ EBB_EXECUTOR_NODE: 'stopping' });
    const reader = await watch(`/v1/scenarios/${scenarioId}/events`, stopping);
    await waitFor(() => reader.text !== '');
    await stopping.stop();
    await waitFor(() => reader.isOver);
    expect(reader.text).toMatch(/retry: 500\n\n$/);
  });
});
