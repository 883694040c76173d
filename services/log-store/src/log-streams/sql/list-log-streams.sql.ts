import type { Statement } from '@ebbflow/persistence';
import { LOG_STREAM_COLUMNS } from '../log-stream-row.ts';

/** $1 tenant, $2 one stream, or null for all */
export const listLogStreams: Statement = {
  name: 'list-log-streams',
  text: `
    select ${LOG_STREAM_COLUMNS} from log_store.log_stream as stream
    where tenant_id = $1 and ($2::text is null or id = $2) order by id`,
};
