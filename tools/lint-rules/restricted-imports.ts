/**
 * Imports that only some folders may have, each with the sentence a reader gets. ESLint replaces the options of a
 * rule instead of merging them, so the list for a group of files is always composed here, in one place.
 */
export type Ban =
  | 'environment'
  | 'process'
  | 'sql'
  | 'secrets'
  | 'open'
  | 'platform'
  | 'clients'
  | 'sockets'
  | 'callers'
  | 'locator'
  | 'embedded';

interface Restriction {
  readonly paths?: readonly {
    readonly name: string;
    readonly importNames?: readonly string[];
    readonly message: string;
  }[];
  readonly patterns?: readonly { readonly group: readonly string[]; readonly message: string }[];
}

function modules(names: readonly string[], message: string): Restriction {
  return { paths: names.map((name) => ({ name, message })) };
}

const GUARDED = 'Everything outbound goes through @ebbflow/egress or the HTTP port of the step context.';
/** What of Node's own modules connects; the rest of them listens, names types or takes an address apart. */
const CALLERS: Readonly<Record<string, readonly string[]>> = {
  net: ['connect', 'createConnection', 'Socket', 'Stream', 'default'],
  tls: ['connect', 'TLSSocket', 'default'],
  http: ['request', 'get', 'Agent', 'globalAgent', 'ClientRequest', 'WebSocket', 'default'],
  https: ['request', 'get', 'Agent', 'globalAgent', 'default'],
  http2: ['connect', 'default'],
  dgram: ['createSocket', 'Socket', 'default'],
};

const restrictions: Readonly<Record<Ban, Restriction>> = {
  // A setting read in passing has no default, no check and no line in the reference.
  environment: {
    paths: ['process', 'node:process'].map((name) => ({
      name,
      importNames: ['env'],
      message: 'Only libs/config reads the environment; take a *.config.ts class in the constructor.',
    })),
  },
  // Code that comes in as data must never run: users' code is interpreted, operators' commands are not started by us.
  process: modules(
    ['vm', 'node:vm', 'vm2', 'child_process', 'node:child_process', 'isolated-vm'],
    'No code is evaluated and no process started by product code; only libs/embedded-postgres, tools and tests start processes.',
  ),
  // SQL is read as SQL in review, so it has few homes.
  sql: {
    ...modules(
      ['pg', 'pg-pool', 'pg-cursor', 'pg-query-stream', 'pg-copy-streams', 'typeorm', '@nestjs/typeorm'],
      'SQL lives in *.repository.ts, *.sql.ts, *.entity.ts and migrations/; elsewhere use a repository or Database from @ebbflow/persistence.',
    ),
    patterns: [
      { group: ['typeorm/*', 'pg/*'], message: 'SQL lives in *.repository.ts, *.sql.ts, *.entity.ts and migrations/.' },
    ],
  },
  // A connection's secret leaves vault only as a lease; whoever can import the keyring could open every one of them.
  secrets: modules(['@ebbflow/crypto/secrets'], 'Only services/vault may open secrets; ask vault for a lease.'),
  // The gateway seals what it receives and has no reason to read it again, but to show it to its organisation (one file may).
  open: {
    paths: [
      {
        name: '@ebbflow/crypto',
        importNames: ['openPayload'],
        message: 'This service seals payloads and never reads them; opening belongs to executor and log-store.',
      },
    ],
  },
  // Pure libraries run in a simulator with a seeded clock; a framework or a driver would end that.
  platform: {
    patterns: [
      {
        group: ['@nestjs/*', 'fastify', '@fastify/*', 'kafkajs', '@aws-sdk/*', '@opentelemetry/*', 'pino', 'typeorm'],
        message: 'Pure libraries know no framework, database, broker or telemetry; take what you need as a port.',
      },
    ],
  },
  // Each of these opens a socket when left to itself; the one connector that is made of it gives it one.
  clients: modules(
    ['pg', 'pg-cursor', 'mysql2', 'mysql2/promise', 'nodemailer', 'imapflow', 'basic-ftp', 'ssh2'],
    'Clients of other protocols belong to the connector of that protocol, which gives them a socket of the step context.',
  ),
  // One guarded way out: an unguarded client would reach the metadata address of the cloud we run in.
  sockets: {
    paths: [
      ...['net', 'tls', 'dgram', 'dns', 'dns/promises', 'http', 'https', 'http2'].flatMap((name) => [
        { name, message: GUARDED },
        {
          name: `node:${name}`,
          message: GUARDED,
        },
      ]),
      ...['undici', 'axios', 'got', 'node-fetch', 'ws'].map((name) => ({
        name,
        message: GUARDED,
      })),
    ],
  },
  // The same for services, which may listen: none of them makes a connection of its own.
  callers: {
    paths: [
      ...Object.entries(CALLERS).flatMap(([name, importNames]) =>
        [name, `node:${name}`].map((path) => ({ name: path, importNames, message: GUARDED })),
      ),
      ...['undici', 'axios', 'got', 'node-fetch', 'ws', 'nodemailer', 'imapflow', 'basic-ftp', 'ssh2', 'mysql2'].map(
        (name) => ({ name, message: GUARDED }),
      ),
    ],
  },
  // What a class needs must be readable from its constructor.
  locator: {
    paths: [
      {
        name: '@nestjs/core',
        importNames: ['ModuleRef'],
        message: 'No service locator: name the dependency in the constructor.',
      },
    ],
  },
  // The embedded server is for a laptop and for tests; a service is given a database by its URL.
  embedded: modules(['@ebbflow/embedded-postgres'], 'Only deploy/all-in-one and the testing kit start a Postgres.'),
};

export function restrictedImports(...bans: readonly Ban[]): { paths: unknown[]; patterns: unknown[] } {
  return {
    paths: bans.flatMap((ban) => restrictions[ban].paths ?? []),
    patterns: [
      ...bans.flatMap((ban) => restrictions[ban].patterns ?? []),
      {
        group: ['@ebbflow/*/src/**', '@ebbflow/*/dist/**'],
        message: 'Import a project by its name; its index is its surface.',
      },
    ],
  };
}
