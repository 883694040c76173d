import type { SignInAnswer } from '@ebbflow/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from '../security/cookies.ts';
import type { BrowserSession } from '../sessions/browser-session.service.ts';

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly cookies: Cookies;
  readonly session: BrowserSession;
}

/** After a first factor, in its cookie: in, or on to the second one. Where the browser goes next. */
export async function keepOutcome(
  { request, reply, cookies, session }: Visit,
  outcome: SignInAnswer,
): Promise<`/${string}`> {
  if ('secondFactorToken' in outcome) {
    cookies.keepPending(reply, outcome.secondFactorToken);
    return '/sign-in/code';
  }
  await session.begin(request, reply, outcome.sessionToken);
  return '/';
}
