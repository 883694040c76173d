import type { Statement } from '@ebbflow/persistence';

export const findRequestKeys: Statement = {
  name: 'find-request-keys',
  text: `
    select run.id, run.request_key as "requestKey"
    from unnest($1::text[], $2::text[]) as ended (tenant_id, run_id)
    join executor.run on run.tenant_id = ended.tenant_id and run.id = ended.run_id`,
};
