import type { ScannableTable } from './scannable-tables.sql.ts';

/** How many rows hold any of the needles ($1, lower case) in any column. Names come from the catalogue and are quoted. */
export function countHits({ schema, table, texts, bytes }: ScannableTable): string {
  const looks = [
    ...(texts ?? []).map((column) => `strpos(lower(${quoted(column)}::text), needle) > 0`),
    ...(bytes ?? []).map((column) => `position(convert_to(needle, 'UTF8') in ${quoted(column)}) > 0`),
  ];
  return `
    select count(*)::int as hits from ${quoted(schema)}.${quoted(table)}
    where exists (select from unnest($1::text[]) as needle where ${looks.join(' or ')})`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
