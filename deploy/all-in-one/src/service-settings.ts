import { join } from 'node:path';
import type { Settings } from '@ebbflow/config';
import { SERVICE_NAMES, TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { freePort } from '@ebbflow/embedded-postgres';
import { SCANNER_ROLE } from '@ebbflow/persistence';
import type { DataFolder } from './data-folder.ts';
import type { Ports } from './ports.ts';
import type { InstanceSecrets } from './secrets.ts';

export interface Instance {
  readonly settings: Settings;
  readonly host: string;
  readonly ports: Ports;
  readonly folder: DataFolder;
  readonly secrets: InstanceSecrets;
  readonly adminUrl: string;
  /** Whether the database has the role of the residual scanner. */
  readonly hasScanner: boolean;
  /** Port of each service's own API, on loopback. */
  readonly servicePorts: Readonly<Record<ServiceName, number>>;
}

/** Loopback ports for the services' own APIs; nobody outside the process needs to know them, so any free ones will do. */
export async function chooseServicePorts(consolePort: number): Promise<Record<ServiceName, number>> {
  const taken = await Promise.all(
    SERVICE_NAMES.map(async (name) => [name, name === 'console' ? consolePort : await freePort()] as const),
  );
  return Object.fromEntries(taken) as Record<ServiceName, number>;
}

/** The settings one service would have in a process of its own. Secrets go to the service that needs them and to no other. */
export function settingsOf(name: ServiceName, instance: Instance): Settings {
  const { settings, secrets, folder, servicePorts, ports, host } = instance;
  const { schema } = TOPOLOGY[name];
  const urls = SERVICE_NAMES.map((peer): [string, string] => [
    `EBB_URL_${peer.toUpperCase().replaceAll('-', '_')}`,
    `http://127.0.0.1:${String(servicePorts[peer])}`,
  ]);
  return settings.with({
    ...(Object.fromEntries(urls) as Record<string, string>),
    EBB_SERVICE_PORT: String(servicePorts[name]),
    EBB_SERVICE_HOST: name === 'console' ? host : '127.0.0.1',
    EBB_SERVICE_KEY: secrets.serviceKeys.privateKeys[name],
    EBB_SERVICE_JWKS: secrets.serviceKeys.jwks,
    EBB_DATABASE_URL: withoutCredentials(instance.adminUrl),
    EBB_DATABASE_ADMIN_URL: undefined,
    EBB_DATABASE_PASSWORD: schema === undefined ? undefined : secrets.databasePasswords[schema],
    EBB_BLOB_DIR: folder.blobs,
    EBB_LOG_FILE: settings.optionalString('EBB_LOG_FILE') ?? join(folder.path, 'ebbflow.log'),
    EBB_PUBLIC_URL: settings.optionalString('EBB_PUBLIC_URL') ?? publicUrl(host, ports.console),
    ...(name === 'vault'
      ? {
          EBB_VAULT_ROOT_KEY_FILE: secrets.rootKeyFile,
          EBB_VAULT_PERIODS_DIR: folder.periods,
          // There while `ebbflow keys rotate` moves everything from the one to the other.
          EBB_VAULT_ROOT_KEY_PREVIOUS_FILE: `${secrets.rootKeyFile}.previous`,
        }
      : {}),
    ...(name === 'gateway' ? doorSettings(instance) : {}),
    ...(name === 'retention' ? erasureSettings(instance) : {}),
  });
}

/** `0.0.0.0` is an address to listen on, not one to open in a browser. */
export function publicUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${String(port)}`;
}

function doorSettings({ settings, host, ports, servicePorts }: Instance): Record<string, string> {
  return {
    EBB_GATEWAY_DOOR_HOST: host,
    EBB_GATEWAY_DOOR_PORT: String(ports.door),
    EBB_GATEWAY_PUBLIC_URL: settings.optionalString('EBB_GATEWAY_PUBLIC_URL') ?? publicUrl(host, ports.door),
    // On loopback unless told otherwise, so that a mail hook works out of the box; the log says which port it is.
    EBB_GATEWAY_MAIL_PORT: settings.optionalString('EBB_GATEWAY_MAIL_PORT') ?? '0',
    EBB_GATEWAY_REPLY_URL: `http://127.0.0.1:${String(servicePorts.gateway)}`,
  };
}

function erasureSettings({ folder, adminUrl, hasScanner, secrets }: Instance): Record<string, string> {
  const url = new URL(adminUrl);
  url.username = SCANNER_ROLE;
  url.password = encodeURIComponent(secrets.scannerPassword);
  return {
    EBB_RETENTION_LEDGER_FILE: folder.ledgerFile,
    ...(hasScanner ? { EBB_RETENTION_SCAN_DATABASE_URL: url.href } : {}),
  };
}

function withoutCredentials(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.username = '';
  url.password = '';
  return url.href;
}
