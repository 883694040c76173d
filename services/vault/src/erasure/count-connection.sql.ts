import type { Statement } from '@ebbflow/persistence';

export const countConnection: Statement = {
  name: 'count-connection',
  text: `
    select (select count(*)::int from vault.connection where tenant_id = $1 and id = $2) as connections,
      (select count(*)::int from vault.connection_use where tenant_id = $1 and connection_id = $2) as uses`,
};
