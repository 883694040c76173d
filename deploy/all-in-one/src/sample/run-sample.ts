import { importedScenarioSchema, type FinishedRun, type Principal } from '@ebbflow/contracts';
import type { ServiceClient } from '@ebbflow/service-host';
import { StartError } from '../all-in-one.errors.ts';
import { sampleBlueprint, sampleOrder } from './sample-blueprint.ts';

export interface SampleRun {
  readonly name: string;
  readonly status: string;
  readonly operations: number;
  readonly hookUrl: string;
  readonly example: string;
}

const LONGEST_WAIT_MS = 20_000;

/** Imports the sample scenario, switches it on, sends it an order and waits until its run can be read back. */
export async function runSample(client: ServiceClient, principal: Principal): Promise<SampleRun> {
  const imported = await client.call('executor', 'POST', '/v1/scenarios', {
    principal,
    body: { blueprint: sampleBlueprint },
    schema: importedScenarioSchema,
  });
  await client.call('executor', 'PUT', `/v1/scenarios/${imported.scenarioId}/activation`, {
    principal,
    body: { active: true },
  });
  const hookUrl = imported.hooks[0]?.url ?? '';
  const example = JSON.stringify(sampleOrder);
  const answer = await fetch(hookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: example,
  });
  if (!answer.ok) {
    throw new StartError(
      'SAMPLE_REFUSED',
      `The sample scenario answered ${String(answer.status)}; see the log file in the data folder.`,
    );
  }
  const run = await firstRun(client, principal, imported.scenarioId);
  if (run.status !== 'success') {
    throw new StartError(
      'SAMPLE_FAILED',
      `The sample scenario ended with ${run.status}; see the log file in the data folder.`,
    );
  }
  return { name: sampleBlueprint.name, status: run.status, operations: run.operations, hookUrl, example };
}

async function firstRun(client: ServiceClient, principal: Principal, scenarioId: string): Promise<FinishedRun> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (Date.now() < deadline) {
    const page = (await client.call('log-store', 'GET', `/v1/runs?scenarioId=${scenarioId}`, { principal })) as {
      items: FinishedRun[];
    };
    const run = page.items[0];
    if (run !== undefined) return run;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new StartError(
    'SAMPLE_SLOW',
    'The sample scenario did not finish in time; see the log file in the data folder.',
  );
}
