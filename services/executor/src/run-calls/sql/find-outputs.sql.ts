import type { Statement } from '@ebbflow/persistence';

export const findOutputs: Statement = {
  name: 'find-outputs',
  text: `
    select run.state, run.status, output.outputs_sealed, output.key_version
    from executor.run
    left join executor.run_output as output
      on output.tenant_id = run.tenant_id and output.run_id = run.id and output.expires_at > now()
    where run.tenant_id = $1 and run.id = $2`,
};
