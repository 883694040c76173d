import type { Statement } from '@ebbflow/persistence';
import { INCOMPLETE_COLUMNS } from '../incomplete-execution.ts';

/** Other content for a pending one that nobody has changed since revision $3. */
export const editIncomplete: Statement = {
  name: 'edit-incomplete',
  text: `
    update executor.incomplete_execution
    set content_sealed = $4, key_version = $5, content_version = $6, bytes = octet_length($4::bytea), revision = revision + 1,
      updated_at = $7, updated_by = $8
    where tenant_id = $1 and id = $2 and revision = $3 and state = 'pending'
    returning ${INCOMPLETE_COLUMNS}`,
};
