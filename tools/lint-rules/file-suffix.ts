import { basename, dirname } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/**
 * File names are kebab-case with a suffix from a closed list, and what Nest or TypeORM gives a role lives in the file of
 * that suffix. Reason: one can then find "the controller of hooks" without a search, and a second spelling
 * (`x.action.ts` beside `x-action.ts`, seen in a real project's single folder) cannot begin. `utils`, `helpers`, `common`,
 * `misc` and `base` are refused because they name no concept and become drawers. `index.ts` stands only at a project's
 * root: an index inside a folder is how import circles start.
 */
const suffixes = [
  'module',
  'controller',
  'consumer',
  'job',
  'service',
  'policy',
  'entity',
  'repository',
  'event',
  'dto',
  'config',
  'errors',
  'connector',
  'action',
  'trigger',
  'step',
  'spec',
  'medium.spec',
  'e2e.spec',
  'builder',
  'fake',
  'sql',
  'api',
  'migration',
];

const drawers = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'base',
  'shared',
  'types',
  'interfaces',
]);

const homes: Readonly<Record<string, string>> = {
  Module: 'module',
  Controller: 'controller',
  Entity: 'entity',
  ViewEntity: 'entity',
};

const stem = /^[a-z0-9]+(-[a-z0-9]+)*$/;

type Messages = 'kebab' | 'suffix' | 'drawer' | 'index' | 'home';

function decoratorName(decorator: TSESTree.Decorator): string | undefined {
  const callee = decorator.expression.type === 'CallExpression' ? decorator.expression.callee : decorator.expression;
  return callee.type === 'Identifier' ? callee.name : undefined;
}

/** Splits `gateway.hook-received.v1.event` into stem parts and the suffix; the event form is the only one with a dotted stem. */
function split(name: string): { stems: readonly string[]; suffix: string | undefined } {
  const parts = name.split('.');
  const two = parts.slice(-2).join('.');
  if (parts.length > 2 && suffixes.includes(two)) return { stems: parts.slice(0, -2), suffix: two };
  const last = parts.at(-1);
  if (parts.length > 1 && last !== undefined) return { stems: parts.slice(0, -1), suffix: last };
  return { stems: parts, suffix: undefined };
}

export const fileSuffix: TSESLint.RuleModule<Messages> = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'kebab-case file names with a suffix from the closed list' },
    messages: {
      kebab: 'File names are kebab-case: "{{name}}" is not.',
      suffix: '".{{suffix}}" is not in the closed list of suffixes; see docs/adr/0001-naming-and-file-suffixes.md.',
      drawer: '"{{name}}" names no concept; call the file after its one main export.',
      index: "index.ts stands only at a project's src/ root.",
      home: 'A class with @{{decorator}} lives in a file named *.{{suffix}}.ts.',
    },
  },
  create(context) {
    const file = basename(context.filename).replace(/\.tsx?$/, '');
    const { stems, suffix } = split(file);
    return {
      Program(node) {
        if (file === 'index') {
          if (basename(dirname(context.filename)) !== 'src') context.report({ node, messageId: 'index' });
          return;
        }
        // A spec carries the name of the file it lies beside: `runs.service.spec.ts`, `hook.v1.event.spec.ts`.
        const specStems = suffix?.endsWith('spec')
          ? stems.filter((part, at) => at === 0 || !suffixes.includes(part))
          : stems;
        const bad = specStems.find((part) => !stem.test(part));
        if (bad !== undefined) context.report({ node, messageId: 'kebab', data: { name: bad } });
        if (suffix !== undefined && !suffixes.includes(suffix))
          context.report({ node, messageId: 'suffix', data: { suffix } });
        if (suffix !== 'event' && !suffix?.endsWith('spec') && specStems.length > 1) {
          context.report({ node, messageId: 'suffix', data: { suffix: stems.slice(1).join('.') } });
        }
        // An app of the outside world may be called what it likes: `util.connector.ts` is the connector of Make's "util".
        if (suffix !== 'connector' && drawers.has(stems[0] ?? ''))
          context.report({ node, messageId: 'drawer', data: { name: stems[0] ?? '' } });
      },
      ClassDeclaration(node) {
        if (suffix?.endsWith('spec')) return;
        for (const decorator of node.decorators) {
          const name = decoratorName(decorator);
          const home = name === undefined ? undefined : homes[name];
          if (name !== undefined && home !== undefined && suffix !== home) {
            context.report({ node: decorator, messageId: 'home', data: { decorator: name, suffix: home } });
          }
        }
      },
    };
  },
};
