/** What is true of a column that can hold data about a person; the erasure plan and the Article 30 register are made from these. */
export interface PersonalTag {
  /** Whose data it is. */
  readonly subject: 'user' | 'end-user' | 'contact';
  /** Why it is kept, in a few words a data subject understands. */
  readonly purpose: string;
  /** How it goes: `shred` = its key is destroyed, `delete` = the row is deleted, `keep-under-hold` = kept while the law demands it. */
  readonly erase: 'shred' | 'delete' | 'keep-under-hold';
}

export type ColumnTag = PersonalTag | 'not-personal';

const tags = new WeakMap<object, Map<string, ColumnTag>>();

/** Marks an entity's column as data about a person. */
export function Personal(tag: PersonalTag): PropertyDecorator {
  return (target, property) => setTag(target.constructor, String(property), tag);
}

/**
 * Says that somebody looked at this column and that it holds nothing about a person. On a class it takes the names of
 * several properties; there is no way to say it of all columns at once, so that a new column always needs a decision.
 */
export function NotPersonal(...properties: readonly string[]): PropertyDecorator & ClassDecorator {
  return (target: object, property?: string | symbol) => {
    if (property === undefined) for (const name of properties) setTag(target, name, 'not-personal');
    else setTag(target.constructor, String(property), 'not-personal');
  };
}

/** The tag of a property, also when it was set on a parent class. */
export function tagOf(entity: object, property: string): ColumnTag | undefined {
  for (let type: object | null = entity; type; type = Object.getPrototypeOf(type) as object | null) {
    const tag = tags.get(type)?.get(property);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

function setTag(entity: object, property: string, tag: ColumnTag): void {
  const known = tags.get(entity) ?? new Map<string, ColumnTag>();
  known.set(property, tag);
  tags.set(entity, known);
}
