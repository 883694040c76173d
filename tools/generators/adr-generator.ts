import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotGenerateError, type Generator, WrongUsageError } from './generation.ts';

const FOLDER = 'docs/adr';
/** The title is one line of a page and the name of a file. */
const LONGEST_TITLE = 80;

/** The next decision, from the template that people read. */
export const adrGenerator: Generator = {
  usage: `"<the decision in one line>"`,
  options: [],
  generate({ root, name: title, now }) {
    const slug = slugOf(title);
    const existing = readdirSync(join(root, FOLDER)).filter((file) => /^\d{4}-.+\.md$/.test(file));
    const same = existing.find((file) => file.slice('0000-'.length) === `${slug}.md`);
    if (same !== undefined) throw new CannotGenerateError(`Nothing was written: ${FOLDER}/${same} has this title.`);
    const last = Math.max(...existing.map((file) => Number(file.slice(0, 4))));
    const number = String(last + 1).padStart(4, '0');
    const template = readFileSync(join(root, FOLDER, '0000-template.md'), 'utf8');
    const month = now.toISOString().slice(0, 'YYYY-MM'.length);
    const text = template
      .replace(/^# .*$/m, () => `# ${number} · ${title}`)
      .replace(/^Date · Status: .*$/m, `${month} · Status: proposed`);
    return {
      files: [{ path: `${FOLDER}/${number}-${slug}.md`, text }],
      exports: [],
      next: ['Fill in background, decision, cost, and what would change our mind: one page.'],
    };
  },
};

function slugOf(title: string): string {
  if (title.length > LONGEST_TITLE || /[\r\n]/.test(title)) {
    throw new WrongUsageError(`A title is one line of at most ${String(LONGEST_TITLE)} characters.`);
  }
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug === '') throw new WrongUsageError('The title must have letters; the file is named after it.');
  return slug;
}
