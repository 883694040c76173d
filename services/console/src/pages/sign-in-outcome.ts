import type { SignInAnswer } from '@ebbflow/contracts';
import type { FastifyReply } from 'fastify';
import type { Cookies } from '../security/cookies.ts';

/** After a first factor, in its cookie: in, or on to the second one. Where the browser goes next. */
export function keepOutcome(reply: FastifyReply, cookies: Cookies, outcome: SignInAnswer): `/${string}` {
  if ('secondFactorToken' in outcome) {
    cookies.keepPending(reply, outcome.secondFactorToken);
    return '/sign-in/code';
  }
  cookies.keepSession(reply, outcome.sessionToken);
  return '/';
}
