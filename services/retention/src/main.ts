import { runService } from '@ebbflow/service-host';
import { retentionService } from './index.ts';

await runService(retentionService);
