import type { Bundle, Value } from '@ebbflow/connector-sdk';
import { articleId, EXTENSION_PREFIXES, readDate, type Article, type Extension } from './article.ts';
import { asNode, attribute, childrenOf, childText, nodesOf, type XmlNode } from './xml-node.ts';

/** An `item` of RSS 0.9x, 2.0 or RDF. */
export function rssArticle(item: XmlNode, extensions: readonly Extension[]): Article {
  const title = childText(item, 'title');
  const link = childText(item, 'link') ?? permalinkOf(item);
  const created = readDate(childText(item, 'pubDate', 'dc:date', 'dcterms:created'));
  const updated = readDate(childText(item, 'atom:updated', 'dcterms:modified')) ?? created;
  const summary = childText(item, 'description');
  const bundle: Bundle = {
    title: title ?? null,
    description: childText(item, 'content:encoded') ?? summary ?? null,
    summary: summary ?? null,
    author: childText(item, 'dc:creator', 'author', 'itunes:author') ?? null,
    url: link ?? null,
    dateCreated: created ?? null,
    dateUpdated: updated ?? null,
    comments: childText(item, 'comments') ?? null,
    guid: childText(item, 'guid') ?? attribute(item, 'rdf:about') ?? null,
    image: imageOf(item),
    categories: childrenOf(item, 'category')
      .concat(childrenOf(item, 'dc:subject'))
      .flatMap((category) => childText({ category }, 'category') ?? []),
    source: sourceOf(item),
    enclosures: nodesOf(item, 'enclosure').map((enclosure) => ({
      url: attribute(enclosure, 'url') ?? null,
      type: attribute(enclosure, 'type') ?? null,
      length: attribute(enclosure, 'length') ?? null,
    })),
  };
  for (const extension of extensions) {
    const { prefix, field } = EXTENSION_PREFIXES[extension];
    bundle[field] = extensionOf(item, prefix);
  }
  const id = articleId(childText(item, 'guid'), attribute(item, 'rdf:about'), link, `${title ?? ''}\n${summary ?? ''}`);
  return { id, dateMs: (created ?? updated)?.getTime(), bundle };
}

function permalinkOf(item: XmlNode): string | undefined {
  const [guid] = nodesOf(item, 'guid');
  const isAddress = guid === undefined || attribute(guid, 'isPermaLink') !== 'false';
  const text = childText(item, 'guid');
  return isAddress && text !== undefined && /^https?:/.test(text) ? text : undefined;
}

function imageOf(item: XmlNode): Value {
  const [media] = [
    ...nodesOf(item, 'media:thumbnail'),
    ...nodesOf(item, 'media:content'),
    ...nodesOf(item, 'itunes:image'),
  ];
  const url = (media && (attribute(media, 'url') ?? attribute(media, 'href'))) ?? childText(item, 'image');
  return url === undefined ? null : { url };
}

function sourceOf(item: XmlNode): Value {
  const [source] = nodesOf(item, 'source');
  return source === undefined
    ? null
    : { url: attribute(source, 'url') ?? null, title: childText(item, 'source') ?? null };
}

/** All elements of one namespace, under their names without it; an element with attributes alone gives those. */
function extensionOf(item: XmlNode, prefix: string): Bundle {
  return Object.fromEntries(
    Object.keys(item)
      .filter((name) => name.startsWith(prefix))
      .map((name) => {
        const values = childrenOf(item, name).map((child) => plain(child));
        return [name.slice(prefix.length), values.length === 1 ? values[0] : values];
      }),
  );
}

function plain(value: string | XmlNode): Value {
  if (typeof value === 'string') return value;
  const text = childText({ value }, 'value');
  if (text !== undefined) return text;
  return Object.fromEntries(
    Object.entries(asNode(value) ?? {}).flatMap(([name, child]) =>
      typeof child === 'string' ? [[name.replace(/^@|^\w+:/, ''), child] as const] : [],
    ),
  );
}
