import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';
import { InMemoryTransport } from '@ebbflow/messaging';
import { startService, type RunningService } from '@ebbflow/service-host';
import { settingsOf, type Instance } from './service-settings.ts';
import { SERVICES } from './services.ts';

export interface RunningServices {
  readonly byName: Readonly<Record<ServiceName, RunningService>>;
  stop(): Promise<void>;
}

/**
 * Starts every service as its own Nest application on one in-memory transport. Doors to the outside open last and close
 * first, so that nothing is accepted before everything behind it stands.
 */
export async function startServices(instance: Instance): Promise<RunningServices> {
  const transport = new InMemoryTransport();
  const started: RunningService[] = [];
  const stop = async (): Promise<void> => {
    for (const service of [...started].reverse()) await service.stop();
    await transport.close();
  };
  try {
    for (const name of SERVICE_NAMES) {
      started.push(await startService(SERVICES[name], { settings: settingsOf(name, instance), transport }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const byName = Object.fromEntries(started.map((service) => [service.name, service])) as Record<
    ServiceName,
    RunningService
  >;
  return { byName, stop };
}
