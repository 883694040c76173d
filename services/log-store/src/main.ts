import { runService } from '@ebbflow/service-host';
import { logStoreService } from './index.ts';

await runService(logStoreService);
