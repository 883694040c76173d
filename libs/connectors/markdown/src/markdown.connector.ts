import { defineConnector } from '@ebbflow/connector-sdk';
import { compileMarkdown } from './actions/compile-markdown.action.ts';
import { decompileHtml } from './actions/decompile-html.action.ts';

export const markdownConnector = defineConnector({
  app: 'markdown',
  label: 'Markdown',
  modules: [compileMarkdown, decompileHtml],
});
