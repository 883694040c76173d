import {
  HTTP_KINDS,
  type Lease,
  type LeasedCredentials,
  type RequestCredentials,
  type requestLeaseSchema,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { isOriginAllowed } from '../connections/allowed-origin.policy.ts';
import { ConnectionMaterials } from '../connections/connection-materials.repository.ts';
import { ConnectionSecrets } from '../connections/connection-secrets.service.ts';
import { OtherConnectionKindError, UnknownConnectionError } from '../connections/connections.errors.ts';
import type { ConnectionMaterial } from '../connections/find-connection-material.sql.ts';
import { OauthTokens } from '../oauth/oauth-tokens.service.ts';
import { ConnectionUses } from '../uses/connection-uses.repository.ts';
import { authorisationOf, type Authorisation } from './authorisation.policy.ts';
import { credentialsOf } from './credentials.policy.ts';
import { OriginNotAllowedError } from './leases.errors.ts';

type LeaseFor = Pick<RequestCredentials, 'tenantId' | 'connectionId' | 'teamId'>;

/** How long the executor may go on using what it was given, within the one run. */
const LEASE_LIFETIME = Duration.parse('5m');

/** Turns a connection into what one run may use of it. The only place where a secret leaves vault. */
@Injectable()
export class LeasesService {
  constructor(
    private readonly materials: ConnectionMaterials,
    private readonly secrets: ConnectionSecrets,
    private readonly tokens: OauthTokens,
    private readonly uses: ConnectionUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Ready-made authorisation for one origin.
   * @throws UnknownConnectionError, OtherConnectionKindError, OriginNotAllowedError, SecretNeededError, AuthorisationNeededError,
   * KeyDestroyedError; TransientError while the provider of an OAuth connection is away
   */
  async grant(request: z.infer<typeof requestLeaseSchema>): Promise<Lease> {
    const { tenantId, connectionId, origin, scenarioId } = request;
    const material = await this.#usable(request);
    if (!HTTP_KINDS.has(material.kind)) throw new OtherConnectionKindError(connectionId);
    if (!isOriginAllowed(origin, material.allowedOrigins)) throw new OriginNotAllowedError(connectionId);
    const { headers, query, expiresAtMs } = await this.authorise(material);
    await this.uses.note(tenantId, connectionId, scenarioId);
    return { headers, query, expiresAt: this.#expiry(expiresAtMs) };
  }

  /** The account itself. @throws as `grant`, but for the origin: the server stands in the connection */
  async grantCredentials(request: RequestCredentials): Promise<LeasedCredentials> {
    const { tenantId, connectionId, kind, scenarioId } = request;
    const material = await this.#usable(request);
    if (material.kind !== kind) throw new OtherConnectionKindError(connectionId);
    const credentials = credentialsOf(kind, material.settings, await this.secrets.open(material));
    await this.uses.note(tenantId, connectionId, scenarioId);
    return { credentials, expiresAt: this.#expiry(Infinity) };
  }

  /** What a request must carry, for origins that were checked. @throws as `grant` */
  async authorise(material: ConnectionMaterial): Promise<Authorisation & { readonly expiresAtMs: number }> {
    if (material.kind === 'oauth2' || material.kind === 'client-credentials') {
      const { accessToken, expiresAtMs } = await this.tokens.current(material);
      return { headers: [['authorization', `Bearer ${accessToken}`]], query: [], expiresAtMs };
    }
    return { ...authorisationOf(material, await this.secrets.open(material)), expiresAtMs: Infinity };
  }

  /**
   * Asked at each lease and not only when a scenario is activated: drafts run once too, and scenarios and connections move. As in
   * `connections/exist`, one of the two without a team goes with any. @throws UnknownConnectionError
   */
  async #usable({ tenantId, connectionId, teamId }: LeaseFor): Promise<ConnectionMaterial> {
    const material = await this.materials.find(tenantId, connectionId);
    if (teamId !== null && material.teamId !== null && teamId !== material.teamId) throw new UnknownConnectionError();
    return material;
  }

  #expiry(notAfterMs: number): string {
    return new Date(Math.min(this.clock.nowMs() + LEASE_LIFETIME.milliseconds, notAfterMs)).toISOString();
  }
}
