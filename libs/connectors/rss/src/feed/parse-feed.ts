import { ModuleError } from '@ebbflow/connector-sdk';
import type { Article, Extension } from './article.ts';
import { atomArticle } from './atom-article.ts';
import { rssArticle } from './rss-article.ts';
import { asNode, nodesOf, parseXml } from './xml-node.ts';

/** The articles of an RSS, RDF or Atom document, in its order. @throws ModuleError DataError */
export function parseFeed(text: string, extensions: readonly Extension[]): readonly Article[] {
  const document = parseXml(text);
  const feed = asNode(document['feed']);
  if (feed !== undefined) return nodesOf(feed, 'entry').map(atomArticle);
  const root = asNode(document['rss']) ?? asNode(document['rdf:RDF']);
  const channel = root && asNode(root['channel']);
  if (root === undefined) {
    throw new ModuleError('DataError', 'What the address answers is no feed: neither RSS nor Atom.');
  }
  const items = [...(channel ? nodesOf(channel, 'item') : []), ...nodesOf(root, 'item')];
  return items.map((item) => rssArticle(item, extensions));
}
