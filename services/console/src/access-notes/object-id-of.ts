import { ID_PREFIXES } from '@ebbflow/kernel';

const ID = new RegExp(`^(?:${Object.keys(ID_PREFIXES).join('|')})_[0-9a-f]{32}$`);

/** The last part of the path that is an id of ours. Anything else that stands in a path, such as the key of a record, may be somebody's address. */
export function objectIdOf(path: string): string | null {
  const [pathname = ''] = path.split('?');
  return pathname.split('/').findLast((part) => ID.test(part)) ?? null;
}
