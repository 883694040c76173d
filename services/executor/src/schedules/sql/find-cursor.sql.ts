import type { Statement } from '@ebbflow/persistence';

export const findCursor: Statement = {
  name: 'find-cursor',
  text: `
    select module, cursor_sealed as sealed, key_version as "keyVersion", revision, chosen_at as "chosenAt", moved_at as "movedAt"
    from executor.trigger_cursor
    where tenant_id = $1 and scenario_id = $2 and module_id = $3`,
};
