import { defineService } from '../../src/index.ts';
import { ProbeModule } from './probe.module.ts';

/** Stands in for a service; `console` because that one has no database. One of its routes has no policy, on purpose. */
export const probeService = defineService({
  name: 'console',
  module: ProbeModule,
  migrations: [],
  http: () => ({ bodyLimitBytes: 1_500, rawBodyLimitBytes: 5_000 }),
});
