import type { SignInAnswer, signedInSchema } from '@ebbflow/contracts';
import type { z } from 'zod';
import type { BegunSession, SignInOutcome } from './sign-in-steps.service.ts';

/** For the console alone, which keeps the token in a cookie. */
export function signedIn({ token, expiresAt }: BegunSession): z.infer<typeof signedInSchema> {
  return { sessionToken: token.reveal(), expiresAt: expiresAt.toISOString() };
}

export function answerOf(outcome: SignInOutcome): SignInAnswer {
  if (outcome.kind === 'session') return signedIn(outcome.session);
  const { token, expiresAt } = outcome.pending;
  return { secondFactorToken: token.reveal(), expiresAt: expiresAt.toISOString() };
}
