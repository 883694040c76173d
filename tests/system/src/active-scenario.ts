import type { ImportedScenario } from '@ebbflow/contracts';
import type { AllInOneProcess } from './all-in-one-process.ts';

/** Imports and activates a scenario that begins with a webhook. @returns the address of its hook */
export async function activeScenario(ebbflow: AllInOneProcess, modules: readonly object[]): Promise<string> {
  const hook = { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} };
  const blueprint = {
    name: 'Webhook first',
    flow: [hook, ...modules],
    metadata: { version: 1, instant: true, scenario: {} },
  };
  const imported = await ebbflow.api('executor/v1/scenarios', { method: 'POST', body: JSON.stringify({ blueprint }) });
  const { scenarioId, hooks } = (await imported.json()) as ImportedScenario;
  const path = `executor/v1/scenarios/${scenarioId}/activation`;
  const activated = await ebbflow.api(path, { method: 'PUT', body: JSON.stringify({ active: true }) });
  if (!activated.ok) throw new Error(`Activation answered ${String(activated.status)}: ${await activated.text()}`);
  return hooks[0]?.url ?? '';
}
