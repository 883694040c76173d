import type { ProcessingRegister } from '@ebbflow/contracts';
import { type CategoryId, retentionPolicy } from '@ebbflow/policy';

type Lifetime = ProcessingRegister['activities'][number]['lifetimes'][number];

/** The lifetime of a category as the notice and the registers show it. */
export function lifetimeOf(id: CategoryId): Lifetime {
  const { title, ttl, from } = retentionPolicy().category(id);
  return { category: id, title, ttl: ttl.toString(), from };
}
