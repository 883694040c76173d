import { setTimeout as pause } from 'node:timers/promises';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ConnectionMaterials } from '../connections/connection-materials.repository.ts';
import { ConnectionSecrets, type ConnectionSecret } from '../connections/connection-secrets.service.ts';
import { AuthorisationNeededError } from '../connections/connections.errors.ts';
import type { ConnectionMaterial } from '../connections/find-connection-material.sql.ts';
import { GrantRefusedError, ProviderUnavailableError } from './oauth.errors.ts';
import type { OauthSecret, ProviderSettings } from './oauth-settings.ts';
import { type IssuedTokens, ProviderClient } from './provider-client.ts';
import { Renewals } from './renewals.repository.ts';

export interface UsableToken {
  readonly accessToken: string;
  readonly expiresAtMs: number;
}

/** A token is renewed this long before its end: a request must still arrive with it. */
const MARGIN_MS = 60_000;
const LOOK_AGAIN_MS = 100;
/** Questions of one lease while somebody else renews; a lease must not wait longer than a run waits for it. */
const MOST_LOOKS = 150;

/**
 * Access tokens, renewed shortly before their end by one replica at a time.
 *
 * A refresh token that rotates is lost when the process dies between the provider's answer and the store: no client can close that gap,
 * only make it small. So the new one is stored before anything is used, the one before stays until the new one has worked, and one
 * that was not stored is tried with what is there: providers that allow for lost answers take the older once more.
 */
@Injectable()
export class OauthTokens {
  readonly #renewing = new Map<string, Promise<UsableToken>>();

  constructor(
    private readonly materials: ConnectionMaterials,
    private readonly secrets: ConnectionSecrets,
    private readonly renewals: Renewals,
    private readonly provider: ProviderClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AuthorisationNeededError, SecretNeededError, ProviderRefusedError, ProviderUnavailableError, KeyDestroyedError */
  async current(material: ConnectionMaterial): Promise<UsableToken> {
    const known = usable(await this.#open(material), this.clock.nowMs() + MARGIN_MS);
    if (known) return known;
    const slot = `${material.tenantId}/${material.id}/${String(material.revision)}`;
    const underWay = this.#renewing.get(slot) ?? this.#renew(material).finally(() => this.#renewing.delete(slot));
    this.#renewing.set(slot, underWay);
    return underWay;
  }

  async #renew({ tenantId, id }: ConnectionMaterial): Promise<UsableToken> {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const seen = await this.materials.find(tenantId, id);
      const known = usable(await this.#open(seen), this.clock.nowMs() + MARGIN_MS);
      if (known) return known;
      const fence = await this.renewals.claim(tenantId, seen);
      const renewed = fence === undefined ? undefined : await this.#renewAs(fence, tenantId, id);
      if (renewed) return renewed;
      if (fence === undefined) await pause(LOOK_AGAIN_MS);
    }
    throw new ProviderUnavailableError();
  }

  /** Undefined when the connection changed meanwhile: it is looked at again. */
  async #renewAs(fence: number, tenantId: string, id: string): Promise<UsableToken | undefined> {
    // Read again under the claim: somebody may have finished between the last look and it, and would have spent the token seen there.
    const material = await this.materials.find(tenantId, id);
    const secret = await this.#open(material);
    const known = usable(secret, this.clock.nowMs() + MARGIN_MS);
    if (known) {
      await this.renewals.release(tenantId, id, fence);
      return known;
    }
    try {
      const renewed = await this.#ask(material, secret);
      const sealed = await this.secrets.seal(material, renewed as ConnectionSecret);
      const isStored = await this.renewals.finish(tenantId, material, { fence, state: 'ready' }, sealed);
      return isStored ? usable(renewed, -Infinity) : undefined;
    } catch (thrown) {
      if (!(thrown instanceof GrantRefusedError)) {
        await this.renewals.release(tenantId, id, fence);
        const last = usable(secret, this.clock.nowMs());
        if (last && thrown instanceof ProviderUnavailableError) return last;
        throw thrown;
      }
      const sealed = await this.secrets.seal(material, withoutTokens(secret) as ConnectionSecret);
      const isStored = await this.renewals.finish(tenantId, material, { fence, state: 'authorisation-needed' }, sealed);
      // Overtaken: refused is what an older token was, and whoever came after may have brought a good one.
      if (!isStored) return undefined;
      throw new AuthorisationNeededError(id);
    }
  }

  async #ask({ kind, settings }: ConnectionMaterial, secret: OauthSecret): Promise<OauthSecret> {
    const provider = settings as unknown as ProviderSettings;
    if (kind === 'client-credentials') {
      const scope = provider.scopes.join(' ');
      const grant = { grant_type: 'client_credentials', ...(scope === '' ? {} : { scope }) };
      return withTokens(secret, await this.provider.issue(provider, secret, grant), this.clock.nowMs());
    }
    const { refreshToken, previousRefreshToken } = secret;
    if (refreshToken === undefined) throw new GrantRefusedError();
    const refresh = (token: string): Promise<IssuedTokens> =>
      this.provider.issue(provider, secret, { grant_type: 'refresh_token', refresh_token: token });
    try {
      return withTokens(secret, await refresh(refreshToken), this.clock.nowMs());
    } catch (thrown) {
      if (!(thrown instanceof GrantRefusedError) || previousRefreshToken === undefined) throw thrown;
      // From here on the one before is the one that works: a provider that sends no new one means it to stay, not the one it refused.
      const worked = { ...secret, refreshToken: previousRefreshToken };
      return withTokens(worked, await refresh(previousRefreshToken), this.clock.nowMs());
    }
  }

  async #open(material: ConnectionMaterial): Promise<OauthSecret> {
    if (material.state === 'authorisation-needed') throw new AuthorisationNeededError(material.id);
    return this.secrets.open(material);
  }
}

/** With tokens that were just issued; a provider that sends no new refresh token means the old one to stay. */
export function withTokens(secret: OauthSecret, issued: IssuedTokens, nowMs: number): OauthSecret {
  const { accessToken, expiresInSeconds, refreshToken } = issued;
  const isRotated = refreshToken !== undefined && refreshToken !== secret.refreshToken;
  const current = refreshToken ?? secret.refreshToken;
  return {
    ...withoutTokens(secret),
    accessToken,
    ...(expiresInSeconds === undefined ? {} : { accessExpiresAtMs: nowMs + expiresInSeconds * 1_000 }),
    ...(current === undefined ? {} : { refreshToken: current }),
    ...(isRotated && secret.refreshToken !== undefined ? { previousRefreshToken: secret.refreshToken } : {}),
  };
}

function withoutTokens({ clientSecret }: OauthSecret): OauthSecret {
  return clientSecret === undefined ? {} : { clientSecret };
}

function usable({ accessToken, accessExpiresAtMs = Infinity }: OauthSecret, atMs: number): UsableToken | undefined {
  return accessToken !== undefined && accessExpiresAtMs > atMs
    ? { accessToken, expiresAtMs: accessExpiresAtMs }
    : undefined;
}
