/**
 * Who may import whom: the direction table of the house, as constraints for `@nx/enforce-module-boundaries`.
 * Each project carries one `type:` and one `scope:` tag in its package.json. Every constraint that matches a
 * project must hold, and what is not listed is forbidden. Only positive lists are used: Nx follows
 * `notDependOnLibsWithTags` through the whole graph, specs included, which would forbid what only a test needs.
 */
interface Constraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
}

export interface BoundaryOptions {
  readonly banTransitiveDependencies: boolean;
  readonly ignoredCircularDependencies: readonly (readonly [string, string])[];
  readonly depConstraints: readonly Constraint[];
}

/** What every service stands on. Crypto, egress and the domain are given one by one below. */
const everyService = [
  'type:kernel',
  'type:contracts',
  'scope:policy',
  'scope:config',
  'scope:observability',
  'scope:persistence',
  'scope:messaging',
  'scope:service-host',
];

const services: Readonly<Record<string, readonly string[]>> = {
  // Seals second factors and what the audit log says of people; out only to sign-in providers and to who mails and helps for us.
  identity: ['scope:crypto', 'scope:egress'],
  // Out only to the token endpoints of OAuth providers, which connectors describe in their manifests.
  vault: ['scope:crypto', 'scope:egress', 'scope:connector-sdk', 'scope:connector-http'],
  // Out only to where an organisation has its logs streamed.
  'log-store': ['scope:crypto', 'scope:egress'],
  // Only the executor interprets scenarios; anybody else who could would have to see their payloads.
  executor: [
    'scope:crypto',
    'scope:egress',
    'scope:engine',
    'scope:blueprint',
    'scope:expressions',
    'scope:connector-sdk',
    'scope:redaction',
    'type:connector',
  ],
  // It reads bodies only to hold them against a data structure and to learn one, and then just as the executor will.
  gateway: ['scope:crypto', 'scope:connector-gateway'],
  // Seals what people ask for and the files they get, and answers controllers at the address they gave.
  retention: ['scope:crypto', 'scope:egress'],
  console: [],
};

const source: Readonly<Record<string, readonly string[]>> = {
  'type:kernel': [],
  'type:contracts': ['type:kernel'],
  'type:domain': ['type:kernel', 'type:domain'],
  'scope:expressions': ['type:kernel'],
  'scope:policy': ['type:kernel'],
  'scope:redaction': ['type:kernel'],
  'scope:connector-sdk': ['type:kernel'],
  'scope:blueprint': ['type:kernel', 'scope:expressions'],
  'scope:engine': ['type:kernel', 'scope:blueprint', 'scope:connector-sdk', 'scope:expressions'],
  // Never each other, never the engine: a connector gets everything it may use from its step context.
  'type:connector': ['type:kernel', 'scope:connector-sdk'],
  'type:platform': ['type:kernel', 'type:contracts', 'type:platform'],
  'scope:all-in-one': ['type:kernel', 'type:contracts', 'type:platform', 'type:service'],
  // `ebbflow keys` makes and seals root keys, and speaks to vault as vault's own operator.
  'scope:cli': [
    'type:kernel',
    'type:contracts',
    'type:domain',
    'type:connector',
    'scope:config',
    'scope:crypto',
    'scope:service-host',
  ],
  'type:testing': [
    'type:kernel',
    'type:contracts',
    'type:domain',
    'type:connector',
    'type:platform',
    'type:service',
    'type:app',
    'type:testing',
  ],
  ...Object.fromEntries(
    Object.entries(services).map(([name, allowed]) => [`scope:${name}`, [...everyService, ...allowed]]),
  ),
};

/** `@ebbflow/testing` stands on these, and their specs stand on it: a circle of specs only, which no build ever sees. */
const testedByTesting = [
  'config',
  'contracts',
  'egress',
  'embedded-postgres',
  'kernel',
  'messaging',
  'persistence',
  'service-host',
];

function options(extra: readonly string[]): BoundaryOptions {
  return {
    banTransitiveDependencies: true,
    ignoredCircularDependencies: [
      ...testedByTesting.map((name) => ['@ebbflow/testing', `@ebbflow/${name}`] as const),
      ['@ebbflow/testing', '@ebbflow/observability'],
    ],
    depConstraints: Object.entries(source).map(([sourceTag, allowed]) => ({
      sourceTag,
      // An empty list forbids everything; it must stay empty for code and open up for specs alone.
      onlyDependOnLibsWithTags: [...allowed, ...extra],
    })),
  };
}

export const codeBoundaries = options([]);

/** A spec may use everything its project may, and the testing kit. */
export const specBoundaries = options(['scope:testing']);
