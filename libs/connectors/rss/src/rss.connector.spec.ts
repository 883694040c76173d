import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  cursorOfStart,
  type Bundle,
  type ModuleDefinition,
  type ModuleResult,
  type Value,
} from '@ebbflow/connector-sdk';
import { anOutside, type Outside } from '@ebbflow/testing';
import { rssConnector } from './rss.connector.ts';

const item = (n: number, more = ''): string =>
  `<item><title>No. ${String(n)}</title><guid>g${String(n)}</guid><link>https://example.org/${String(n)}</link>
   <pubDate>${new Date(Date.UTC(2026, 0, n)).toUTCString()}</pubDate>${more}</item>`;
const rss = (...items: string[]): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:itunes="x"><channel><title>T</title>${items.join('')}</channel></rss>`;

describe('the RSS app', () => {
  let server: Server;
  let outside: Outside;
  let body: string | Buffer;
  let status: number;
  let headers: Record<string, string>;
  let seenHeaders: IncomingHttpHeaders[];
  let url: string;

  beforeEach(async () => {
    [status, headers, seenHeaders] = [200, { 'content-type': 'application/xml' }, []];
    server = createServer((request, response) => {
      seenHeaders.push(request.headers);
      response.writeHead(status, headers).end(body);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/feed`;
    outside = anOutside();
  });
  afterEach(async () => {
    await outside.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const run = (name: string, mapped: Bundle, parameters: Bundle, cursor?: Value): Promise<ModuleResult> => {
    const module = rssConnector.modules.find((candidate) => candidate.name === name) as ModuleDefinition;
    return module.run({ mapped, parameters }, { ...outside.context, cursor });
  };
  const read = async (mapped: Bundle = {}, parameters: Bundle = {}): Promise<readonly Bundle[]> =>
    (await run('rss:ActionReadArticles', { url, maxResults: '10', ...mapped }, parameters)).bundles;

  describe('rss:ActionReadArticles', () => {
    it('reads RSS 2.0 with its usual extensions', async () => {
      body = rss(
        item(
          2,
          `<description>Short &amp; &lt;b&gt;sweet&lt;/b&gt;</description><dc:creator>Ada</dc:creator>
           <content:encoded><![CDATA[<p>Long & wide</p>]]></content:encoded><category>a</category><category domain="x">b</category>
           <enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="7"/><itunes:duration>12:01</itunes:duration>
           <itunes:image href="https://example.org/a.png"/><source url="https://example.org/s">S</source>`,
        ),
      );
      expect((await read({}, { include: 'itunes' }))[0]).toEqual({
        title: 'No. 2',
        description: '<p>Long & wide</p>',
        summary: 'Short & <b>sweet</b>',
        author: 'Ada',
        url: 'https://example.org/2',
        dateCreated: new Date('2026-01-02'),
        dateUpdated: new Date('2026-01-02'),
        comments: null,
        guid: 'g2',
        image: { url: 'https://example.org/a.png' },
        categories: ['a', 'b'],
        source: { url: 'https://example.org/s', title: 'S' },
        enclosures: [{ url: 'https://example.org/a.mp3', type: 'audio/mpeg', length: '7' }],
        itunes: { duration: '12:01', image: { href: 'https://example.org/a.png' } },
      });
    });

    it('reads Atom, with text, escaped HTML and XHTML', async () => {
      body = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title type="html">A &amp;amp; B</title>
        <summary>plain &amp; simple</summary><content type="xhtml"><div>Hi <em>you</em></div></content>
        <link rel="enclosure" href="https://example.org/f" length="3"/><link href="https://example.org/1"/>
        <author><name>Bo</name></author><category term="t"/><published>2026-01-02T03:04:05Z</published>
        <updated>2026-02-02T03:04:05+01:00</updated></entry></feed>`;
      expect((await read())[0]).toMatchObject({
        title: 'A &amp; B',
        summary: 'plain & simple',
        description: '<div>Hi <em>you</em></div>',
        url: 'https://example.org/1',
        author: 'Bo',
        categories: ['t'],
        dateCreated: new Date('2026-01-02T03:04:05Z'),
        dateUpdated: new Date('2026-02-02T02:04:05Z'),
        enclosures: [{ url: 'https://example.org/f', length: '3' }],
      });
    });

    it('reads RDF, where the items stand beside the channel', async () => {
      body = `<rdf:RDF><channel><title>T</title></channel>
        <item rdf:about="https://example.org/1"><title>One</title><dc:date>2026-01-02</dc:date></item></rdf:RDF>`;
      expect((await read())[0]).toMatchObject({
        title: 'One',
        guid: 'https://example.org/1',
        dateCreated: new Date('2026-01-02'),
      });
    });

    it('gives what lies within the dates, in the order of the feed, up to the number asked for', async () => {
      body = rss(item(5), item(4), item(3), item(2), '<item><title>undated</title><pubDate>soon</pubDate></item>');
      const titles = async (mapped: Bundle): Promise<unknown> => (await read(mapped)).map((bundle) => bundle['title']);
      expect(await titles({ filterDateFrom: new Date('2026-01-03'), filterDateTo: '2026-01-04' })).toEqual([
        'No. 4',
        'No. 3',
        'undated',
      ]);
      expect(await titles({ maxResults: 2 })).toEqual(['No. 5', 'No. 4']);
      await expect(read({ filterDateFrom: 'hunter2' })).rejects.toMatchObject({
        errorClass: 'DataError',
        message: expect.not.stringContaining('hunter2') as string,
      });
    });

    it('reads a long article with many escapes', async () => {
      body = rss(item(1, `<description>${'&lt;i&gt;&#65;&amp;'.repeat(100_000)}</description>`));
      const [article] = await read();
      expect((article?.['summary'] as string).length).toBe(500_000);
    });

    it('goes in with name and password and asks for a packed answer', async () => {
      body = rss();
      expect(await read({ username: 'ada', password: 'p', gzip: true })).toEqual([]);
      expect(seenHeaders[0]).toMatchObject({
        authorization: `Basic ${Buffer.from('ada:p').toString('base64')}`,
        'accept-encoding': 'gzip, deflate, br',
      });
    });

    it.each([
      ['of its first line', '<?xml version="1.0" encoding="iso-8859-1"?>', 'application/xml'],
      ['of HTTP', '', 'text/xml; charset=iso-8859-1'],
    ])('reads the character set %s', async (_where, prolog, contentType) => {
      headers = { 'content-type': contentType };
      body = Buffer.from(`${prolog}<rss><channel><item><title>caf\xe9</title></item></channel></rss>`, 'latin1');
      expect((await read())[0]).toMatchObject({ title: 'café' });
    });

    it.each([
      ['a page', '<html><body>hunter2</body></html>'],
      ['no XML', 'hunter2 <'],
      [
        'a bomb',
        '<!DOCTYPE x [<!ENTITY a "hunter2"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
      ],
      ['a well', `<rss><channel><item>${'<a>'.repeat(5_000)}`],
    ])('calls %s what it is, and quotes nothing of it', async (_what, document) => {
      body = document;
      await expect(read()).rejects.toMatchObject({
        errorClass: 'DataError',
        message: expect.not.stringContaining('hunter2') as string,
      });
    });

    it('gives answers of error the class an author knows', async () => {
      [status, body, headers] = [429, '', { 'retry-after': '9' }];
      await expect(read()).rejects.toMatchObject({ errorClass: 'RateLimitError', retryAfterMs: 9_000 });
      status = 404;
      await expect(read()).rejects.toMatchObject({ errorClass: 'RuntimeError' });
      await expect(read({ url: 'feed' })).rejects.toMatchObject({ errorClass: 'DataError' });
    });
  });

  describe('rss:TriggerNewArticle', () => {
    const poll = async (cursor?: Value): Promise<{ titles: Value[]; cursor: Value }> => {
      const result = await run('rss:TriggerNewArticle', {}, { url, maxResults: 2 }, cursor);
      // As the executor keeps it.
      const kept = JSON.parse(JSON.stringify(result.cursor)) as Value;
      return { titles: result.bundles.map((bundle) => bundle['title']), cursor: kept };
    };

    it('gives each article once, oldest first, and leaves for the next time what is too much for one', async () => {
      body = rss(item(3), item(2), item(1));
      const first = await poll();
      expect(first.titles).toEqual(['No. 2', 'No. 3']);
      expect((await poll(first.cursor)).titles).toEqual([]);
      body = rss(item(6), item(5), item(4), item(3), item(2));
      const second = await poll(first.cursor);
      expect(second.titles).toEqual(['No. 4', 'No. 5']);
      const third = await poll(second.cursor);
      expect(third.titles).toEqual(['No. 6']);
      expect((await poll(third.cursor)).titles).toEqual([]);
    });

    it('finds an article that comes late, and one without a date or a name', async () => {
      body = rss(item(9), item(8));
      const { cursor } = await poll();
      body = rss(item(9), item(8), item(1), '<item><description>nameless</description></item>');
      const next = await poll(cursor);
      expect(next.titles).toEqual([null, 'No. 1']);
      expect((await poll(next.cursor)).titles).toEqual([]);
    });

    it('begins where somebody chose to start', async () => {
      body = rss(item(4), item(3), item(2), item(1), '<item><title>undated</title></item>');
      const from = async (start: Parameters<typeof cursorOfStart>[0]): Promise<Value[]> =>
        (await poll(cursorOfStart(start))).titles;
      expect(await from({ kind: 'all' })).toEqual(['undated', 'No. 1']);
      expect(await from({ kind: 'since', instant: new Date('2026-01-02T00:00:00Z') })).toEqual(['No. 3', 'No. 4']);
      expect(await from({ kind: 'since', instant: new Date('2026-02-01T00:00:00Z') })).toEqual([]);
      expect(await from({ kind: 'after', id: 'g3' })).toEqual(['No. 4']);
      expect(await from({ kind: 'after', id: 'gone' })).toEqual(['undated', 'No. 1']);
      const first = await poll(cursorOfStart({ kind: 'after', id: 'g1' }));
      expect([first.titles, (await poll(first.cursor)).titles]).toEqual([['No. 2', 'No. 3'], ['No. 4']]);
    });

    it('does not take an article twice that stands in the feed twice', async () => {
      body = rss(item(1), item(1));
      expect((await poll()).titles).toEqual(['No. 1']);
    });
  });
});
