import type { Statement } from '@ebbflow/persistence';

export const noteErasedTenant: Statement = {
  name: 'note-erased-tenant',
  text: `
    insert into vault.erased_tenant (tenant_digest, erased_at) values (sha256(convert_to($1::text, 'UTF8')), $2)
    on conflict (tenant_digest) do nothing`,
};
