import type { Scenario } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse, type RunFinished } from '../support/executor-house.ts';

describe('a run that works with a connection of one team', () => {
  const house = executorHouse();
  const [ours, theirs] = [newId<string>('tea'), newId<string>('tea')];
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start();
  });

  const aConnectionOf = (teamId: string): string => {
    const id = newId<string>('con');
    house.vault.connections.add(id);
    house.vault.teamOfConnection.set(id, teamId);
    return id;
  };
  const aScenario = async (path: string, auth: string): Promise<string> => {
    const mapper = { url: `${house.sink.url}${path}`, method: 'get', headers: [], qs: [] };
    const blueprint = aBlueprint().with('http:ActionSendDataAPIKeyAuth', 3, mapper, { auth }).build();
    const made = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint, teamId: ours });
    return (made.body as { scenarioId: string }).scenarioId;
  };
  const runOnce = async (scenarioId: string, body: object = {}): Promise<RunFinished> => {
    const started = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, body);
    const { runId } = started.body as { runId: string };
    return waitFor(() => house.finishedOf(scenarioId).find((run) => run.runId === runId), { what: 'the run' });
  };
  const moveTo = async (scenarioId: string, teamId: string): Promise<void> => {
    const path = `/v1/scenarios/${scenarioId}`;
    const { revision } = (await house.ask(executor, 'GET', path)).body as Scenario;
    expect((await house.change(executor, { method: 'PATCH', path, body: { teamId } }, revision)).status).toBe(200);
  };
  const REFUSED = { status: 'error', errorClass: 'InvalidConfigurationError' };

  it('is refused it when the scenario is of another, be it a draft that was never switched on', async () => {
    const scenarioId = await aScenario('/foreign', aConnectionOf(theirs));
    expect(await runOnce(scenarioId, { version: 'draft' })).toMatchObject(REFUSED);
    await house.publish(house.delivery(scenarioId, {}));
    await waitFor(() => house.finishedOf(scenarioId).length === 2, { what: 'the run of the delivery' });
    expect(house.finishedOf(scenarioId)[1]).toMatchObject(REFUSED);
    expect(house.sink.callsOf('/foreign')).toEqual([]);
  });

  it('is given it in its own team, and no more once scenario or connection has moved to another', async () => {
    const auth = aConnectionOf(ours);
    const scenarioId = await aScenario('/own', auth);
    expect(await runOnce(scenarioId)).toMatchObject({ status: 'success' });
    expect(house.sink.headersOf('/own').map((headers) => headers['x-key'])).toEqual([auth]);
    await moveTo(scenarioId, theirs);
    expect(await runOnce(scenarioId)).toMatchObject(REFUSED);
    house.vault.teamOfConnection.set(auth, theirs);
    expect(await runOnce(scenarioId)).toMatchObject({ status: 'success' });
    await moveTo(scenarioId, ours);
    expect(await runOnce(scenarioId)).toMatchObject(REFUSED);
    expect(house.sink.callsOf('/own')).toHaveLength(2);
  });
});
