import { defineConnector } from '@ebbflow/connector-sdk';
import { compileMarkdown } from './actions/compile-markdown.action.ts';

export const markdownConnector = defineConnector({
  app: 'markdown',
  label: 'Markdown',
  modules: [compileMarkdown],
});
