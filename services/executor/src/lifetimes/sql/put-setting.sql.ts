import type { Statement } from '@ebbflow/persistence';

/** Under the lock of the tenant's lifetimes. $1 tenant, $2 level, $3 object, $4 to $8 days in the order of the columns, $9 now, $10 by */
export const putSetting: Statement = {
  name: 'put-lifetime-setting',
  text: `
    insert into executor.lifetime_setting as setting
      (tenant_id, level, object_id, gateway_logs, incomplete_runs, notifications, activity, execution_details, revision, updated_at, updated_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)
    on conflict (tenant_id, level, object_id) do update
      set gateway_logs = excluded.gateway_logs, incomplete_runs = excluded.incomplete_runs, notifications = excluded.notifications,
          activity = excluded.activity, execution_details = excluded.execution_details, revision = setting.revision + 1,
          updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
};
