import type { Statement } from '@ebbflow/persistence';

/** From state $2 to $3, and nothing when it is in another by now. Times that are null stay as they are. */
export const moveErasure: Statement = {
  name: 'move-erasure',
  text: `
    update retention.erasure set state = $3, approved_by = coalesce($4, approved_by), approved_at = coalesce($5, approved_at),
      begins_at = coalesce($6, begins_at), shredded_at = coalesce($7, shredded_at), deleted_at = coalesce($8, deleted_at)
    where id = $1 and state = $2 returning id`,
};
