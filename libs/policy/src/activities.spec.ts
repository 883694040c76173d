import { activitiesFileSchema, processingActivities } from './activities.ts';
import { processors } from './processors.ts';
import { parsePolicy } from './read-policy-file.ts';
import { CATEGORY_IDS, retentionPolicy } from './retention-policy.ts';

const schema = activitiesFileSchema({ processors: processors(), retention: retentionPolicy() });
const lineOf = (id: string, fields: Record<string, unknown>): string =>
  `  - ${JSON.stringify({
    id,
    claims: ['C01'],
    title: 'T',
    purpose: 'Something useful.',
    legalBasis: 'Article 6(1)(b) GDPR.',
    subjects: ['Users'],
    data: ['E-mail address'],
    ...fields,
  })}`;
const everybody = processors().map(({ id }) => id);
const ofRole = (role: string) => CATEGORY_IDS.filter((id) => retentionPolicy().category(id).role === role);
const whole = [
  lineOf('one', { role: 'controller', recipients: everybody, categories: ofRole('controller') }),
  lineOf('two', { role: 'processor', recipients: [], categories: ofRole('processor') }),
];
const parse = (lines: readonly string[]) => () =>
  parsePolicy('activities.yaml', ['activities:', ...lines].join('\n'), schema);

describe('the activities', () => {
  it('cover every category and every processor, with words for whatever has no lifetime', () => {
    const all = processingActivities();
    expect(all.flatMap(({ categories }) => categories).sort()).toEqual([...CATEGORY_IDS].sort());
    expect(new Set(all.flatMap(({ recipients }) => recipients))).toEqual(new Set(everybody));
  });

  it('are read when they agree with their neighbours', () => {
    expect(parse(whole)).not.toThrow();
  });

  it.each([
    [
      'a recipient nobody knows',
      lineOf('x', { role: 'controller', recipients: ['nobody'], categories: [], until: 'never ends' }),
      /:4 .*nobody is not in processors/,
    ],
    [
      'a category of another activity',
      lineOf('x', { role: 'controller', recipients: [], categories: ['notifications'] }),
      /:4 .*belongs to one already/,
    ],
    [
      'a category of another role',
      lineOf('x', { role: 'processor', recipients: [], categories: ['notifications'] }),
      /:4 /,
    ],
    ['no lifetime', lineOf('x', { role: 'controller', recipients: [], categories: [] }), /:4 .*has no lifetime/],
    [
      'an id that is there',
      lineOf('one', { role: 'controller', recipients: [], categories: [], until: 'never ends' }),
      /:4 .*twice/,
    ],
  ])('with %s are refused, naming the line', (_, line, message) => {
    expect(parse([...whole, line])).toThrow(message);
  });

  it('that leave out a category or a processor are refused', () => {
    expect(parse([whole[0] ?? ''])).toThrow(/belongs to no activity/);
    const silent = lineOf('one', { role: 'controller', recipients: ['hosting'], categories: ofRole('controller') });
    expect(parse([silent, whole[1] ?? ''])).toThrow(/nothing goes to mail-relay/);
  });
});
