import { TransientError } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EgressHandle } from './egress-handle.ts';
import type { OauthSecret, ProviderSettings } from './oauth-settings.ts';
import { GrantRefusedError, ProviderRefusedError, ProviderUnavailableError } from './oauth.errors.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 65_536;

const answerSchema = z.object({
  access_token: z.string().min(1).max(16_384),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().min(1).max(16_384).optional(),
});
/** The codes of RFC 6749, 5.2; whatever else a provider writes is not repeated. */
const KNOWN_ERRORS = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

export interface IssuedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number | undefined;
  readonly refreshToken: string | undefined;
}

/** Talks to token and revocation endpoints, through the guarded way out. Never follows a redirect: what it sends is secret. */
@Injectable()
export class ProviderClient {
  constructor(private readonly egress: EgressHandle) {}

  /** @throws GrantRefusedError, ProviderRefusedError, ProviderUnavailableError; ExpectedError of the way out (`EGRESS.…`) */
  async issue(
    settings: ProviderSettings,
    secret: OauthSecret,
    grant: Readonly<Record<string, string>>,
  ): Promise<IssuedTokens> {
    const { status, body } = await this.#post(settings.tokenUrl, settings, secret, {
      ...settings.tokenParameters,
      ...grant,
    });
    if (status >= 500 || status === 429 || status === 408) throw new ProviderUnavailableError();
    const json = parseJson(body);
    if (status !== 200) {
      const code = z.object({ error: z.string() }).safeParse(json).data?.error ?? '';
      if (code === 'invalid_grant') throw new GrantRefusedError();
      throw new ProviderRefusedError(status, KNOWN_ERRORS.has(code) ? code : 'no known reason');
    }
    const answer = answerSchema.safeParse(json);
    if (!answer.success) throw new ProviderRefusedError(status, 'its answer is no bearer token');
    const { access_token: accessToken, expires_in: expiresInSeconds, refresh_token: refreshToken } = answer.data;
    return { accessToken, expiresInSeconds, refreshToken };
  }

  /** RFC 7009. Whether the provider said that the token is gone. */
  async revoke(settings: ProviderSettings, secret: OauthSecret, token: string): Promise<boolean> {
    if (settings.revocationUrl === undefined) return false;
    const { status } = await this.#post(settings.revocationUrl, settings, secret, { token });
    return status === 200;
  }

  async #post(
    url: string,
    { clientId, authStyle }: ProviderSettings,
    { clientSecret }: OauthSecret,
    fields: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: Uint8Array }> {
    const form = new URLSearchParams(fields);
    const headers: [string, string][] = [
      ['accept', 'application/json'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ];
    if (authStyle === 'basic' && clientSecret !== undefined) {
      // Both are form-encoded first (RFC 6749, 2.3.1): either may have a colon in it.
      const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
      headers.push(['authorization', `Basic ${Buffer.from(pair).toString('base64')}`]);
    } else {
      form.set('client_id', clientId);
      if (authStyle === 'body' && clientSecret !== undefined) form.set('client_secret', clientSecret);
    }
    try {
      return await this.egress.egress.request({
        url,
        method: 'POST',
        headers,
        body: Buffer.from(form.toString()),
        timeoutMs: TIMEOUT_MS,
        followRedirects: false,
        rejectUnauthorized: true,
        maxResponseBytes: MOST_BYTES,
      });
    } catch (thrown) {
      if (thrown instanceof TransientError) throw new ProviderUnavailableError(thrown);
      throw thrown;
    }
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch {
    return undefined;
  }
}
