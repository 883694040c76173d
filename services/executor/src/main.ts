import { runService } from '@ebbflow/service-host';
import { executorService } from './index.ts';

await runService(executorService);
