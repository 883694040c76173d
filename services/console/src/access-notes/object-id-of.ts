import { ID_PREFIXES } from '@ebbflow/kernel';

const ID = /^([a-z]{3})_[0-9a-f]{32}$/;

/** The last part of the path that is an id of ours. Anything else that stands in a path, such as the key of a record, may be somebody's address. */
export function objectIdOf(path: string): string | null {
  const [pathname = ''] = path.split('?');
  return pathname.split('/').findLast(isOurs) ?? null;
}

function isOurs(part: string): boolean {
  const [, prefix = ''] = ID.exec(part) ?? [];
  return Object.hasOwn(ID_PREFIXES, prefix);
}
