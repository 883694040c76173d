import { principalSchema, SERVICE_NAMES, type Principal, type ServiceName } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from '../access/caller.ts';
import { UnauthenticatedError } from '../host.errors.ts';
import { SERVICE_NAME } from '../host-tokens.ts';
import { BoundedCache } from './bounded-cache.ts';
import { kidOf } from './service-keys.ts';
import { type PublicServiceKey, ServiceKeysConfig } from './service-keys.config.ts';

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

/** A token signed with a key nobody here knows makes the files be read at once, but not for each of a flood of them. */
const UNKNOWN_KID_MS = 1_000;

/**
 * Service tokens: JWTs signed with Ed25519, 60 s long, from one named service (`iss`, and `kid` for the key) to another (`aud`). The
 * principal a token may carry is believed from the console only, since it alone has seen the person's session or token.
 * There is no `jti` that works once: a token stands for a connection between two services for some seconds and is sent many times on purpose.
 * Remembering ids would need a store shared by all replicas on every call, against somebody who reads the traffic between
 * our own services, and so has the answers besides.
 */
@Injectable()
export class ServiceTokens {
  #lastReadMs: number;
  #minted = new BoundedCache<{ token: Promise<string>; mintedAtMs: number }>(CACHE_MAX);
  #verified = new BoundedCache<{ caller: Caller; expiresAtMs: number }>(CACHE_MAX);

  constructor(
    @Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig,
    @Inject(SERVICE_NAME) private readonly self: ServiceName,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() @Inject(Logger) private readonly logger?: Logger,
  ) {
    this.#lastReadMs = clock.nowMs();
  }

  /** The keys as they are now. */
  get serviceKeys(): ServiceKeysConfig {
    return this.keys;
  }

  /** A token from this service to `audience`. */
  mint(audience: ServiceName, principal?: Principal): Promise<string> {
    const nowMs = this.clock.nowMs();
    this.#readAgain(this.keys.refresh.milliseconds);
    const key = principal === undefined ? audience : `${audience} ${JSON.stringify(principal)}`;
    const known = this.#minted.get(key);
    if (known !== undefined && nowMs - known.mintedAtMs < REUSE_MS) return known.token;
    const token = this.#sign(audience, principal, Math.floor(nowMs / 1_000));
    this.#minted.set(key, { token, mintedAtMs: nowMs });
    return token;
  }

  /** @throws UnauthenticatedError for whatever is wrong with it. */
  async verify(token: string): Promise<Caller> {
    this.#readAgain(this.keys.refresh.milliseconds);
    const known = this.#verified.get(token);
    if (known !== undefined && this.clock.nowMs() < known.expiresAtMs) return known.caller;
    // Of these keys: when they are replaced meanwhile, this token was checked with those of before.
    const verified = this.#verified;
    try {
      const { caller, expiresAtMs } = await this.#check(token);
      verified.set(token, { caller, expiresAtMs });
      return caller;
    } catch (cause) {
      if (cause instanceof UnauthenticatedError) throw cause;
      throw new UnauthenticatedError(cause);
    }
  }

  #sign(audience: ServiceName, principal: Principal | undefined, nowS: number): Promise<string> {
    return new SignJWT(principal === undefined ? {} : { principal })
      .setProtectedHeader({ alg: 'EdDSA', kid: kidOf(this.self, this.keys.privateKey), typ: 'JWT' })
      .setIssuer(this.self)
      .setAudience(audience)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + LIFETIME_S)
      .sign(this.keys.privateKey);
  }

  async #check(token: string): Promise<{ caller: Caller; expiresAtMs: number }> {
    let signer: ServiceName | undefined;
    const { payload } = await jwtVerify(
      token,
      (header) => {
        const known = this.#keyOf(header.kid ?? '');
        if (known === undefined) throw new errors.JWKSNoMatchingKey();
        signer = known.service;
        return known.key;
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
    if (claims.iss !== signer || claims.exp - claims.iat > LIFETIME_S) throw new UnauthenticatedError();
    // Dated ahead, it would be good for as long as its signer likes: a lifetime counts from now at the latest.
    if (claims.iat > this.clock.nowMs() / 1_000 + CLOCK_TOLERANCE_S) throw new UnauthenticatedError();
    if (claims.principal !== undefined && claims.iss !== 'console') throw new UnauthenticatedError();
    return {
      caller: { service: claims.iss, ...(claims.principal === undefined ? {} : { principal: claims.principal }) },
      expiresAtMs: claims.exp * 1_000,
    };
  }

  /** A service may sign with its new key before the set with it was read here. */
  #keyOf(kid: string): PublicServiceKey | undefined {
    const known = this.keys.publicKeys.get(kid);
    if (known !== undefined) return known;
    this.#readAgain(Math.min(UNKNOWN_KID_MS, this.keys.refresh.milliseconds));
    return this.keys.publicKeys.get(kid);
  }

  /** With other keys, what was signed and believed with those of before counts no more. */
  #readAgain(notBeforeMs: number): void {
    const nowMs = this.clock.nowMs();
    if (nowMs - this.#lastReadMs < notBeforeMs) return;
    this.#lastReadMs = nowMs;
    try {
      if (!this.keys.reload()) return;
    } catch (thrown) {
      this.logger?.error('The service keys cannot be read again; those of before stay.', {}, thrown);
      return;
    }
    this.#minted = new BoundedCache(CACHE_MAX);
    this.#verified = new BoundedCache(CACHE_MAX);
    this.logger?.info('The service keys were read anew.', { keyCount: this.keys.publicKeys.size });
  }
}
