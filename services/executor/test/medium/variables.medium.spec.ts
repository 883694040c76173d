import type { CustomVariable } from '@ebbflow/contracts';
import { newId, systemClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId } from '@ebbflow/testing';
import { PastVariablesJob } from '../../src/variables/past-variables.job.ts';
import { VariablesOfRuns } from '../../src/variables/variables-of-runs.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';
import { aHeldRun } from '../support/held-run.builder.ts';
import { asOrganisation, codeOf, type Organisation } from '../support/organisation.ts';

const house = executorHouse();
let executor: RunningService;
let mine: Organisation;
let tenantId: string;

beforeAll(async () => {
  executor = await house.start({ EBB_VARIABLES_MAX_AGE: '0s' });
});
beforeEach(() => {
  tenantId = newOrganisationId();
  mine = asOrganisation(house, executor, tenantId);
});

async function aVariable(more: object = {}): Promise<CustomVariable> {
  const body = { scope: 'organization', name: 'greeting', type: 'text', value: 'canary-hello', ...more };
  const answer = await mine('POST', '/v1/variables', { body });
  expect(answer.status).toBe(201);
  return answer.body as CustomVariable;
}

async function aScenario(): Promise<string> {
  const { body } = await mine('POST', '/v1/scenarios', { body: { blueprint: aBlueprint().build() } });
  return (body as { scenarioId: string }).scenarioId;
}

async function variablesOf(startedAt: Date, scenarioId = newId<string>('scn')): Promise<unknown> {
  const run = aHeldRun({ tenantId, scenarioId, startedAt });
  const part = executor.app.get(VariablesOfRuns, { strict: false });
  const { variables } = await part.of(run);
  return variables?.['var'];
}

describe('a variable', () => {
  it('is set, read, listed, changed and deleted, and its value lies sealed', async () => {
    const variable = await aVariable();
    expect(variable).toMatchObject({ scope: 'organization', scopeId: null, value: 'canary-hello', revision: 1 });
    const path = `/v1/variables/${variable.id}`;
    const read = await mine('GET', path);
    expect([read.body, read.headers.get('etag')]).toEqual([variable, '"1"']);
    expect((await mine('PATCH', path, { body: { value: 'x' } })).status).toBe(428);
    const changed = await mine('PATCH', path, { ifMatch: '"1"', body: { type: 'json', value: { a: [1] } } });
    expect(changed.body).toMatchObject({ type: 'json', value: { a: [1] }, revision: 2 });
    expect(codeOf(await mine('PATCH', path, { ifMatch: '"1"', body: { value: 1 } }))).toBe('EXECUTOR.VERSION_CONFLICT');
    expect((await mine('GET', '/v1/variables?scope=team')).body).toEqual({ items: [], nextCursor: null });
    expect((await mine('GET', '/v1/variables')).body).toMatchObject({ items: [{ id: variable.id }] });
    const rows = await house.database.asAdmin(
      `select custom_variable::text as row from executor.custom_variable where tenant_id = $1
       union all select past_variable::text from executor.past_variable where tenant_id = $1`,
      [tenantId],
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('canary-hello').toString('hex'));
    for (let time = 0; time < 2; time += 1) expect((await mine('DELETE', path)).status).toBe(204);
    expect(codeOf(await mine('GET', path))).toBe('EXECUTOR.VARIABLE_NOT_FOUND');
  });

  it('has one value in its scope, of its type, in a place that exists', async () => {
    await aVariable();
    const scenario = { scope: 'scenario', scopeId: await aScenario() };
    await aVariable(scenario);
    const body = { scope: 'organization', name: 'greeting', type: 'text', value: 'x' };
    expect(codeOf(await mine('POST', '/v1/variables', { body }))).toBe('EXECUTOR.VARIABLE_EXISTS');
    for (const [more, pointer] of [
      [{ type: 'number' }, '/value'],
      [{ type: 'date', value: 'tomorrow' }, '/value'],
      [{ value: 'x'.repeat(20_000) }, '/value'],
      [{ scope: 'team' }, '/scopeId'],
      [{ scope: 'scenario', scopeId: newId('tea') }, '/scopeId'],
      [{ scope: 'scenario', scopeId: newId('scn') }, '/scopeId'],
      [{ scopeId: newId('tea') }, '/scopeId'],
      [{ name: '1a' }, '/name'],
      [{ name: '__proto__' }, '/name'],
    ] as const) {
      const answer = await mine('POST', '/v1/variables', { body: { ...body, name: 'other', ...more } });
      expect([more, answer.status, (answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer]).toEqual([
        more,
        400,
        pointer,
      ]);
    }
  });

  it('does not exist for another organisation, nor for whoever lacks the scope', async () => {
    const { id } = await aVariable();
    const stranger = asOrganisation(house, executor, newOrganisationId());
    expect((await stranger('GET', `/v1/variables/${id}`)).status).toBe(404);
    expect((await stranger('PATCH', `/v1/variables/${id}`, { ifMatch: '"1"', body: { value: 'x' } })).status).toBe(404);
    expect((await stranger('DELETE', `/v1/variables/${id}`)).status).toBe(204);
    expect((await mine('GET', `/v1/variables/${id}`)).status).toBe(200);
    const scopes = ['variables:read'];
    expect((await mine('DELETE', `/v1/variables/${id}`, { scopes })).status).toBe(403);
    expect((await mine('GET', '/v1/variables', { scopes: ['scenarios:read'] })).status).toBe(403);
  });
});

describe('a run', () => {
  it('reads what was set when it began, at every attempt, whatever was changed or deleted meanwhile', async () => {
    const scenarioId = await aScenario();
    const variable = await aVariable({ value: 'first' });
    await aVariable({ scope: 'scenario', scopeId: scenarioId, name: 'n', type: 'number', value: 7 });
    await aVariable({ scope: 'scenario', scopeId: await aScenario(), name: 'foreign', value: 'x' });
    const startedAt = systemClock.now();
    const seen = { organization: { greeting: 'first' }, team: {}, scenario: { n: 7 } };
    expect(await variablesOf(startedAt, scenarioId)).toEqual(seen);
    const changed = await mine('PATCH', `/v1/variables/${variable.id}`, { ifMatch: '"1"', body: { value: 'second' } });
    const { updatedAt } = changed.body as CustomVariable;
    expect(await variablesOf(new Date(updatedAt), scenarioId)).toMatchObject({ organization: { greeting: 'second' } });
    await mine('DELETE', `/v1/variables/${variable.id}`);
    expect(await variablesOf(startedAt, scenarioId)).toEqual(seen);
    expect(await variablesOf(new Date(Date.now() + 1_000), scenarioId)).toMatchObject({ organization: {} });
  });

  it('finds them in its templates, those of its team too', async () => {
    tenantId = house.tenantId;
    mine = asOrganisation(house, executor, tenantId);
    const teamId = newId('tea');
    await aVariable({ name: 'greeting', value: 'hello' });
    await aVariable({ scope: 'team', scopeId: teamId, name: 'colour', value: 'blue' });
    const text = '{{var.organization.greeting}} {{var.team.colour}} {{1.order}}';
    const blueprint = aBlueprint().with('util:ComposeTransformer', 1, { value: text }).build();
    const { scenarioId } = await house.import(executor, blueprint);
    await house.database.asAdmin('update executor.scenario set team_id = $1 where id = $2', [teamId, scenarioId]);
    await house.publish(house.delivery(scenarioId, { order: '7' }));
    const finished = await house.waitForFinished(scenarioId);
    expect(house.detailsOf(finished).modules.at(-1)?.bundles).toEqual([{ value: 'hello blue 7' }]);
  });

  it('keeps past values for as long as it may read them, and no longer', async () => {
    const { id } = await aVariable();
    await mine('DELETE', `/v1/variables/${id}`);
    const past = (): Promise<object[]> =>
      house.database.asAdmin('select 1 from executor.past_variable where tenant_id = $1', [tenantId]);
    const job = executor.app.get(PastVariablesJob, { strict: false });
    await job.sweep();
    expect(await past()).toHaveLength(1);
    await house.database.asAdmin(
      `update executor.past_variable set until_at = now() - interval '1 hour' where tenant_id = $1`,
      [tenantId],
    );
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, due_at, created_at)
       values ($1, $2, $3, 1, 'manual', 'waiting', now() + interval '30 days', now() - interval '2 hours')`,
      [tenantId, newId('run'), newId('scn')],
    );
    await job.sweep();
    expect(await past()).toHaveLength(1);
    // Before that run began, so it cannot have read it.
    await house.database.asAdmin(
      `update executor.past_variable set until_at = now() - interval '3 hours' where tenant_id = $1`,
      [tenantId],
    );
    await job.sweep();
    expect(await past()).toEqual([]);
  });
});
