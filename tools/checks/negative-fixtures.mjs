// Every guard of the linter is seen to fail. Each file under fixtures/lint is linted *as if it lay at the path it names*, with the
// repository's own configuration, and must be refused by exactly the rules it names (or by none, for the few that
// show what stays allowed). So a glob that no longer reaches a folder, a project without tags or a rule that was only
// warning is found here. The project graph comes first: without one the boundary rule skips itself and passes.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { projectGraphFaults } from './project-graph.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'fixtures/lint');

function readFixture(name) {
  const text = readFileSync(join(folder, name), 'utf8');
  const path = /^\/\/ lints as: (\S+)$/m.exec(text)?.[1];
  const rules = /^\/\/ must fail: (.+)$/m.exec(text)?.[1];
  if (path === undefined || rules === undefined) throw new Error(`${name} must name "lints as:" and "must fail:".`);
  if (existsSync(join(root, path)))
    throw new Error(`${name} is linted as ${path}, which now exists; give it another name.`);
  return { name, text, path, expected: rules === 'nothing' ? [] : rules.split(' ').sort() };
}

/** Answers a list of sentences; empty when every fixture fails as it says. */
export async function negativeFixtureFaults() {
  const faults = await projectGraphFaults(root);
  if (faults.length > 0) return faults;
  const fixtures = readdirSync(folder).map(readFixture);
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      languageOptions: {
        parserOptions: {
          projectService: {
            allowDefaultProject: fixtures.map((fixture) => fixture.path),
            defaultProject: 'tsconfig.json',
            maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: fixtures.length,
          },
        },
      },
    },
  });
  for (const { name, text, path, expected } of fixtures) {
    const [result] = await eslint.lintText(text, { filePath: join(root, path) });
    const found = [...new Set(result.messages.map((message) => message.ruleId ?? message.message))].sort();
    if (found.join(' ') !== expected.join(' ')) {
      faults.push(`${name}: must be refused by [${expected.join(', ')}], was refused by [${found.join(', ')}].`);
    }
  }
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = await negativeFixtureFaults();
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.exit(faults.length > 0 ? 1 : 0);
}
