import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A test as a list of proofs names it: its file from the root, and its full name as Jest prints it and `-t` takes it. */
export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

const groups = new Set(['describe', 'describeWithKafka']);
const tests = new Set(['it', 'test']);

/** The callee without `.each(…)`, or nothing when the call is skipped, a todo, or no call of Jest's. */
function calledAs(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  const called = ts.isCallExpression(expression) ? expression.expression : expression;
  const template = ts.isTaggedTemplateExpression(expression) ? expression.tag : called;
  if (!ts.isPropertyAccessExpression(template) || !ts.isIdentifier(template.expression)) return undefined;
  return template.name.text === 'each' ? template.expression.text : undefined;
}

function titleOf(call: ts.CallExpression, source: ts.SourceFile): string | undefined {
  const [title] = call.arguments;
  if (title === undefined) return undefined;
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.getText(source).slice(1, -1) : undefined;
}

/**
 * Full names of the tests in the text of a spec. Read from its syntax and not by running it: a list of hundreds of proofs has to be judged in
 * seconds. Titles with a placeholder (`%s`, `${…}`) stand as they are written.
 */
export function testNames(text: string): string[] {
  const source = ts.createSourceFile('spec.ts', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const names: string[] = [];
  const visit = (node: ts.Node, outer: string): void => {
    if (ts.isCallExpression(node)) {
      const called = calledAs(node.expression);
      const title = called === undefined ? undefined : titleOf(node, source);
      if (called !== undefined && title !== undefined && (tests.has(called) || groups.has(called))) {
        const full = outer === '' ? title : `${outer} ${title}`;
        if (tests.has(called)) names.push(full);
        else for (const argument of node.arguments) visit(argument, full);
        return;
      }
    }
    // A skipped group proves nothing, and neither does what lies in it.
    if (ts.isCallExpression(node) && /^(xdescribe|xit|xtest|describe\.skip)\b/.test(node.expression.getText(source))) {
      return;
    }
    ts.forEachChild(node, (child) => {
      visit(child, outer);
    });
  };
  visit(source, '');
  return names;
}

/** One sentence for each of these tests that is not there, so that no proof points to nothing once a test is renamed. */
export function missingTests(root: string, named: readonly NamedTest[]): string[] {
  const known = new Map<string, ReadonlySet<string>>();
  return named.flatMap(({ file, name }) => {
    const path = join(root, file);
    if (!existsSync(path)) return [`${file} does not exist (named for "${name}").`];
    const names = known.get(file) ?? new Set(testNames(readFileSync(path, 'utf8')));
    known.set(file, names);
    return names.has(name) ? [] : [`${file} has no test "${name}".`];
  });
}
