import type { Statement } from '@ebbflow/persistence';
import { ERASURE_COLUMNS } from './erasure-columns.ts';

/** Newest first. $1 null: of everybody; else planned by, or about, this organisation. */
export const listErasures: Statement = {
  name: 'list-erasures',
  text: `
    select ${ERASURE_COLUMNS} from retention.erasure
    where id < $2 and ($1::text is null or requested_for = $1 or (subject_tenant = $1 and subject_kind <> 'user'))
    order by id desc limit $3`,
};
