import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceEvent, DevicePairing, FinishedRun, ImportedScenario } from '@ebbflow/contracts';
import { DeviceClient, waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';

const blueprint = (device: string): object => ({
  name: 'Where is the phone',
  flow: [
    {
      id: 1,
      module: 'device:WatchEvents',
      version: 1,
      parameters: { device, kinds: ['location', 'battery'] },
      mapper: {},
    },
    {
      id: 2,
      module: 'util:SetVariable2',
      version: 1,
      mapper: { name: 'copy', scope: 'execution', value: '{{1.latitude}} {{1.longitude}}' },
    },
    {
      id: 3,
      module: 'device:SendCommand',
      version: 1,
      parameters: { device },
      mapper: { command: 'notify', arguments: { title: 'Seen: {{1.kind}}' } },
    },
  ],
  metadata: { version: 1, instant: true, scenario: {} },
});

const event = (id: string, kind: 'location' | 'battery', data: object): DeviceEvent =>
  ({ id, kind, occurredAt: '2026-11-24T08:00:00Z', data }) as DeviceEvent;

/** Where content of a scenario's runs lies, sealed or as the name of a blob, and how many rows hold any. */
async function countContent(adminUrl: string, scenarioId: string): Promise<Record<string, number>> {
  const database = new Client({ connectionString: adminUrl });
  await database.connect();
  const counts: Record<string, number> = {};
  for (const [table, filled] of [
    ['gateway.delivery', 'scenario_id = $1'],
    ['gateway.device_event', `kind = 'location' and $1 <> ''`],
    ['executor.run', 'scenario_id = $1 and key_version is not null'],
    ['executor.run_journal', `$1 <> ''`],
    ['executor.run_blob', `$1 <> ''`],
    ['log_store.execution_details', 'scenario_id = $1 and (key_version is not null or input_key_version is not null)'],
  ] as const) {
    const { rows } = await database.query<{ count: number }>(`select count(*)::int from ${table} where ${filled}`, [
      scenarioId,
    ]);
    counts[table] = rows[0]?.count ?? -1;
  }
  await database.end();
  return counts;
}

describe('a phone', () => {
  it('is paired, starts scenarios, is told what to do, and leaves no trace of where it was once location is off', async () => {
    await using ebbflow = new AllInOneProcess({ EBB_LOG_LEVEL: 'debug' });
    await ebbflow.start();
    const post = async <Answer>(path: string, body: object, method = 'POST'): Promise<Answer> => {
      const response = await ebbflow.api(path, { method, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`${path} ${String(response.status)} ${await response.text()}`);
      return (await response.json()) as Answer;
    };
    const { payload } = await post<DevicePairing>('gateway/v1/devices/pairings', {});
    const phone = await DeviceClient.pair(payload, 'Ada’s phone');
    const { scenarioId } = await post<ImportedScenario>('executor/v1/scenarios', {
      blueprint: blueprint(phone.deviceId),
    });
    await post(`executor/v1/scenarios/${scenarioId}/activation`, { active: true }, 'PUT');
    const runs = async (count: number): Promise<FinishedRun[]> =>
      waitFor(
        async () => {
          const answer = await ebbflow.api(`log-store/v1/runs?scenarioId=${scenarioId}`);
          const { items } = (await answer.json()) as { items: FinishedRun[] };
          return items.length === count ? items : undefined;
        },
        { what: `${String(count)} runs to be readable`, timeoutMs: 30_000 },
      );
    const read = async (runId: string): Promise<string> => (await ebbflow.api(`log-store/v1/runs/${runId}`)).text();

    const here = event('here', 'location', { latitude: 50.07553821, longitude: 14.43786655 });
    await expect(phone.send(here)).rejects.toMatchObject({ status: 403, code: 'GATEWAY.LOCATION_OFF' });
    await phone.setLocation(true);
    expect(await phone.send(here)).toEqual({ accepted: ['here'], duplicates: [] });
    const [run] = await runs(1);
    expect(run?.status).toBe('success');
    expect(await read(run!.id)).toContain('50.07553821');
    const [command] = await phone.commands(20);
    expect(command).toMatchObject({ name: 'notify', arguments: { title: 'Seen: location' } });
    await phone.acknowledge(command!.id);

    await phone.setLocation(false);
    await waitFor(async () => !(await read(run!.id)).includes('50.07553821'), { what: 'the location to be gone' });
    expect(await runs(1)).toMatchObject([{ id: run!.id, status: 'success' }]);
    expect(await countContent(ebbflow.adminUrl, scenarioId)).toEqual({
      'gateway.delivery': 0,
      'gateway.device_event': 0,
      'executor.run': 0,
      'executor.run_journal': 0,
      'executor.run_blob': 0,
      'log_store.execution_details': 0,
    });
    const blobs = readdirSync(join(ebbflow.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
    expect(blobs.filter((entry) => entry.isFile())).toEqual([]);

    // What is no location goes on, and stays.
    await phone.send(event('low', 'battery', { levelPercent: 7, isCharging: false }));
    const all = await runs(2);
    expect(await read(all.find(({ id }) => id !== run!.id)!.id)).toContain('levelPercent');
    expect(ebbflow.output).not.toContain('50.07553821');
  }, 240_000);
});
