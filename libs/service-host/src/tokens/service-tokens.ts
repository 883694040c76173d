import { principalSchema, SERVICE_NAMES, type Principal, type ServiceName } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from '../access/caller.ts';
import { UnauthenticatedError } from '../host.errors.ts';
import { SERVICE_NAME } from '../host-tokens.ts';
import { BoundedCache } from './bounded-cache.ts';
import { ServiceKeysConfig } from './service-keys.config.ts';

const LIFETIME_S = 60;
/** A minted token is handed out again for this long, so that a hot caller signs a few times a minute and not once a call. */
const REUSE_MS = 10_000;
const CLOCK_TOLERANCE_S = 5;
const CACHE_MAX = 2_000;

const claimsSchema = z.object({
  iss: z.enum(SERVICE_NAMES),
  iat: z.int(),
  exp: z.int(),
  principal: principalSchema.optional(),
});

/**
 * Service tokens: JWTs signed with Ed25519, 60 s long, from one named service (`iss`, `kid`) to another (`aud`). The
 * principal a token may carry is believed from the console only, since it alone has seen the person's session or token.
 */
@Injectable()
export class ServiceTokens {
  readonly #minted = new BoundedCache<{ token: Promise<string>; mintedAtMs: number }>(CACHE_MAX);
  readonly #verified = new BoundedCache<{ caller: Caller; expiresAtMs: number }>(CACHE_MAX);

  constructor(
    @Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig,
    @Inject(SERVICE_NAME) private readonly self: ServiceName,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A token from this service to `audience`. */
  mint(audience: ServiceName, principal?: Principal): Promise<string> {
    const nowMs = this.clock.nowMs();
    const key = principal === undefined ? audience : `${audience} ${JSON.stringify(principal)}`;
    const known = this.#minted.get(key);
    if (known !== undefined && nowMs - known.mintedAtMs < REUSE_MS) return known.token;
    const token = this.#sign(audience, principal, Math.floor(nowMs / 1_000));
    this.#minted.set(key, { token, mintedAtMs: nowMs });
    return token;
  }

  /** @throws UnauthenticatedError for whatever is wrong with it. */
  async verify(token: string): Promise<Caller> {
    const known = this.#verified.get(token);
    if (known !== undefined && this.clock.nowMs() < known.expiresAtMs) return known.caller;
    try {
      const { caller, expiresAtMs } = await this.#check(token);
      this.#verified.set(token, { caller, expiresAtMs });
      return caller;
    } catch (cause) {
      if (cause instanceof UnauthenticatedError) throw cause;
      throw new UnauthenticatedError(cause);
    }
  }

  #sign(audience: ServiceName, principal: Principal | undefined, nowS: number): Promise<string> {
    return new SignJWT(principal === undefined ? {} : { principal })
      .setProtectedHeader({ alg: 'EdDSA', kid: this.self, typ: 'JWT' })
      .setIssuer(this.self)
      .setAudience(audience)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + LIFETIME_S)
      .sign(this.keys.privateKey);
  }

  async #check(token: string): Promise<{ caller: Caller; expiresAtMs: number }> {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      (header) => {
        const key = this.keys.publicKeys.get(header.kid as ServiceName);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ['EdDSA'],
        audience: this.self,
        currentDate: this.clock.now(),
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['iss', 'iat', 'exp'],
      },
    );
    const claims = claimsSchema.parse(payload);
    // A key speaks for its own service only, and nobody makes a token that outlives the house's limit.
    if (claims.iss !== protectedHeader.kid || claims.exp - claims.iat > LIFETIME_S) throw new UnauthenticatedError();
    if (claims.principal !== undefined && claims.iss !== 'console') throw new UnauthenticatedError();
    return {
      caller: { service: claims.iss, ...(claims.principal === undefined ? {} : { principal: claims.principal }) },
      expiresAtMs: claims.exp * 1_000,
    };
  }
}
