import type { Statement } from '@ebbflow/persistence';

/** A user's reading goes forward only, whatever order two browsers say it in. */
export const advanceReader: Statement = {
  name: 'advance-reader',
  text: `
    insert into log_store.notification_reader (tenant_id, user_id, read_until)
    values ($1, $2, $3)
    on conflict (tenant_id, user_id) do update set read_until = greatest(notification_reader.read_until, excluded.read_until)`,
};
