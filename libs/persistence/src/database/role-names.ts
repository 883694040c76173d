import { BadIdentifierError } from '../persistence.errors.ts';

/** The four roles of a schema. Only the last three may log in; only the owner may change tables. */
export interface RoleNames {
  readonly owner: string;
  readonly app: string;
  readonly writer: string;
  readonly worker: string;
}

/** @throws BadIdentifierError unless it is a plain lower-case name; DDL cannot take parameters, so names are checked. */
export function checkIdentifier(kind: string, name: string): string {
  if (!/^[a-z][a-z0-9_]{0,47}$/.test(name)) throw new BadIdentifierError(kind);
  return name;
}

export function roleNames(schema: string): RoleNames {
  const stem = `ebb_${checkIdentifier('schema', schema)}`;
  return { owner: `${stem}_owner`, app: stem, writer: `${stem}_writer`, worker: `${stem}_worker` };
}
