import { defineModule, readBoolean, readLongText } from '@ebbflow/connector-sdk';
import MarkdownIt from 'markdown-it';

/** Beyond this, text made to slow a parser down takes more than a few seconds of a core. */
const LONGEST_MARKDOWN = 1_048_576;

/** Links to `javascript:`, `vbscript:` and `file:` never become links; that is the library's own rule. */
function renderer(isGitHubs: boolean, escapesHtml: boolean): InstanceType<typeof MarkdownIt> {
  return new MarkdownIt(isGitHubs ? 'default' : 'commonmark', { html: !escapesHtml, linkify: isGitHubs });
}

/**
 * HTML of a Markdown text. GitHub's flavour adds tables, strikethrough and bare addresses. `sanitize` writes HTML that stands in
 * the text as text, as Make does; without it such HTML goes through unchanged, so it must then be the author's own.
 */
export const compileMarkdown = defineModule({
  name: 'markdown:Compile',
  versions: [2, 1],
  kind: 'transformer',
  label: 'Markdown to HTML',
  fields: { mapper: ['data', 'gfm', 'sanitize'], output: ['data'] },
  async run({ mapped }) {
    const isGitHubs = readBoolean(mapped, 'gfm') ?? true;
    const escapesHtml = readBoolean(mapped, 'sanitize') ?? true;
    const text = readLongText(mapped, 'data', LONGEST_MARKDOWN);
    return { bundles: [{ data: renderer(isGitHubs, escapesHtml).render(text) }] };
  },
});
