import { getMetadataArgsStorage, type DataSource } from 'typeorm';
import { tagOf, type ColumnTag } from './personal.ts';

export interface ColumnDescription {
  readonly entity: string;
  readonly property: string;
  /** Undefined: nobody has decided yet, and the check fails. */
  readonly tag: ColumnTag | undefined;
}

/** The same in every table, and decided here once: they identify or date a row and say nothing about a person. */
const STRUCTURAL = new Set(['id', 'tenantId', 'createdAt', 'updatedAt', 'keyVersion']);

/** Every column of the data source's entities with its tag. Needs no connection. */
export function describeColumns(dataSource: Pick<DataSource, 'options'>): ColumnDescription[] {
  const entities = Object.values(dataSource.options.entities ?? {}).filter((entity) => typeof entity === 'function');
  const { columns } = getMetadataArgsStorage();
  return entities.flatMap((entity) =>
    columns
      .filter(({ target }) => typeof target === 'function' && (target === entity || entity.prototype instanceof target))
      .map(({ propertyName }) => ({
        entity: entity.name,
        property: propertyName,
        tag: tagOf(entity, propertyName) ?? (STRUCTURAL.has(propertyName) ? 'not-personal' : undefined),
      })),
  );
}

/** `Entity.property` of every column without a decision; a test of each service expects none. */
export function untaggedColumns(dataSource: Pick<DataSource, 'options'>): string[] {
  return describeColumns(dataSource)
    .filter(({ tag }) => tag === undefined)
    .map(({ entity, property }) => `${entity}.${property}`);
}
