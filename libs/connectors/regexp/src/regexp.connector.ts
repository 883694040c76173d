import { defineConnector } from '@ebbflow/connector-sdk';
import { convertHtmlToText } from './actions/convert-html-to-text.action.ts';
import { getHtmlElements } from './actions/get-html-elements.action.ts';
import { matchElements } from './actions/match-elements.action.ts';
import { matchMappedPattern } from './actions/match-mapped-pattern.action.ts';
import { matchPattern } from './actions/match-pattern.action.ts';
import { replacePattern } from './actions/replace-pattern.action.ts';

export const regexpConnector = defineConnector({
  app: 'regexp',
  label: 'Text parser',
  modules: [matchPattern, matchMappedPattern, replacePattern, convertHtmlToText, getHtmlElements, matchElements],
});
