import type { OauthSettings } from '@ebbflow/contracts';

/** What both kinds of OAuth connection say of their provider; the rest only those a person consents to. */
export type ProviderSettings = Omit<OauthSettings, 'authorizationUrl' | 'issuer' | 'extraParameters'>;

/** What is sealed in an OAuth connection. */
export interface OauthSecret {
  readonly clientSecret?: string;
  readonly accessToken?: string;
  /** Left out: the provider set no end. */
  readonly accessExpiresAtMs?: number;
  readonly refreshToken?: string;
  /** The one before: kept until the newer one has worked. */
  readonly previousRefreshToken?: string;
}
