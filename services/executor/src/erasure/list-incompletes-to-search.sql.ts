import type { Statement } from '@ebbflow/persistence';

export interface ListedIncomplete {
  readonly id: string;
  readonly run_id: string;
  readonly scenario_id: string;
  readonly content_version: number;
  readonly content_sealed: Buffer | null;
  readonly key_version: number | null;
}

export const listIncompletesToSearch: Statement = {
  name: 'list-incompletes-to-search',
  text: `
    select id, run_id, scenario_id, content_version, content_sealed, key_version from executor.incomplete_execution
    where tenant_id = $1 and id > $2 and content_sealed is not null order by id limit 50`,
};
