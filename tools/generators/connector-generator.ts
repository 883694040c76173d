import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplates } from './fill-templates.ts';
import { CannotGenerateError, type Generator } from './generation.ts';
import { camelCase, requireKebabCase, wordsOf } from './names.ts';

const CATALOGUES = [
  'services/executor/src/scenarios/module-catalogue.ts',
  'deploy/cli/src/commands/offline/module-catalogue.ts',
];

/** A new app with one module that asks its service over HTTP. */
export const connectorGenerator: Generator = {
  usage: '<app>      as in the module names of a blueprint, <app>:<Module>',
  options: [],
  generate({ root, name }) {
    const app = requireKebabCase('The name of an app', name);
    const target = `libs/connectors/${app}`;
    if (existsSync(join(root, target))) throw new CannotGenerateError(`Nothing was written: ${target} exists.`);
    const camel = camelCase(app);
    const words = wordsOf(app);
    const label = words.charAt(0).toUpperCase() + words.slice(1);
    return {
      files: fillTemplates('connector', target, { app, camel, label }),
      exports: [],
      next: [
        ...CATALOGUES.map(
          (path) =>
            `${path}: import { ${camel}Connector } from '@ebbflow/connector-${app}'; and ${camel}Connector in the list.`,
        ),
        `services/executor/package.json, deploy/cli/package.json: "@ebbflow/connector-${app}": "*" under dependencies.`,
        'npm install --package-lock-only --ignore-scripts; the next command of the repository then installs it.',
        'docs/reference/modules.md: written anew by tools/generators/write-module-reference.mjs, whose first line says how.',
        `${target}/src/actions: the modules the app has; the generated one shows address, refusal and answer.`,
      ],
    };
  },
};
