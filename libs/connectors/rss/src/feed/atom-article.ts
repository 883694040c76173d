import type { Bundle } from '@ebbflow/connector-sdk';
import { articleId, readDate, type Article } from './article.ts';
import { attribute, childText, nodesOf, unescapeText, type XmlNode } from './xml-node.ts';

/** An `entry` of Atom (RFC 4287). */
export function atomArticle(entry: XmlNode): Article {
  const title = textConstruct(entry, 'title');
  const summary = textConstruct(entry, 'summary');
  const links = nodesOf(entry, 'link');
  const linkOf = (relation: string): string | undefined => {
    const link = links.find((candidate) => (attribute(candidate, 'rel') ?? 'alternate') === relation);
    return link && attribute(link, 'href');
  };
  const url = linkOf('alternate');
  const updated = readDate(childText(entry, 'updated', 'modified'));
  const created = readDate(childText(entry, 'published', 'issued', 'created')) ?? updated;
  const [author] = nodesOf(entry, 'author');
  const bundle: Bundle = {
    title: title ?? null,
    description: textConstruct(entry, 'content') ?? summary ?? null,
    summary: summary ?? null,
    author: (author && childText(author, 'name', 'email')) ?? null,
    url: url ?? null,
    dateCreated: created ?? null,
    dateUpdated: updated ?? null,
    comments: linkOf('replies') ?? null,
    guid: childText(entry, 'id') ?? null,
    image: null,
    categories: nodesOf(entry, 'category').flatMap(
      (category) => attribute(category, 'label') ?? attribute(category, 'term') ?? [],
    ),
    source: null,
    enclosures: links
      .filter((link) => attribute(link, 'rel') === 'enclosure')
      .map((link) => ({
        url: attribute(link, 'href') ?? null,
        type: attribute(link, 'type') ?? null,
        length: attribute(link, 'length') ?? null,
      })),
  };
  return { id: articleId(childText(entry, 'id'), url, title), dateMs: (created ?? updated)?.getTime(), bundle };
}

/** Text, escaped HTML, or XHTML in a `div`; the last one is kept as markup. */
function textConstruct(entry: XmlNode, name: string): string | undefined {
  const raw = childText(entry, name);
  if (raw === undefined) return undefined;
  const [node] = nodesOf(entry, name);
  const type = (node && attribute(node, 'type')) ?? 'text';
  const text = type === 'xhtml' ? raw : unescapeText(raw);
  return text === '' ? undefined : text;
}
