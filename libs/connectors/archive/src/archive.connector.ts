import { defineConnector } from '@ebbflow/connector-sdk';
import { createArchive } from './actions/create-archive.action.ts';
import { deflateData } from './actions/deflate-data.action.ts';
import { extractArchive } from './actions/extract-archive.action.ts';
import { gunzipData } from './actions/gunzip-data.action.ts';
import { gzipData } from './actions/gzip-data.action.ts';
import { inflateData } from './actions/inflate-data.action.ts';

export const archiveConnector = defineConnector({
  app: 'archive',
  label: 'Archive',
  modules: [createArchive, extractArchive, deflateData, inflateData, gzipData, gunzipData],
});
