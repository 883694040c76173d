import { defineService } from '@ebbflow/service-host';
import { refuseOutdated } from './browsers/refuse-outdated.ts';
import { ConsoleConfig } from './console.config.ts';
import { ConsoleModule } from './console.module.ts';
import { LimitsConfig } from './limits/limits.config.ts';
import { StrangerLimit } from './limits/stranger-limit.ts';
import { Cookies } from './security/cookies.ts';
import { newNonce, nonceOf } from './security/nonces.ts';
import { securityHeaders } from './security/security-headers.policy.ts';

/** Largest body the edge passes on: a blueprint with sample data is the largest thing people send. */
const FORWARDED_BODY_MAX_BYTES = 10_485_760;

export const consoleService = defineService({
  name: 'console',
  module: ConsoleModule,
  migrations: [],
  http: (settings) => {
    const config = new ConsoleConfig(settings);
    const cookies = new Cookies(config);
    const strangers = new StrangerLimit(new LimitsConfig(settings));
    return {
      bodyLimitBytes: 65_536,
      rawBodyLimitBytes: FORWARDED_BODY_MAX_BYTES,
      headers: (request) => securityHeaders(config, request === undefined ? newNonce() : nonceOf(request)),
      firstLook: async (request, reply) => {
        const isNamed = request.headers.authorization !== undefined || cookies.sessionOf(request) !== undefined;
        await strangers.take(request, isNamed);
        return !isForPrograms(request.routeOptions.url) && refuseOutdated(request, reply);
      },
    };
  },
});

/**
 * The API, calls that providers sign, and the one-click unsubscribing that a mail program does for its reader (RFC 8058): whoever calls
 * there may well say that it is an old browser, and would take the page for an answer.
 */
function isForPrograms(route = ''): boolean {
  return route.startsWith('/api/') || route.startsWith('/unsubscribe/');
}
