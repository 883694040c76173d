import type { apiKeySecretSchema, basicAuthSecretSchema } from '@ebbflow/contracts';
import type { z } from 'zod';
import { canCarryKey, isHeaderValue, isPlainText } from '../../connections/carried-header.policy.ts';
import { type InspectedSecret, NO_FACTS, refuse } from './inspected-secret.ts';

const NOT_PLAIN = 'This must not contain control characters or halves of characters.';

/** @throws InvalidInputError */
export function inspectLogin(secret: z.infer<typeof basicAuthSecretSchema>, at: string): InspectedSecret {
  for (const field of ['user', 'password'] as const) {
    if (!isPlainText(secret[field])) refuse(`${at}/${field}`, NOT_PLAIN);
  }
  // The first colon ends the user: with one in it the server would see another user and another password.
  if (secret.user.includes(':')) refuse(`${at}/user`, 'A user name of HTTP Basic cannot contain a colon.');
  return { secret, facts: NO_FACTS };
}

/** @throws InvalidInputError */
export function inspectApiKey(secret: z.infer<typeof apiKeySecretSchema>, at: string): InspectedSecret {
  for (const field of ['parameterName', 'value'] as const) {
    if (!isPlainText(secret[field])) refuse(`${at}/${field}`, NOT_PLAIN);
  }
  if (secret.placement === 'header' && !canCarryKey(secret.parameterName)) {
    refuse(`${at}/parameterName`, 'This cannot be the name of a header that carries a key.');
  }
  if (secret.placement === 'header' && !isHeaderValue(secret.value)) {
    refuse(`${at}/value`, 'A key sent in a header is visible ASCII without line breaks or blanks around it.');
  }
  return { secret, facts: NO_FACTS };
}
