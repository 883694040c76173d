import type { Statement } from '@ebbflow/persistence';

export interface SettingRow {
  readonly level: 'organisation' | 'team' | 'scenario';
  readonly gateway_logs: number | null;
  readonly incomplete_runs: number | null;
  readonly notifications: number | null;
  readonly activity: number | null;
  readonly execution_details: number | null;
  readonly revision: number;
  readonly updatedAt: Date;
  readonly updatedBy: string | null;
}

/** Those of the organisation, of one team and of one scenario; the latter two may be null. $1 tenant, $2 team, $3 scenario */
export const findSettings: Statement = {
  name: 'find-lifetime-settings',
  text: `
    select level, gateway_logs, incomplete_runs, notifications, activity, execution_details, revision,
           updated_at as "updatedAt", updated_by as "updatedBy"
      from executor.lifetime_setting
     where tenant_id = $1
       and (level = 'organisation' or (level = 'team' and object_id = $2) or (level = 'scenario' and object_id = $3))`,
};
