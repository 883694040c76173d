import { defineModule, readBoolean, readLongText } from '@ebbflow/connector-sdk';
import TurndownService from 'turndown';
import { requireShallowHtml } from '../html/require-shallow-html.ts';
import { tableRule } from '../html/table-rule.ts';

const LONGEST_HTML = 1_048_576;

function converter(isGitHubs: boolean): TurndownService {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  service.remove(['script', 'style']);
  if (!isGitHubs) return service;
  service.addRule('table', tableRule);
  return service.addRule('strikethrough', {
    filter: ['del', 's'],
    replacement: (content) => `~~${content}~~`,
  });
}

/** Markdown of an HTML text. GitHub's flavour keeps tables and strikethrough; scripts and styles are left out. */
export const decompileHtml = defineModule({
  name: 'markdown:Decompile',
  versions: [2, 1],
  kind: 'transformer',
  label: 'HTML to Markdown',
  fields: { mapper: ['data', 'gfm'], output: ['data'] },
  async run({ mapped }) {
    const html = readLongText(mapped, 'data', LONGEST_HTML);
    requireShallowHtml(html, 'data');
    const isGitHubs = readBoolean(mapped, 'gfm') ?? true;
    return { bundles: [{ data: html.trim() === '' ? '' : converter(isGitHubs).turndown(html) }] };
  },
});
