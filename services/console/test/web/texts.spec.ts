import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { readonly [key: string]: string | Texts };

const sourceFolder = join(import.meta.dirname, '../../web/src');
const folder = join(sourceFolder, 'i18n');
const languages = ['cs', 'de', 'en'];

const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Texts;

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

/** `active_one` and `active_few` are one text in as many forms as its language has. */
const withoutForm = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '');
const namesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

/** What is wrong with a language beside English, in words. */
function faultsOf(language: string, texts: Texts, english: Texts): string[] {
  const wanted = new Map(flat(english).map(([key, text]) => [withoutForm(key), text]));
  const found = flat(texts);
  const keys = new Set(found.map(([key]) => withoutForm(key)));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const counted = new Set(found.filter(([key]) => withoutForm(key) !== key).map(([key]) => withoutForm(key)));
  return [
    ...[...wanted.keys()].filter((key) => !keys.has(key)).map((key) => `${key} is missing`),
    ...[...keys].filter((key) => !wanted.has(key)).map((key) => `${key} is not in English`),
    ...found.filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`),
    ...[...counted].flatMap((key) =>
      forms
        .filter((form) => !found.some(([name]) => name === `${key}_${form}`))
        .map((form) => `${key} has no form ${form}`),
    ),
    ...found
      .filter(
        ([key, text]) =>
          wanted.has(withoutForm(key)) && namesIn(text).join() !== namesIn(wanted.get(withoutForm(key)) ?? '').join(),
      )
      .map(([key]) => `${key} names other values than English`),
  ];
}

describe('the texts of the hosted UI', () => {
  const english = textsOf('en');

  it.each(languages)('are complete in %s: every key, every form, the same values', (language) => {
    expect(faultsOf(language, textsOf(language), english)).toEqual([]);
  });

  it('are found wanting when a key, a form or a value is missing', () => {
    const of = { title: 'Title', runs_one: '{{count}} run', runs_other: '{{count}} runs' };
    expect(faultsOf('en', { runs_one: '{{count}} run', runs_other: '{{count}} runs' }, of)).toEqual([
      'title is missing',
    ]);
    expect(faultsOf('cs', { title: 'x', runs_one: '{{count}}', runs_other: '{{count}}' }, of)).toEqual([
      'runs has no form few',
      'runs has no form many',
    ]);
    expect(faultsOf('en', { ...of, title: '{{name}}', more: ' ' }, of)).toEqual([
      'more is not in English',
      'more is empty',
      'title names other values than English',
    ]);
  });

  it('are all used by some file, and every one that is used is there', () => {
    const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(sourceFolder, name), 'utf8'))
      .join('\n');
    const keys = [...new Set(flat(english).map(([key]) => withoutForm(key)))];
    const isUsed = (key: string): boolean => {
      const [group = '', name = ''] = key.split('.');
      return (
        sources.includes(`'${key}'`) ||
        sources.includes(`\`${group}.\${`) ||
        sources.includes(`'${group}.' + '${name}'`)
      );
    };
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
    const used = [...sources.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key = '']) => key);
    expect(used.filter((key) => !keys.includes(key))).toEqual([]);
    expect(used.length).toBeGreaterThan(30);
  });
});
