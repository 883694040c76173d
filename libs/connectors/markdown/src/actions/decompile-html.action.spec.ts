import type { Bundle, ModuleContext } from '@ebbflow/connector-sdk';
import { compileMarkdown } from './compile-markdown.action.ts';
import { decompileHtml } from './decompile-html.action.ts';

const decompile = async (data: string, more: Bundle = {}) =>
  (await decompileHtml.run({ mapped: { data, gfm: true, ...more }, parameters: {} }, {} as ModuleContext)).bundles[0]?.[
    'data'
  ];

describe('markdown:Decompile', () => {
  it('makes Markdown of HTML', async () => {
    const html =
      '<h2>A</h2><p>b <b>c</b> <em>d</em> <a href="https://e.example">f</a></p><ul><li>1</li><li>2</li></ul><script>x()</script>';
    expect(await decompile(html)).toBe('## A\n\nb **c** _d_ [f](https://e.example)\n\n-   1\n-   2');
    expect(await decompile('  ')).toBe('');
  });

  it("keeps tables and strikethrough in GitHub's flavour", async () => {
    const html = '<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td></tr></table><p><del>x</del></p>';
    expect(await decompile(html)).toBe('| a | b |\n| --- | --- |\n| 1\\|2 |  |\n\n~~x~~');
    expect(await decompile(html, { gfm: false })).not.toMatch(/~~|---/);
  });

  it('gives text that is read back as it was', async () => {
    const markdown = '# Title\n\n*stars* and 1\\. no list';
    const { bundles } = await compileMarkdown.run({ mapped: { data: markdown }, parameters: {} }, {} as ModuleContext);
    expect(await decompile(bundles[0]?.['data'] as string)).toBe('# Title\n\n_stars_ and 1. no list');
  });

  it.each(['<div>'.repeat(10_000), '<b>'.repeat(1_000), 'x'.repeat(2_000_000)])(
    'refuses what is nested or written without end',
    async (html) => {
      await expect(decompile(html)).rejects.toMatchObject({
        errorClass: 'DataError',
        message: expect.stringContaining('"data"') as string,
      });
    },
  );

  it('is not slowed down by a megabyte of small elements', async () => {
    const started = process.hrtime.bigint();
    await decompile('<p>a <b>b</b> c'.repeat(60_000));
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(30);
  });
});
