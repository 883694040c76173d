import type { ModuleDefinition, ModuleFields } from '@ebbflow/connector-sdk';

/** What each kind means to somebody who builds a scenario. */
const KINDS: Readonly<Record<ModuleDefinition['kind'], string>> = {
  trigger: 'instant trigger',
  'polling-trigger': 'polling trigger',
  action: 'action',
  search: 'search',
  transformer: 'transformer',
  aggregator: 'aggregator',
};

/** The page of all modules an installation has, app by app in alphabetical order. */
export function modulesPage(modules: readonly ModuleDefinition[]): string {
  const apps = Map.groupBy(modules, ({ name }) => name.slice(0, name.indexOf(':')));
  const sections = [...apps]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([app, members]) => section(app, members));
  return `# Modules

Generated from the code by \`tools/generators/write-module-reference.mjs\`; a test fails when it is not up to date.

Every module that is built in, by the name it has in a blueprint. Settings are fixed in the module (\`parameters\`), the mapper is evaluated for each bundle, the
output is what later modules can map. \`…\` stands for fields whose names depend on the data. _Transactional_ modules are undone when a run rolls back. Flow control
(\`builtin:*\`), sub-scenarios (\`scenario-service:*\`) and the aggregators of \`util\` are part of the engine.

${sections.join('\n')}`;
}

function section(app: string, modules: readonly ModuleDefinition[]): string {
  const rows = modules
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((module) => {
      const { name, label, kind, versions, isTransactional, fields } = module;
      const kindText = `${KINDS[kind]}${isTransactional === true ? ', transactional' : ''}`;
      const cells = [`\`${name}\``, label, kindText, versions.join(', '), ...fieldCells(fields)];
      return `| ${cells.join(' | ')} |`;
    });
  return `## ${app}

| Module | On the screen | Kind | Versions | Settings | Mapper | Output |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function fieldCells(fields: ModuleFields | undefined): readonly string[] {
  return [fields?.parameters, fields?.mapper, fields?.output].map((names) =>
    names === undefined ? '' : names.map(quoted).join(', '),
  );
}

function quoted(name: string): string {
  return name === '…' ? name : `\`${name}\``;
}
