import { HTTP_KINDS, type RequestCredentials, type RequestTestLease, type TestLease } from '@ebbflow/contracts';
import { Injectable } from '@nestjs/common';
import { isOriginAllowed } from '../connections/allowed-origin.policy.ts';
import { ConnectionMaterials } from '../connections/connection-materials.repository.ts';
import { assertMayChange } from '../connections/connection-place.policy.ts';
import { ConnectionSecrets } from '../connections/connection-secrets.service.ts';
import { LeasesService } from './leases.service.ts';
import { credentialsOf } from './credentials.policy.ts';
import { OriginNotAllowedError, TestNeedsAddressError } from './leases.errors.ts';

/** What one test of a connection needs. The test itself is the executor's, which alone speaks to the services that are connected. */
@Injectable()
export class TestLeasesService {
  constructor(
    private readonly materials: ConnectionMaterials,
    private readonly secrets: ConnectionSecrets,
    private readonly leases: LeasesService,
  ) {}

  /** @throws as `LeasesService.grant`; ForbiddenError, TestNeedsAddressError */
  async grant({ principal, connectionId, url }: RequestTestLease): Promise<TestLease> {
    const material = await this.materials.find(principal.organisationId, connectionId);
    assertMayChange(principal, material);
    if (!HTTP_KINDS.has(material.kind)) {
      const secret = await this.secrets.open(material);
      const credentials = credentialsOf(material.kind as RequestCredentials['kind'], material.settings, secret);
      return { over: 'account', credentials };
    }
    const address = url ?? material.settings['testUrl'];
    if (typeof address !== 'string') throw new TestNeedsAddressError();
    if (!isOriginAllowed(address, material.allowedOrigins)) throw new OriginNotAllowedError(connectionId);
    const { headers, query } = await this.leases.authorise(material);
    return { over: 'http', url: address, headers, query };
  }
}
