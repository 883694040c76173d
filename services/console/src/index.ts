import { defineService } from '@ebbflow/service-host';
import { ConsoleConfig } from './console.config.ts';
import { ConsoleModule } from './console.module.ts';
import { securityHeaders } from './security/security-headers.policy.ts';

/** Largest body the edge passes on: a blueprint with sample data is the largest thing people send. */
const FORWARDED_BODY_MAX_BYTES = 10_485_760;

export const consoleService = defineService({
  name: 'console',
  module: ConsoleModule,
  migrations: [],
  http: (settings) => ({
    bodyLimitBytes: 65_536,
    rawBodyLimitBytes: FORWARDED_BODY_MAX_BYTES,
    headers: securityHeaders(new ConsoleConfig(settings)),
  }),
});
