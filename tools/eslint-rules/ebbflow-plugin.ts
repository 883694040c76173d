import { fileSuffix } from './file-suffix.ts';
import { noPayloadInLog } from './no-payload-in-log.ts';
import { tenantScopeFirst } from './tenant-scope-first.ts';

export const ebbflowPlugin = {
  meta: { name: 'ebbflow', version: '1' },
  rules: {
    'file-suffix': fileSuffix,
    'no-payload-in-log': noPayloadInLog,
    'tenant-scope-first': tenantScopeFirst,
  },
};
