import type { Statement } from '@ebbflow/persistence';
import { ERASURE_COLUMNS } from './erasure-columns.ts';

export const findErasure: Statement = {
  name: 'find-erasure',
  text: `select ${ERASURE_COLUMNS} from retention.erasure where id = $1`,
};

export const findErasureUnderWay: Statement = {
  name: 'find-erasure-under-way',
  text: `select id from retention.erasure where subject_digest = $1 and state not in ('done', 'withdrawn')`,
};
