import { isDeepStrictEqual } from 'node:util';
import type { OauthSettings } from '@ebbflow/contracts';
import { ProviderNotYoursError } from './oauth.errors.ts';

/** What a manifest says; the client, its scopes and the address of a test are the person's. */
const OF_MANIFEST = [
  'provider',
  'authorizationUrl',
  'tokenUrl',
  'revocationUrl',
  'issuer',
  'authStyle',
  'extraParameters',
  'tokenParameters',
] as const;

/** A connection that goes on naming a provider keeps what its manifest said. @throws ProviderNotYoursError */
export function assertProviderKept(old: Readonly<Record<string, unknown>>, given: OauthSettings): void {
  if (given.provider === undefined) return;
  if (OF_MANIFEST.some((member) => !isDeepStrictEqual(old[member], given[member]))) throw new ProviderNotYoursError();
}
