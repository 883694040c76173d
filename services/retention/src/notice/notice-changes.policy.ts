import type { NoticeChanges } from '@ebbflow/contracts';
import type { NoticeText } from './notice-text.ts';

type Change = NoticeChanges['changes'][number];
type Line = readonly [part: string, id: string, text: string];

/** What differs between two texts, line by line, in the order of the later one; what is gone stands at the end of its part. */
export function noticeChanges(before: NoticeText, after: NoticeText): Change[] {
  const was = new Map(linesOf(before).map((line) => [keyOf(line), line]));
  const is = new Map(linesOf(after).map((line) => [keyOf(line), line]));
  const changed = [...is].flatMap(([key, [part, id, text]]): Change[] => {
    const old = was.get(key)?.[2] ?? null;
    return old === text ? [] : [{ part, id, before: old, after: text }];
  });
  const gone = [...was].flatMap(([key, [part, id, text]]): Change[] =>
    is.has(key) ? [] : [{ part, id, before: text, after: null }],
  );
  return [...changed, ...gone];
}

/** A claim that moved to another chapter is the same claim, so the chapter is no part of what a line is. */
function keyOf([part, id]: Line): string {
  return /^C\d\d$/.test(id) ? id : `${part}/${id}`;
}

function linesOf({ operator, place, chapters, lifetimes, cookies, processors }: NoticeText): Line[] {
  return [
    ...chapters.flatMap(({ title, claims }) => claims.map(({ id, sentence }): Line => [title, id, sentence])),
    ...fieldsOf('Operator', operator),
    ...fieldsOf('Place', place),
    ...lifetimes.map(({ title, ttl, from }): Line => ['Lifetimes', title, `${ttl}, from ${from}`]),
    ...cookies.map(({ name, title, ttl }): Line => [
      'Cookies',
      name,
      `${title}: ${ttl ?? 'until the browser is closed'}`,
    ]),
    ...processors.map(({ id, title, purpose, data, declared }): Line => {
      // Named one by one: what was read back from the database has its fields in another order.
      const { name = null, place = null, agreement = null, transfer = null } = declared ?? {};
      const said = [title, purpose, data.join(', '), name, place, agreement, transfer];
      return ['Processors', id, said.filter((text) => text !== null).join(' · ')];
    }),
  ];
}

function fieldsOf(part: string, fields: object | null): Line[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]: [string, string | string[] | null]): Line[] =>
    value === null || value.length === 0 ? [] : [[part, name, [value].flat().join(', ')]],
  );
}
