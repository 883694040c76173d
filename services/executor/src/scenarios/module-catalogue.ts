import { csvConnector } from '@ebbflow/connector-csv';
import { gatewayConnector } from '@ebbflow/connector-gateway';
import { httpConnector } from '@ebbflow/connector-http';
import { jsonConnector } from '@ebbflow/connector-json';
import { regexpConnector } from '@ebbflow/connector-regexp';
import { rssConnector } from '@ebbflow/connector-rss';
import { createModuleRegistry, type ModuleRegistry } from '@ebbflow/connector-sdk';
import { utilConnector } from '@ebbflow/connector-util';
import { xmlConnector } from '@ebbflow/connector-xml';

/** The apps this installation has. A new app is one more line here and a dependency in package.json. */
export const MODULE_CATALOGUE: ModuleRegistry = createModuleRegistry([
  csvConnector,
  gatewayConnector,
  httpConnector,
  jsonConnector,
  regexpConnector,
  rssConnector,
  utilConnector,
  xmlConnector,
]);
