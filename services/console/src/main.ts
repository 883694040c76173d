import { runService } from '@ebbflow/service-host';
import { consoleService } from './index.ts';

await runService(consoleService);
