import type { Statement } from '@ebbflow/persistence';

export const deleteApiKey: Statement = {
  name: 'delete-api-key',
  text: `
    update gateway.hook
       set api_keys = (select coalesce(jsonb_agg(key), '[]') from jsonb_array_elements(api_keys) as key where key ->> 'name' <> $3),
           updated_at = $4
     where tenant_id = $1 and id = $2
    returning token`,
};
