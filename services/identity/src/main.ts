import { runService } from '@ebbflow/service-host';
import { identityService } from './index.ts';

await runService(identityService);
