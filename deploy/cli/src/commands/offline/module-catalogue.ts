import { csvConnector } from '@ebbflow/connector-csv';
import { gatewayConnector } from '@ebbflow/connector-gateway';
import { httpConnector } from '@ebbflow/connector-http';
import { jsonConnector } from '@ebbflow/connector-json';
import { regexpConnector } from '@ebbflow/connector-regexp';
import { rssConnector } from '@ebbflow/connector-rss';
import { createModuleRegistry } from '@ebbflow/connector-sdk';
import { utilConnector } from '@ebbflow/connector-util';
import { xmlConnector } from '@ebbflow/connector-xml';

/** The apps a blueprint can use offline: the same as in an installation. */
export const MODULE_CATALOGUE = createModuleRegistry([
  csvConnector,
  gatewayConnector,
  httpConnector,
  jsonConnector,
  regexpConnector,
  rssConnector,
  utilConnector,
  xmlConnector,
]);
