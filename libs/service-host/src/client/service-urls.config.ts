import type { Settings } from '@ebbflow/config';
import { SERVICE_NAMES, TOPOLOGY, type ServiceName } from '@ebbflow/contracts';

/** Base URL of every service, `EBB_URL_<SERVICE>`. Default: its port of the topology on loopback. */
export class ServiceUrlsConfig {
  readonly #urls: ReadonlyMap<ServiceName, string>;

  constructor(settings: Settings) {
    this.#urls = new Map(
      SERVICE_NAMES.map((name) => {
        const variable = `EBB_URL_${name.toUpperCase().replaceAll('-', '_')}`;
        return [name, settings.url(variable, { default: `http://127.0.0.1:${String(TOPOLOGY[name].port)}` }).origin];
      }),
    );
  }

  /** Scheme, host and port, without a slash at the end. */
  of(service: ServiceName): string {
    return this.#urls.get(service) ?? '';
  }
}
