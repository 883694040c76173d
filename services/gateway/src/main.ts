import { runService } from '@ebbflow/service-host';
import { gatewayService } from './index.ts';

await runService(gatewayService);
