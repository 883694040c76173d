import type { Statement } from '@ebbflow/persistence';

export interface CanaryRow {
  readonly plantedAt: Date;
  readonly state: string;
  readonly beginsAt: Date | null;
  readonly shreddedAt: Date | null;
  readonly finishedAt: Date | null;
}

export const findCanary: Statement = {
  name: 'find-canary',
  text: `
    select c.planted_at as "plantedAt", e.state, e.begins_at as "beginsAt", e.shredded_at as "shreddedAt", e.finished_at as "finishedAt"
      from retention.canary c join retention.erasure e on e.id = c.erasure_id`,
};
