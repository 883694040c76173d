import { Settings } from '@ebbflow/config';
import { InMemoryTransport } from '@ebbflow/messaging';
import { startService } from '@ebbflow/service-host';
import { vaultService } from '../../src/index.ts';

/** Vault in a process of its own that a test can kill; without a broker. Says its address and goes on. */
const service = await startService(vaultService, {
  settings: Settings.fromEnvironment(),
  transport: new InMemoryTransport(),
});
process.stdout.write(`${service.url}\n`);
