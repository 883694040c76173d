/** What each type of operand can be asked. Order and names as Make has them. */
export const FILTER_OPERATIONS = {
  text: [
    'equal',
    'notequal',
    'contain',
    'notcontain',
    'startwith',
    'notstartwith',
    'endwith',
    'notendwith',
    'pattern',
    'notpattern',
  ],
  number: ['equal', 'notequal', 'less', 'greater', 'lessorequal', 'greaterorequal'],
  date: ['equal', 'notequal', 'less', 'greater', 'lessorequal', 'greaterorequal'],
  time: ['equal', 'notequal', 'less', 'greater', 'lessorequal', 'greaterorequal'],
  boolean: ['equal', 'notequal'],
  array: ['contain', 'notcontain', 'equal', 'notequal', 'less', 'greater', 'lessorequal', 'greaterorequal'],
} as const;
export type FilterType = keyof typeof FILTER_OPERATIONS;
export type FilterOperation = (typeof FILTER_OPERATIONS)[FilterType][number];

export type FilterOperator =
  | { readonly type: 'any'; readonly operation: 'exist' | 'notexist' }
  | { readonly type: FilterType; readonly operation: FilterOperation; readonly ignoresCase: boolean };

export interface ParsedOperator {
  readonly operator: FilterOperator;
  /** The name Make would have written, where the document has another. */
  readonly canonical: string;
}

const TYPE_ALIASES: Readonly<Record<string, FilterType>> = {
  string: 'text',
  str: 'text',
  numeric: 'number',
  num: 'number',
  integer: 'number',
  datetime: 'date',
  bool: 'boolean',
  list: 'array',
  collection: 'array',
};
const OPERATION_ALIASES: Readonly<Record<string, string>> = {
  equals: 'equal',
  eq: 'equal',
  is: 'equal',
  equalto: 'equal',
  '=': 'equal',
  '==': 'equal',
  notequals: 'notequal',
  neq: 'notequal',
  ne: 'notequal',
  isnot: 'notequal',
  notequalto: 'notequal',
  doesnotequal: 'notequal',
  '!=': 'notequal',
  contains: 'contain',
  includes: 'contain',
  notcontains: 'notcontain',
  doesnotcontain: 'notcontain',
  startswith: 'startwith',
  beginswith: 'startwith',
  notstartswith: 'notstartwith',
  doesnotstartwith: 'notstartwith',
  endswith: 'endwith',
  notendswith: 'notendwith',
  doesnotendwith: 'notendwith',
  matches: 'pattern',
  match: 'pattern',
  matchespattern: 'pattern',
  regex: 'pattern',
  notmatches: 'notpattern',
  doesnotmatch: 'notpattern',
  lt: 'less',
  lessthan: 'less',
  before: 'less',
  earlier: 'less',
  '<': 'less',
  gt: 'greater',
  greaterthan: 'greater',
  after: 'greater',
  later: 'greater',
  '>': 'greater',
  lte: 'lessorequal',
  le: 'lessorequal',
  lessthanorequal: 'lessorequal',
  lessequal: 'lessorequal',
  lessorequalto: 'lessorequal',
  '<=': 'lessorequal',
  gte: 'greaterorequal',
  ge: 'greaterorequal',
  greaterthanorequal: 'greaterorequal',
  greaterequal: 'greaterorequal',
  greaterorequalto: 'greaterorequal',
  '>=': 'greaterorequal',
  exists: 'exist',
  isset: 'exist',
  isnotempty: 'exist',
  notempty: 'exist',
  notexists: 'notexist',
  doesnotexist: 'notexist',
  isempty: 'notexist',
  empty: 'notexist',
};

/** Reads `text:equal:ci` and the spellings hand-written files use (`string:equal`, `number:gte`, `exists`); undefined when nothing fits. */
export function parseFilterOperator(written: string): ParsedOperator | undefined {
  const parts = written
    .trim()
    .toLowerCase()
    .split(':')
    .map((part) => part.replaceAll(/[\s_-]/g, ''));
  const ignoresCase = parts.length > 1 && parts.at(-1) === 'ci';
  if (ignoresCase) parts.pop();
  const [first = '', second] = parts;
  const operation = normalise(second ?? first);
  if (operation === 'exist' || operation === 'notexist') {
    return { operator: { type: 'any', operation }, canonical: operation };
  }
  const type = second === undefined ? 'text' : findType(first);
  if (type === undefined || !isOperationOf(type, operation)) return undefined;
  // Case means something for text and for members of arrays only.
  const heedsCase = type === 'text' || operation === 'contain' || operation === 'notcontain';
  const suffix = ignoresCase && heedsCase ? ':ci' : '';
  return {
    operator: { type, operation, ignoresCase: suffix !== '' },
    canonical: `${type}:${operation}${suffix}`,
  };
}

function normalise(operation: string): string {
  return Object.hasOwn(OPERATION_ALIASES, operation) ? (OPERATION_ALIASES[operation] ?? operation) : operation;
}

function findType(name: string): FilterType | undefined {
  if (Object.hasOwn(FILTER_OPERATIONS, name)) return name as FilterType;
  return Object.hasOwn(TYPE_ALIASES, name) ? TYPE_ALIASES[name] : undefined;
}

function isOperationOf(type: FilterType, operation: string): operation is FilterOperation {
  return (FILTER_OPERATIONS[type] as readonly string[]).includes(operation);
}
