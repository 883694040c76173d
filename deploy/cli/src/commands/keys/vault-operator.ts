import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@ebbflow/config';
import {
  destroyedTenantKeysSchema,
  type PeriodSaltStatus,
  periodSaltStatusSchema,
  type RootKeyStatus,
  rootKeyStatusSchema,
  type TenantKeyVersion,
  tenantKeyVersionsSchema,
} from '@ebbflow/contracts';
import { ExpectedError, systemClock } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';

/**
 * Vault, spoken to with its own service key: whoever holds that runs the instance. In vault's pod the settings name it; beside an
 * all-in-one it lies in the data folder.
 */
export class VaultOperator {
  private constructor(private readonly client: ServiceClient) {}

  /** Runs `work` and closes the connections it used. @throws ExpectedError CLI.NO_VAULT; PeerUnavailableError when vault does not answer */
  static async with<Result>(
    settings: Settings,
    dataDir: string,
    work: (vault: VaultOperator) => Promise<Result>,
  ): Promise<Result> {
    const known = settings.optionalSecret('EBB_SERVICE_KEY') ? settings : settings.with(settingsOfAllInOne(dataDir));
    // Here and not above: it brings the whole HTTP framework along, which no other verb should wait for.
    const { ServiceClient, ServiceKeysConfig, ServiceTokens, ServiceUrlsConfig } =
      await import('@ebbflow/service-host');
    const tokens = new ServiceTokens(new ServiceKeysConfig(known), 'vault', systemClock);
    const client = new ServiceClient(tokens, new ServiceUrlsConfig(known));
    try {
      return await work(new VaultOperator(client));
    } finally {
      await client.onApplicationShutdown();
    }
  }

  status(): Promise<RootKeyStatus> {
    return this.client.call('vault', 'GET', '/internal/v1/root-key', { schema: rootKeyStatusSchema });
  }

  async periods(): Promise<PeriodSaltStatus['items']> {
    return (await this.client.call('vault', 'GET', '/internal/v1/period-salts', { schema: periodSaltStatusSchema }))
      .items;
  }

  rotateRoot(): Promise<RootKeyStatus> {
    return this.client.call('vault', 'POST', '/internal/v1/root-key/rotations', { schema: rootKeyStatusSchema });
  }

  async keysOf(tenantId: string): Promise<readonly TenantKeyVersion[]> {
    const path = `/internal/v1/tenant-keys/${encodeURIComponent(tenantId)}`;
    return (await this.client.call('vault', 'GET', path, { schema: tenantKeyVersionsSchema })).items;
  }

  async rotateTenant(tenantId: string): Promise<readonly TenantKeyVersion[]> {
    const path = '/internal/v1/tenant-keys/rotations';
    const options = { body: { tenantId }, schema: tenantKeyVersionsSchema };
    return (await this.client.call('vault', 'POST', path, options)).items;
  }

  /** @returns how many keys this call destroyed */
  async shred(tenantId: string): Promise<number> {
    const path = `/internal/v1/tenant-keys/${encodeURIComponent(tenantId)}`;
    return (await this.client.call('vault', 'DELETE', path, { schema: destroyedTenantKeysSchema })).destroyed;
  }
}

function settingsOfAllInOne(dataDir: string): Readonly<Record<string, string>> {
  try {
    const keys = JSON.parse(readFileSync(join(dataDir, 'secrets', 'service-keys.json'), 'utf8')) as {
      privateKeys: { vault: string };
      jwks: string;
    };
    const operator = JSON.parse(readFileSync(join(dataDir, 'operator.json'), 'utf8')) as { vaultUrl: string };
    return { EBB_SERVICE_KEY: keys.privateKeys.vault, EBB_SERVICE_JWKS: keys.jwks, EBB_URL_VAULT: operator.vaultUrl };
  } catch (cause) {
    throw new ExpectedError(
      'CLI.NO_VAULT',
      404,
      `No vault was found: run this where vault runs, with its settings (EBB_SERVICE_KEY_FILE), or set EBB_DATA_DIR to the data folder of an all-in-one that has been started (looked in ${dataDir}).`,
      { cause },
    );
  }
}
