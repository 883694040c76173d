import type { Breach, BreachAudience, BreachTemplate, ProcessingRegister } from '@ebbflow/contracts';

type Operator = ProcessingRegister['operator'];

const BLANK = '[…]';

/**
 * What to write to whom, filled in from the register: to the *authority* what Article 33(3) asks for, to *organisations* what they need to tell
 * theirs (33(2)), to *persons* in plain words (34(2)). What the law asks for and nobody has entered stands as `[…]` and is named in `missing`.
 */
export function breachTemplate(to: BreachAudience, breach: Breach, operator: Operator): BreachTemplate {
  const missing: string[] = [];
  const filled = (name: string, text: string | null | undefined): string => {
    if (text !== null && text !== undefined && text !== '') return text;
    missing.push(name);
    return BLANK;
  };
  const facts = {
    name: filled('operator', operator?.name),
    contact: filled('contact', operator?.dataProtectionOfficer ?? operator?.contact),
    when: whenOf(breach) ?? filled('occurredFrom', null),
    categories: filled('dataCategories', breach.dataCategories.join(', ')),
    consequences: filled('consequences', breach.consequences),
    measures: filled('measures', breach.measures),
  };
  const text = to === 'authority' ? toAuthority(breach, facts, filled) : toOthers(to, breach, facts);
  return { ...HEADS[to](breach), to, text, missing: [...new Set(missing)] };
}

const HEADS: Readonly<Record<BreachAudience, (breach: Breach) => { article: string; subject: string }>> = {
  authority: ({ id }) => ({ article: '33(1)', subject: `Notification of a personal data breach (${id})` }),
  organisations: ({ id }) => ({ article: '33(2)', subject: `A breach that concerns data you entrusted to us (${id})` }),
  persons: () => ({ article: '34(1)', subject: 'Something happened to your data' }),
};

interface Facts {
  readonly name: string;
  readonly contact: string;
  readonly when: string;
  readonly categories: string;
  readonly consequences: string;
  readonly measures: string;
}

function toAuthority(
  breach: Breach,
  facts: Facts,
  filled: (name: string, text: string | null | undefined) => string,
): string {
  const subjects = filled('approximateSubjects', breach.approximateSubjects?.toString());
  const records = filled('approximateRecords', breach.approximateRecords?.toString());
  const late = breach.notifications.find(({ to }) => to === 'authority')?.lateReason;
  return [
    `Controller: ${facts.name}`,
    `Contact: ${facts.contact}`,
    `Became aware: ${breach.awareAt}`,
    `Happened: ${facts.when}`,
    '',
    `Nature of the breach: ${breach.description}`,
    `Categories of data: ${facts.categories}`,
    `Categories of people: ${filled('subjectCategories', breach.subjectCategories.join(', '))}; about ${subjects} people`,
    `Records concerned: about ${records}`,
    `Likely consequences: ${facts.consequences}`,
    `Measures taken or proposed: ${facts.measures}`,
    ...(late ? [`Reasons for the delay: ${late}`] : []),
    '',
    'Where something is not known yet, we provide it without undue further delay (Article 33(4) GDPR).',
  ].join('\n');
}

function toOthers(to: 'organisations' | 'persons', breach: Breach, facts: Facts): string {
  const opening =
    to === 'organisations'
      ? [
          `${facts.name} processes personal data on your behalf. A breach concerned data of your organisation.`,
          'As its controller you decide whether the authority and the people concerned have to be told; your own 72 hours run from this message.',
        ]
      : [`${facts.name} tells you this because it is likely to be a high risk to you.`];
  return [
    ...opening,
    '',
    `What happened: ${breach.description}`,
    `When: ${facts.when}`,
    `What data: ${facts.categories}`,
    `What it may lead to: ${facts.consequences}`,
    `What we have done, and what you can do: ${facts.measures}`,
    '',
    `Ask us: ${facts.contact}`,
  ].join('\n');
}

function whenOf({ occurredFrom, occurredTo }: Breach): string | undefined {
  if (occurredFrom === null) return undefined;
  return occurredTo === null ? `from ${occurredFrom}` : `from ${occurredFrom} to ${occurredTo}`;
}
