import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from './generation.ts';

const folder = join(import.meta.dirname, 'templates');

/**
 * The files of one kind below `target`. A template is the file itself with `{{value}}` where a value belongs, in its path as
 * well; its name ends in `.tpl` so that no tool takes it for code. Nothing else is special: what needs a condition needs
 * two templates.
 * @throws Error for a value a template asks for and nobody gives: a defect of the generator.
 */
export function fillTemplates(kind: string, target: string, values: Readonly<Record<string, string>>): GeneratedFile[] {
  return readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tpl'))
    .sort()
    .map((path) => ({
      path: join(target, fill(path.replace(/\.tpl$/, ''), values)),
      text: fill(readFileSync(join(folder, kind, path), 'utf8'), values),
    }));
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A template asks for {{${name}}}, which its generator does not give.`);
    return value;
  });
}
