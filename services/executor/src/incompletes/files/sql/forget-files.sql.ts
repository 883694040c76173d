import type { Statement } from '@ebbflow/persistence';

export const forgetFiles: Statement = {
  name: 'forget-incomplete-files',
  text: `
    delete from executor.incomplete_file as file using unnest($1::text[], $2::text[], $3::text[]) as gone (tenant_id, incomplete_id, blob_id)
    where file.tenant_id = gone.tenant_id and file.incomplete_id = gone.incomplete_id and file.blob_id = gone.blob_id`,
};
