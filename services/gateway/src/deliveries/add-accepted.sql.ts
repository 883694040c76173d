import type { Statement } from '@ebbflow/persistence';

export const addAccepted: Statement = {
  name: 'add-accepted',
  text: `
    update gateway.hook set accepted_count = accepted_count + new.count
      from unnest($1::text[], $2::text[], $3::int[]) as new (tenant_id, id, count)
     where hook.tenant_id = new.tenant_id and hook.id = new.id`,
};
