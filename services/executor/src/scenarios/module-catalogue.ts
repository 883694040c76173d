import { archiveConnector } from '@ebbflow/connector-archive';
import { csvConnector } from '@ebbflow/connector-csv';
import { datastoreConnector } from '@ebbflow/connector-datastore';
import { deviceConnector } from '@ebbflow/connector-device';
import { emailConnector } from '@ebbflow/connector-email';
import { encryptorConnector } from '@ebbflow/connector-encryptor';
import { ftpConnector } from '@ebbflow/connector-ftp';
import { gatewayConnector } from '@ebbflow/connector-gateway';
import { httpConnector } from '@ebbflow/connector-http';
import { jsonConnector } from '@ebbflow/connector-json';
import { markdownConnector } from '@ebbflow/connector-markdown';
import { mathConnector } from '@ebbflow/connector-math';
import { mysqlConnector } from '@ebbflow/connector-mysql';
import { postgresqlConnector } from '@ebbflow/connector-postgresql';
import { regexpConnector } from '@ebbflow/connector-regexp';
import { rssConnector } from '@ebbflow/connector-rss';
import { createModuleRegistry, type ModuleRegistry } from '@ebbflow/connector-sdk';
import { sftpConnector } from '@ebbflow/connector-sftp';
import { utilConnector } from '@ebbflow/connector-util';
import { xmlConnector } from '@ebbflow/connector-xml';

/** The apps this installation has. A new app is one more line here, a dependency in package.json and a run of tools/generators/write-module-reference.mjs. */
export const MODULE_CATALOGUE: ModuleRegistry = createModuleRegistry([
  archiveConnector,
  csvConnector,
  datastoreConnector,
  deviceConnector,
  emailConnector,
  encryptorConnector,
  ftpConnector,
  gatewayConnector,
  httpConnector,
  jsonConnector,
  markdownConnector,
  mathConnector,
  mysqlConnector,
  postgresqlConnector,
  regexpConnector,
  rssConnector,
  sftpConnector,
  utilConnector,
  xmlConnector,
]);
