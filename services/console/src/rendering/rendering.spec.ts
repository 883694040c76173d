import { html } from './html.ts';
import { spanInWords } from './instants.ts';

describe('html', () => {
  it('escapes values in text and in attributes, and passes only markup of its own', () => {
    const evil = `"><script>alert('x')</script>&`;
    expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
    );
    expect(html`<b>${['<a>', html`<i>c</i>`]}</b>`.text).toBe('<b>&lt;a&gt;<i>c</i></b>');
  });

  it('writes nothing for what is not there', () => {
    expect(html`a${null}${undefined}${false}b${0}`.text).toBe('ab0');
  });
});

describe('amounts', () => {
  it.each([
    [0, 'a moment'],
    [59_000, '1 minute'],
    [180_000, '3 minutes'],
    [3_600_000, '1 hour'],
    [86_400_000 * 60 - 180_000, '60 days'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(spanInWords(milliseconds)).toBe(words);
  });
});
