import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Settings } from '@ebbflow/config';
import { newId, systemClock } from '@ebbflow/kernel';
import {
  generateServiceKeys,
  ServiceClient,
  ServiceKeysConfig,
  ServiceTokens,
  ServiceUrlsConfig,
} from '@ebbflow/service-host';
import { benchDatabase } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { killableVault } from '../support/killable-vault.ts';

const CONNECTIONS = 200;
const PER_SECOND = 100;
const WARM_UP = 500;
const MEASURED = 1_000;

const { environment, stop } = await benchDatabase('vault', vaultService.migrations);
const keys = generateServiceKeys();
const periods = await mkdtemp(join(tmpdir(), 'ebbflow-bench-periods-'));
const vault = await killableVault({
  ...environment,
  EBB_SERVICE_PORT: '0',
  EBB_SERVICE_KEY: keys.privateKeys.vault,
  EBB_SERVICE_JWKS: keys.jwks,
  EBB_VAULT_ROOT_KEY: randomBytes(32).toString('base64'),
  EBB_VAULT_PERIODS_DIR: periods,
  EBB_LOG_LEVEL: 'silent',
});
const clientOf = (name: 'console' | 'executor'): ServiceClient => {
  const settings = new Settings({
    EBB_SERVICE_KEY: keys.privateKeys[name],
    EBB_SERVICE_JWKS: keys.jwks,
    EBB_URL_VAULT: vault.url,
  });
  return new ServiceClient(
    new ServiceTokens(new ServiceKeysConfig(settings), name, systemClock),
    new ServiceUrlsConfig(settings),
  );
};
const [console, executor] = [clientOf('console'), clientOf('executor')];

/** Of ten organisations. */
async function makeConnections(): Promise<{ tenantId: string; connectionId: string }[]> {
  const tenants = Array.from({ length: 10 }, () => newId<string>('org'));
  const made: { tenantId: string; connectionId: string }[] = [];
  for (let index = 0; index < CONNECTIONS; index += 1) {
    const tenantId = tenants[index % tenants.length] ?? '';
    const body = {
      name: 'Bench',
      kind: 'api-key',
      settings: { placement: 'header', parameterName: 'X-Api-Key' },
      secret: { key: 'a key of the usual length 0123456789' },
      allowedOrigins: ['https://api.example.com'],
    };
    const principal = { organisationId: tenantId, userId: null, scopes: ['*'], kind: 'user' as const };
    const { id } = (await console.call('vault', 'POST', '/v1/connections', { principal, body })) as { id: string };
    made.push({ tenantId, connectionId: id });
  }
  return made;
}

const connections = await makeConnections();
const scenarioId = newId<string>('scn');
let failedCount = 0;
async function lease(index: number): Promise<number> {
  const body = {
    ...connections[index % connections.length],
    runId: newId<string>('run'),
    scenarioId,
    teamId: null,
    origin: 'https://api.example.com',
  };
  const startedAt = performance.now();
  await executor.call('vault', 'POST', '/internal/v1/leases', { body }).catch(() => (failedCount += 1));
  return performance.now() - startedAt;
}

/** At a steady rate whatever the answers take: who waits for the answer before the next question measures too little. */
async function atSteadyRate(count: number): Promise<{ took: number[]; seconds: number }> {
  const startedAt = performance.now();
  const under: Promise<number>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAt = startedAt + (index * 1_000) / PER_SECOND;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await pause(waitMs);
    under.push(lease(index));
  }
  const took = await Promise.all(under);
  return { took: took.sort((one, other) => one - other), seconds: (performance.now() - startedAt) / 1_000 };
}

try {
  await atSteadyRate(WARM_UP);
  const { took, seconds } = await atSteadyRate(MEASURED);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  const figures = {
    count: took.length,
    perSecond: took.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failedCount,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await Promise.all([console.onApplicationShutdown(), executor.onApplicationShutdown()]);
  await vault.kill();
  await stop();
  await rm(periods, { recursive: true, force: true });
}
