import type { Statement } from '@ebbflow/persistence';

/** The newest hundred of one tenant. */
export const list{{pascalPlural}}: Statement = {
  name: 'list-{{plural}}',
  text: `
    select id, created_at as "createdAt"
      from {{schema}}.{{table}}
     where tenant_id = $1
     order by created_at desc, id desc
     limit 100`,
};
