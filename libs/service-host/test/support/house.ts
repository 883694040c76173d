import { Settings } from '@ebbflow/config';
import type { Principal, ServiceName } from '@ebbflow/contracts';
import { ManualClock, type Clock } from '@ebbflow/kernel';
import { InMemoryTransport } from '@ebbflow/messaging';
import {
  generateServiceKeys,
  startService,
  ServiceTokens,
  type RunningService,
  type ServiceDefinition,
} from '../../src/index.ts';
import { ServiceKeysConfig } from '../../src/tokens/service-keys.config.ts';

export const keys = generateServiceKeys();

export function settingsOf(name: ServiceName, more: Record<string, string> = {}): Settings {
  return new Settings({
    EBB_SERVICE_PORT: '0',
    EBB_SERVICE_KEY: keys.privateKeys[name],
    EBB_SERVICE_JWKS: keys.jwks,
    EBB_LOG_LEVEL: 'silent',
    ...more,
  });
}

export function startProbe(
  definition: ServiceDefinition,
  clock: Clock,
  more: Record<string, string> = {},
): Promise<RunningService> {
  return startService(definition, {
    settings: settingsOf(definition.name, more),
    transport: new InMemoryTransport(),
    clock,
  });
}

/** The tokens another service would send. */
export function tokensOf(name: ServiceName, clock: Clock): ServiceTokens {
  return new ServiceTokens(new ServiceKeysConfig(settingsOf(name)), name, clock);
}

export const aPrincipal = (...scopes: string[]): Principal => ({
  organisationId: 'org_0193f5a0c0de7000800000000000a001',
  userId: 'usr_0193f5a0c0de7000800000000000a002',
  scopes,
  kind: 'user',
});

export { ManualClock };
