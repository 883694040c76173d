import type { Statement } from '@ebbflow/persistence';

/** In place of one of that name; nothing when there are $6 others already. */
export const putApiKey: Statement = {
  name: 'put-api-key',
  text: `
    update gateway.hook
       set api_keys = (select coalesce(jsonb_agg(key), '[]') from jsonb_array_elements(api_keys) as key where key ->> 'name' <> $3)
                      || jsonb_build_array($4::jsonb),
           updated_at = $5
     where tenant_id = $1 and id = $2
       and (jsonb_array_length(api_keys) < $6 or api_keys @> jsonb_build_array(jsonb_build_object('name', $3::text)))
    returning token`,
};
