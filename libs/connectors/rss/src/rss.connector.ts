import { defineConnector } from '@ebbflow/connector-sdk';
import { readArticles } from './actions/read-articles.action.ts';
import { newArticle } from './triggers/new-article.trigger.ts';

export const rssConnector = defineConnector({ app: 'rss', label: 'RSS', modules: [newArticle, readArticles] });
