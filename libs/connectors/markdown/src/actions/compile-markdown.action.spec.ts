import type { Bundle, ModuleContext } from '@ebbflow/connector-sdk';
import { compileMarkdown } from './compile-markdown.action.ts';

const compile = async (data: string, more: Bundle = {}) =>
  (
    await compileMarkdown.run(
      { mapped: { data, gfm: true, sanitize: false, ...more }, parameters: {} },
      {} as ModuleContext,
    )
  ).bundles[0]?.['data'];

describe('markdown:Compile', () => {
  it('makes HTML of Markdown', async () => {
    expect(await compile('# Hi\n\n*a* **b** `c` [d](https://e.example)\n\n1. x\n2. y')).toBe(
      '<h1>Hi</h1>\n<p><em>a</em> <strong>b</strong> <code>c</code> <a href="https://e.example">d</a></p>\n<ol>\n<li>x</li>\n<li>y</li>\n</ol>\n',
    );
    expect(await compile('')).toBe('');
  });

  it("knows GitHub's tables and strikethrough only where asked to", async () => {
    const text = '| a |\n|---|\n| 1 |\n\n~~b~~ https://c.example';
    expect(await compile(text)).toContain('<td>1</td>');
    expect(await compile(text)).toContain('<s>b</s> <a href="https://c.example">');
    expect(await compile(text, { gfm: 'false' })).toBe('<p>| a |\n|---|\n| 1 |</p>\n<p>~~b~~ https://c.example</p>\n');
  });

  it('lets HTML through, or writes it as text', async () => {
    const text = '<script>alert(1)</script> and <b onclick="x">b</b>';
    expect(await compile(text)).toContain('<script>alert(1)</script>');
    const sanitized = await compile(text, { sanitize: true });
    expect(sanitized).not.toMatch(/<(script|b)/);
    expect(sanitized).toContain('&lt;script&gt;');
  });

  it('never makes a link that runs', async () => {
    for (const link of [
      '[x](javascript:alert(1))',
      '[x](JaVaScRiPt:alert(1))',
      '<javascript:alert(1)>',
      '![x](vbscript:y)',
    ]) {
      expect(await compile(link, { sanitize: true })).not.toMatch(/(href|src)=/);
    }
  });

  it.each(['[', '![a', '*a_', '> ', '- ', '[a](', 'a@'])(
    'is not slowed down by %j a hundred thousand times',
    async (part) => {
      const started = process.hrtime.bigint();
      await compile(part.repeat(100_000));
      expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(20);
    },
  );

  it('does not work on more than a megabyte of text', async () => {
    await expect(compile('x'.repeat(1_100_000))).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining('"data"') as string,
    });
  });
});
