import type { Statement } from '@ebbflow/persistence';

export interface WrappedKeyCounts {
  readonly total: number;
  readonly toRewrap: number;
}

/** Keys that are not destroyed, and those of them that do not lie under generation $1. */
export const countWrappedKeys: Statement = {
  name: 'count-wrapped-keys',
  text: `
    select count(*)::int as total, (count(*) filter (where wrapping_generation is distinct from $1::int))::int as "toRewrap"
      from vault.tenant_key where state = 'active'`,
};
