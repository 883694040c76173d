import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lifetimeText, TERM_IDS } from '@ebbflow/policy';
import ts from 'typescript';

export interface SettingReference {
  readonly variable: string;
  /** The reader of Settings: `duration`, `secret`, … */
  readonly kind: string;
  /** As written in the code; undefined when it is required or optional without one. */
  readonly defaultText: string | undefined;
  readonly bounds: string;
  /** The doc comment of the property it fills, as one paragraph. */
  readonly comment: string;
  /** Folder of the project that reads it. */
  readonly project: string;
}

const readers = new Set([
  'string',
  'optionalString',
  'integer',
  'boolean',
  'oneOf',
  'duration',
  'bytes',
  'list',
  'url',
  'secret',
  'optionalSecret',
]);

/**
 * Every setting that code reads, taken from the code itself: the calls `settings.<kind>('EBB_…')`, with the doc comment of the property they
 * fill. Reading the source and not a running process also finds settings of services that were not started.
 */
export function readSettings(root: string): SettingReference[] {
  const found = sourceFiles(root).flatMap((file) => settingsOf(root, file));
  const first = new Map<string, SettingReference>();
  for (const setting of found) {
    const known = first.get(setting.variable);
    // The same variable may be read in two places; the one that gives it its default, or explains it, counts.
    const better =
      known?.defaultText === undefined && setting.defaultText !== undefined && known?.project === setting.project;
    if (known === undefined || better || (known.comment === '' && setting.comment !== ''))
      first.set(setting.variable, setting);
  }
  return [...first.values()].sort((a, b) => a.project.localeCompare(b.project) || a.variable.localeCompare(b.variable));
}

function sourceFiles(root: string): string[] {
  return ['libs', 'services', 'deploy'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (path) =>
          path.includes('src/') && path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('node_modules'),
      )
      .map((path) => join(root, folder, path)),
  );
}

function settingsOf(root: string, file: string): SettingReference[] {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('EBB_')) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2024, true);
  const project = relative(root, file).split('/src/')[0] ?? '';
  const settings: SettingReference[] = [];
  const visit = (node: ts.Node): void => {
    const call = readerCall(node);
    if (call !== undefined) settings.push({ ...describe(call), project });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return settings;
}

/** `settings.<reader>(…)`. */
function readerCall(node: ts.Node): ts.CallExpression | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  return ts.isIdentifier(expression) &&
    expression.text === 'settings' &&
    readers.has(name.text) &&
    variableOf(node) !== undefined
    ? node
    : undefined;
}

/** The variable's name; one that is put together from a service's name is shown as EBB_URL_<SERVICE>. */
function variableOf(call: ts.CallExpression): string | undefined {
  const [first] = call.arguments;
  if (first === undefined) return undefined;
  if (ts.isStringLiteral(first)) return first.text;
  if (!ts.isIdentifier(first)) return undefined;
  const template = /\bvariable = `(EBB_[A-Z_]+)\$\{/.exec(call.getSourceFile().text);
  return template === null ? undefined : `${template[1] ?? ''}<SERVICE>`;
}

function describe(call: ts.CallExpression): Omit<SettingReference, 'project'> {
  const options = call.arguments.find((argument) => ts.isObjectLiteralExpression(argument));
  const option = (name: string): string | undefined =>
    options?.properties
      .filter((property) => ts.isPropertyAssignment(property))
      .find((property) => property.name.getText() === name)
      ?.initializer.getText();
  const choices = call.arguments.find((argument) => ts.isArrayLiteralExpression(argument));
  const bounds = [
    choices === undefined ? '' : choices.elements.map((choice) => clean(choice.getText())).join(', '),
    option('min') === undefined ? '' : `at least ${clean(option('min') ?? '')}`,
    option('max') === undefined ? '' : `at most ${clean(option('max') ?? '')}`,
  ];
  const fallback = option('default');
  return {
    variable: variableOf(call) ?? '',
    kind: (call.expression as ts.PropertyAccessExpression).name.text,
    defaultText: fallback === undefined ? undefined : clean(fallback),
    bounds: bounds.filter((bound) => bound !== '').join('; '),
    comment: commentOf(call),
  };
}

/** A literal as an operator would write it, or a lifetime of the policy; an expression that is computed is not shown. */
function clean(text: string): string {
  if (/^(['"]).*\1$/.test(text)) return text.slice(1, -1);
  const term = TERM_IDS.find((id) => text === `lifetimeText('${id}')`);
  if (term !== undefined) return lifetimeText(term);
  return /^[\d_]+$/.test(text) ? text.replaceAll('_', '') : /^(true|false)$/.test(text) ? text : 'see meaning';
}

/**
 * The doc comment of the class property that `this.<property> = … settings.…` fills; of the class's only property when the value goes
 * through a variable first; of the class when there is neither.
 */
function commentOf(call: ts.CallExpression): string {
  const owner = ts.findAncestor(call, ts.isClassDeclaration);
  if (owner === undefined) return '';
  const assignment = ts.findAncestor(
    call,
    (node) =>
      ts.isBinaryExpression(node) &&
      ts.isPropertyAccessExpression(node.left) &&
      node.left.expression.kind === ts.SyntaxKind.ThisKeyword,
  ) as ts.BinaryExpression | undefined;
  const documented = owner.members.filter((member) => ts.isPropertyDeclaration(member) && docOf(member) !== '');
  const property = assignment === undefined ? undefined : (assignment.left as ts.PropertyAccessExpression).name.text;
  const filled = documented.find((member) => member.name?.getText() === property);
  const [only] = documented.length === 1 ? documented : [];
  return docOf(filled ?? only ?? owner);
}

function docOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter((doc) => ts.isJSDoc(doc))
    .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  optionalString: 'text, optional',
  integer: 'whole number',
  boolean: 'true or false',
  oneOf: 'choice',
  duration: 'duration',
  bytes: 'size',
  list: 'comma-separated list',
  url: 'URL',
  secret: 'secret',
  optionalSecret: 'secret, optional',
};

/** The page docs/reference/configuration.md. */
export function settingsPage(settings: readonly SettingReference[]): string {
  const projects = [...new Set(settings.map(({ project }) => project))];
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  // The formatter would write emphasis another way, and the page would never equal its source.
  const prose = (text: string): string => cell(text).replace(/\*(\w[^*]*)\*/g, '$1');
  const sections = projects.map((project) => {
    const rows = settings
      .filter((setting) => setting.project === project)
      .map(({ variable, kind, defaultText, bounds, comment }) => {
        const fallback = defaultText ?? (/^optional|^list/.test(kind) ? '–' : '**required**');
        return `| \`${variable}\` | ${kinds[kind] ?? kind} | ${cell(fallback)} | ${cell(bounds)} | ${prose(comment)} |`;
      });
    return `## ${project}\n\n| variable | kind | default | bounds | meaning |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Settings

Generated from the code by \`node tools/generators/write-settings-reference.mjs\`; a test fails when it is stale.

Every setting is an environment variable. A variable that is empty counts as not set. Durations and sizes carry their unit (\`20m\`, \`P30D\`,
\`5MiB\`). Each **secret** can also be given as a file: \`<variable>_FILE\` names it, and that is how images, compose and the chart do it. A process
with a bad setting stops with one sentence before it opens a port. In the all-in-one a person chooses the settings of \`deploy/all-in-one\` and
\`EBB_EGRESS_ALLOW\`; it derives the others.

${sections.join('\n')}`;
}
