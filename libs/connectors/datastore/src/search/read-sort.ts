import { isBundle, readList, readText, type Bundle, type DataStoreQuery } from '@ebbflow/connector-sdk';

/** `mapper.sort`: rows of `{key, order}`; anything that does not say descending is ascending. */
export function readSort(mapped: Bundle): NonNullable<DataStoreQuery['sort']> {
  return readList(mapped, 'sort').flatMap((row) => {
    if (!isBundle(row)) return [];
    const key = readText(row, 'key') ?? readText(row, 'column');
    const order = (readText(row, 'order') ?? 'asc').toLowerCase();
    return key === undefined ? [] : [{ key, order: order.startsWith('desc') ? ('desc' as const) : ('asc' as const) }];
  });
}
