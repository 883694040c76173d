import { runService } from '@ebbflow/service-host';
import { vaultService } from './index.ts';

await runService(vaultService);
