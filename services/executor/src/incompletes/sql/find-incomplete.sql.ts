import type { Statement } from '@ebbflow/persistence';
import { INCOMPLETE_COLUMNS, incompletesKeptSince } from '../incomplete-execution.ts';

export const findIncomplete: Statement = {
  name: 'find-incomplete',
  text: `
    select ${INCOMPLETE_COLUMNS}, content_version, content_sealed, key_version
    from executor.incomplete_execution
    where tenant_id = $1 and id = $2 and created_at > $3
      and created_at > ${incompletesKeptSince('$4', '$5')}`,
};
