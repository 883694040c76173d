import type { ErasureMap } from '@ebbflow/service-host/erasure';

/** How erasures reach what the executor keeps. */
export const EXECUTOR_ERASURE_MAP: ErasureMap = {
  impersonal: {
    dead_letter: 'taken by the organisation its message names',
    inbox: 'ids of events',
    outbox_cursor: 'a position',
    replica: 'processes of the installation',
    restore_mark: 'which database this is',
  },
  // What is queued, waits or runs: a worker whose row is gone holds a lease that is worth nothing.
  first: ['schedule', 'run_journal', 'run_call', 'run_callback', 'run_output', 'run'],
  people: [
    { table: 'custom_variable', column: 'updated_by', how: 'empty' },
    { table: 'data_store', column: 'updated_by', how: 'empty' },
    { table: 'data_store_record', column: 'updated_by', how: 'empty' },
    { table: 'data_structure', column: 'updated_by', how: 'empty' },
    { table: 'incomplete_execution', column: 'updated_by', how: 'empty' },
    { table: 'lifetime_setting', column: 'updated_by', how: 'empty' },
    { table: 'scenario', column: 'owner_id', how: 'empty' },
    { table: 'scenario', column: 'updated_by', how: 'empty' },
    { table: 'scenario_draft', column: 'updated_by', how: 'empty' },
    { table: 'scenario_folder', column: 'updated_by', how: 'empty' },
    { table: 'scenario_search_key', column: 'updated_by', how: 'empty' },
    { table: 'scenario_version', column: 'created_by', how: 'empty' },
    { table: 'schedule', column: 'changed_by', how: 'empty' },
  ],
  blobs: 'shared',
  caches: {
    'payload keys': 'in memory, at most a minute after the last use',
    'compiled scenarios': 'in memory, until the process ends or the scenario changes; blueprints, no data of runs',
  },
};
