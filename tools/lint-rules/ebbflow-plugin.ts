import { fileSuffix } from './file-suffix.ts';
import { noPayloadInLog } from './no-payload-in-log.ts';
import { tenantScopeFirst } from './tenant-scope-first.ts';

/**
 * Our own rules, one file each with its reason above it. The folder is not called `eslint-rules` because @nx/eslint-plugin takes a folder
 * of that name for its own workspace plugin, loads it through another compiler and prints a stack trace when it cannot.
 */
export const ebbflowPlugin = {
  meta: { name: 'ebbflow', version: '1' },
  rules: {
    'file-suffix': fileSuffix,
    'no-payload-in-log': noPayloadInLog,
    'tenant-scope-first': tenantScopeFirst,
  },
};
