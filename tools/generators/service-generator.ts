import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplates } from './fill-templates.ts';
import { CannotGenerateError, type Generator } from './generation.ts';
import { camelCase, pascalCase, pluralOf, requireKebabCase, requireLetters, snakeCase, wordsOf } from './names.ts';
import { readTopology, TOPOLOGY_PATH } from './read-topology.ts';

/** Its versions of packages are those of the new service: one version in the house. */
const PATTERN = 'services/vault/package.json';

/** A service with one table, one route that reads it, and a spec which shows that no tenant sees another's rows. */
export const serviceGenerator: Generator = {
  usage: '<name> [--noun <what it keeps>]      the noun in the singular; "entry" when left out',
  options: ['noun'],
  generate({ root, name, options, now }) {
    requireLetters('The name of a service', name);
    const noun = requireKebabCase('The noun', options['noun'] ?? 'entry');
    const { services, ports } = readTopology(root);
    if (services.includes(name)) throw new CannotGenerateError(`Nothing was written: there is a service ${name}.`);
    if (existsSync(join(root, 'services', name)))
      throw new CannotGenerateError(`Nothing was written: services/${name} exists.`);
    const values = namesOf(root, { name, noun, timestamp: String(now.getTime()) });
    return {
      files: [
        ...fillTemplates('service', `services/${name}`, values),
        ...fillTemplates('service-contract', 'libs/contracts/src/api', values),
      ],
      exports: [{ path: 'libs/contracts/src/index.ts', line: `export * from './api/${name}.api.ts';` }],
      next: stepsOf(name, camelCase(name), Math.max(...ports) + 1),
    };
  },
};

function namesOf(
  root: string,
  { name, noun, timestamp }: { name: string; noun: string; timestamp: string },
): Record<string, string> {
  const plural = pluralOf(noun);
  const { dependencies } = JSON.parse(readFileSync(join(root, PATTERN), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return {
    name,
    noun,
    plural,
    timestamp,
    camel: camelCase(name),
    pascal: pascalCase(name),
    schema: snakeCase(name),
    table: snakeCase(noun),
    pascalNoun: pascalCase(noun),
    camelPlural: camelCase(plural),
    pascalPlural: pascalCase(plural),
    pluralWords: wordsOf(plural),
    nestVersion: dependencies['@nestjs/common'] ?? '',
    typeormVersion: dependencies['typeorm'] ?? '',
  };
}

function stepsOf(name: string, camel: string, port: number): string[] {
  const key = name.includes('-') ? `'${name}'` : name;
  return [
    `${TOPOLOGY_PATH}: '${name}' in SERVICE_NAMES, and\n     ${key}: { port: ${String(port)}, schema: '${snakeCase(name)}', publishes: [], consumes: [], asks: [], public: false },`,
    `tools/lint-rules/module-boundaries.ts: ${key}: [] in services, with what it may import beyond every service's.`,
    `deploy/all-in-one/src/services.ts: ${key}: ${camel}Service, and "@ebbflow/${name}": "*" in deploy/all-in-one/package.json.`,
    `deploy/compose/compose.yaml: ${name} and migrate-${name}.`,
    `helm/ebbflow: files/topology.yaml, templates/${name}/workload.yaml, values.yaml, values.schema.json.`,
    'README.md, docs/glossary.md: the service in the house, its noun among the words.',
    'npm install --package-lock-only --ignore-scripts; npm run verify then names what is missing.',
  ];
}
