import type { Statement } from '@ebbflow/persistence';

export const linkStructure: Statement = {
  name: 'link-structure',
  text: `
    insert into executor.hook_structure (tenant_id, hook_id, structure_id, pushed_revision)
    values ($1, $2, $3, $4)
    on conflict (tenant_id, hook_id) do update
      set structure_id = excluded.structure_id, pushed_revision = excluded.pushed_revision`,
};
