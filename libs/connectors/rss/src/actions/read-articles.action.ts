import { defineModule, ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';
import { ARTICLE_FIELDS } from '../feed/article.ts';
import { fetchFeed } from '../feed/fetch-feed.ts';
import { readLimit } from '../feed/read-limit.ts';

/** The articles a feed has now, in its order, within the given dates. An article without a date is within any. */
export const readArticles = defineModule({
  name: 'rss:ActionReadArticles',
  versions: [1, 2, 3, 4],
  kind: 'search',
  label: 'Retrieve RSS feed items',
  fields: {
    parameters: ['include'],
    mapper: ['url', 'username', 'password', 'filterDateFrom', 'filterDateTo', 'maxResults', 'gzip'],
    output: ARTICLE_FIELDS,
  },
  async run({ mapped, parameters }, context) {
    const from = readInstant(mapped, 'filterDateFrom') ?? -Infinity;
    const to = readInstant(mapped, 'filterDateTo') ?? Infinity;
    const limit = readLimit(mapped);
    const { articles, transferBytes } = await fetchFeed({ ...mapped, include: parameters['include'] }, context);
    const within = articles.filter(({ dateMs }) => dateMs === undefined || (dateMs >= from && dateMs <= to));
    return { bundles: within.slice(0, limit).map(({ bundle }) => bundle), transferBytes };
  },
});

function readInstant(fields: Bundle, key: string): number | undefined {
  const value = fields[key];
  const text = value instanceof Date ? value.toISOString() : readText(fields, key);
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new ModuleError('DataError', `The field "${key}" must be a date.`);
  return instant;
}
