import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ConnectionMaterials } from '../connections/connection-materials.repository.ts';
import { ConnectionSecrets, type ConnectionSecret } from '../connections/connection-secrets.service.ts';
import { ConnectionChangedError } from '../connections/connections.errors.ts';
import type { ConnectionMaterial } from '../connections/find-connection-material.sql.ts';
import type { OauthSecret, ProviderSettings } from './oauth-settings.ts';
import { withTokens } from './oauth-tokens.service.ts';
import { ProviderClient } from './provider-client.ts';
import { storeGrant } from './store-grant.sql.ts';

/** What a consent gives: redeemed for tokens, and revoked when the connection goes. */
@Injectable()
export class OauthGrants {
  constructor(
    private readonly materials: ConnectionMaterials,
    private readonly secrets: ConnectionSecrets,
    private readonly provider: ProviderClient,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws GrantRefusedError, ProviderRefusedError, ProviderUnavailableError, ConnectionChangedError */
  async redeem(tenantId: string, connectionId: string, grant: Readonly<Record<string, string>>): Promise<void> {
    const material = await this.materials.find(tenantId, connectionId);
    const { clientSecret } = await this.#open(material);
    // Nothing of an earlier consent goes along: its refresh token may be of another person.
    const secret: OauthSecret = clientSecret === undefined ? {} : { clientSecret };
    const issued = await this.provider.issue(material.settings as unknown as ProviderSettings, secret, grant);
    const granted = withTokens(secret, issued, this.clock.nowMs());
    const { secretSealed, keyVersion } = await this.secrets.seal(material, granted as ConnectionSecret);
    const values = [tenantId, connectionId, material.revision, secretSealed, keyVersion];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(storeGrant, values));
    if (rows.length === 0) throw new ConnectionChangedError();
  }

  /** How to revoke what a connection has, with all it takes in memory: the connection may be gone by then. Undefined: nothing to revoke. */
  async revocationOf(material: ConnectionMaterial): Promise<(() => Promise<boolean>) | undefined> {
    const provider = material.settings as unknown as ProviderSettings;
    if (material.kind !== 'oauth2' && material.kind !== 'client-credentials') return undefined;
    if (provider.revocationUrl === undefined || material.secretSealed === null) return undefined;
    const secret = await this.#open(material);
    // With the refresh token goes all that came of it (RFC 7009, 2.1).
    const token = secret.refreshToken ?? secret.accessToken;
    return token === undefined ? undefined : () => this.provider.revoke(provider, secret, token);
  }

  #open(material: ConnectionMaterial): Promise<OauthSecret> {
    return this.secrets.open(material);
  }
}
