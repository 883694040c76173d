import { type CursorStart, defineModule, isBundle, readCursorStart, type Value } from '@ebbflow/connector-sdk';
import { ARTICLE_FIELDS, type Article } from '../feed/article.ts';
import { fetchFeed } from '../feed/fetch-feed.ts';
import { readLimit } from '../feed/read-limit.ts';

/** Articles looked at, and so ids the cursor may hold. What stands further down in a feed is old: feeds list the newest first. */
const MOST_ARTICLES = 2_000;

/**
 * Articles that were not there at the last reading, oldest first, so that a scenario handles them in the order they were
 * written. The cursor holds the ids of those that were given or stood in the feed at the first reading: dates alone would lose
 * articles that come late or carry none. What goes past `maxResults` waits for the next reading.
 *
 * The first reading gives the newest `maxResults` and counts the rest as read, unless somebody chose where to start.
 */
export const newArticle = defineModule({
  name: 'rss:TriggerNewArticle',
  versions: [1, 2, 3, 4],
  kind: 'polling-trigger',
  label: 'Watch RSS feed items',
  fields: { parameters: ['url', 'username', 'password', 'maxResults', 'include', 'gzip'], output: ARTICLE_FIELDS },
  async run({ parameters, mapped }, context) {
    const fields = { ...parameters, ...mapped };
    const limit = readLimit(fields);
    const { articles: all, transferBytes } = await fetchFeed(fields, context);
    const articles = [...new Map(all.slice(0, MOST_ARTICLES).map((article) => [article.id, article])).values()];
    const start = readCursorStart(context.cursor);
    const seen = start === undefined ? readSeen(context.cursor) : seenBefore(start, oldestFirst(articles));
    const unseen = oldestFirst(articles.filter(({ id }) => seen?.has(id) !== true));
    const given = seen === undefined ? unseen.slice(-limit) : unseen.slice(0, limit);
    const isRead = new Set([...(seen ?? unseen.map(({ id }) => id)), ...given.map(({ id }) => id)]);
    // What left the feed need not be remembered; what is in it must be, or it would come again.
    const remembered = articles.map(({ id }) => id).filter((id) => isRead.has(id));
    return {
      bundles: given.map(({ bundle }) => bundle),
      transferBytes,
      cursor: { seen: remembered },
    };
  },
});

function oldestFirst(articles: readonly Article[]): readonly Article[] {
  // Feeds list the newest first; the sort is stable, so that this order decides where dates do not.
  return articles.toReversed().sort((left, right) => (left.dateMs ?? 0) - (right.dateMs ?? 0));
}

function readSeen(cursor: Value): ReadonlySet<string> | undefined {
  const seen = isBundle(cursor) ? cursor['seen'] : undefined;
  return Array.isArray(seen) ? new Set(seen.filter((id) => typeof id === 'string')) : undefined;
}

/** What counts as read where a person has chosen the start. */
function seenBefore(start: CursorStart, articles: readonly Article[]): ReadonlySet<string> {
  switch (start.kind) {
    case 'all':
      return new Set();
    case 'since':
      return idsOf(articles.filter(({ dateMs }) => (dateMs ?? 0) <= start.instant.getTime()));
    case 'after':
      return idsOf(articles.slice(0, articles.findIndex((article) => isNamed(article, start.id)) + 1));
  }
}

function idsOf(articles: readonly Article[]): ReadonlySet<string> {
  return new Set(articles.map(({ id }) => id));
}

/** By what a person sees of it; our own ids are digests. */
function isNamed({ bundle }: Article, name: string): boolean {
  return bundle['guid'] === name || bundle['url'] === name;
}
