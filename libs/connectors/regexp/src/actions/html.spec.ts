import type { Bundle, ModuleContext, ModuleDefinition } from '@ebbflow/connector-sdk';
import { convertHtmlToText } from './convert-html-to-text.action.ts';
import { getHtmlElements } from './get-html-elements.action.ts';
import { matchElements } from './match-elements.action.ts';

const bundles = async (module: ModuleDefinition, mapped: Bundle) =>
  (await module.run({ parameters: {}, mapped }, {} as ModuleContext)).bundles;

describe('regexp:HTMLToText', () => {
  const html =
    '<h1>Title</h1><p>One <b>two</b><br>three &amp; four <a href="https://x.example">link</a></p><ul><li>a<li>b</ul>';

  it('keeps the text, headings in capitals where asked', async () => {
    expect(await bundles(convertHtmlToText, { html, newline: 'lf', uppercaseHeadings: true })).toEqual([
      { text: 'TITLE\n\nOne two\nthree & four link [https://x.example]\n\n * a\n * b' },
    ]);
    expect(await bundles(convertHtmlToText, { html: '<h1>Title</h1>', uppercaseHeadings: false })).toEqual([
      { text: 'Title' },
    ]);
  });

  it('ends lines as asked', async () => {
    expect(await bundles(convertHtmlToText, { html: 'a<br>b', newline: 'crlf' })).toEqual([{ text: 'a\r\nb' }]);
    expect(await bundles(convertHtmlToText, { html: 'a<br>b', newline: 'cr' })).toEqual([{ text: 'a\rb' }]);
  });

  it('gives nothing of scripts and styles, and nothing for nothing', async () => {
    expect(await bundles(convertHtmlToText, { html: '<style>p{}</style><script>x()</script>a' })).toEqual([
      { text: 'a' },
    ]);
    expect(await bundles(convertHtmlToText, {})).toEqual([{ text: '' }]);
  });

  it('refuses markup that is nested without end, and pages without end', async () => {
    for (const html of ['<div>'.repeat(10_000), 'x'.repeat(5_000_000)]) {
      await expect(bundles(convertHtmlToText, { html })).rejects.toMatchObject({
        errorClass: 'DataError',
        message: expect.stringContaining('"html"') as string,
      });
    }
  });
});

describe('regexp:HTMLParser', () => {
  it('finds images, links and frames with their attributes', async () => {
    const html =
      '<p><a href="/a" title="A">one</a><img src="b.png" alt=""><a href="/c"><b>two</b></a><iframe src="d"></iframe>';
    expect(await bundles(getHtmlElements, { html, type: 'link' })).toEqual([
      { href: '/a', title: 'A', text: 'one' },
      { href: '/c', text: 'two' },
    ]);
    expect(await bundles(getHtmlElements, { html, type: 'image' })).toEqual([{ src: 'b.png', alt: '', text: '' }]);
    expect(await bundles(getHtmlElements, { html, type: 'iframe' })).toEqual([{ src: 'd', text: '' }]);
    await expect(bundles(getHtmlElements, { html, type: 'table' })).rejects.toMatchObject({ errorClass: 'DataError' });
  });
});

describe('regexp:GetElementsFromText', () => {
  it.each([
    ['email', 'Mail ada.l@example.co.uk, or bob@x.', ['ada.l@example.co.uk']],
    ['url', 'See https://a.example/b?c=d, or (http://e.example).', ['https://a.example/b?c=d', 'http://e.example']],
    ['number', 'From -1.5 to 1,000', ['-1.5', '1,000']],
    ['phone', 'Call +420 777 123 456 or 12', ['+420 777 123 456']],
    ['hashtag', '#one and #dvě', ['#one', '#dvě']],
  ])('finds every %s', async (type, text, expected) => {
    expect((await bundles(matchElements, { type, text })).map(({ match }) => match)).toEqual(expected);
  });

  it('refuses a kind it does not know', async () => {
    await expect(bundles(matchElements, { type: 'constructor', text: 'x' })).rejects.toMatchObject({
      errorClass: 'DataError',
    });
  });
});
