import { runService } from '@ebbflow/service-host';
import { {{camel}}Service } from './index.ts';

await runService({{camel}}Service);
