import type { JsonValue } from '@ebbflow/kernel';
import { z } from 'zod';

/** Deepest nesting of fields in fields; a form cannot show more, and nothing that walks a structure may exhaust the stack. */
export const MAX_STRUCTURE_DEPTH = 20;
/** Fields of one structure, those of its collections and arrays included. */
export const MAX_STRUCTURE_FIELDS = 1_000;

export const STRUCTURE_FIELD_TYPES = [
  'text',
  'number',
  'boolean',
  'date',
  'buffer',
  'collection',
  'array',
  'any',
] as const;
export type StructureFieldType = (typeof STRUCTURE_FIELD_TYPES)[number];

/** One field of a data structure. */
export interface StructureField {
  /** As it stands in the data. */
  readonly name: string;
  /** For people; the name where there is none. */
  readonly label?: string | undefined;
  readonly type: StructureFieldType;
  /** What a field that is not there counts as. */
  readonly default?: JsonValue | undefined;
  /** Must be there and not be empty. Default false. */
  readonly required?: boolean | undefined;
  /** Text only: a form shows it with several lines. Default false. */
  readonly multiline?: boolean | undefined;
  /** Members of a `collection`; the one item of an `array` (its name does not matter). Left out: anything. */
  readonly spec?: readonly StructureField[] | undefined;
}

export const structureFieldSchema: z.ZodType<StructureField> = z.lazy(() =>
  z.object({
    name: z.string().min(1).max(256).describe('As it stands in the data.'),
    label: z.string().max(256).optional().describe('For people.'),
    type: z.enum(STRUCTURE_FIELD_TYPES),
    default: z.json().optional().describe('What a field that is not there counts as.'),
    required: z.boolean().optional().describe('Must be there and not be empty.'),
    multiline: z.boolean().optional().describe('A form shows the text with several lines.'),
    spec: z
      .array(structureFieldSchema)
      .max(MAX_STRUCTURE_FIELDS)
      .optional()
      .describe('Members of a collection; the one item of an array.'),
  }),
);

/** What data is to look like. `strict`: names that no field has are refused instead of let through. */
export const dataStructureShapeSchema = z.object({
  fields: z.array(structureFieldSchema).max(MAX_STRUCTURE_FIELDS),
  strict: z.boolean().describe('Names that no field has are refused instead of let through.'),
});
export interface DataStructureShape {
  readonly fields: readonly StructureField[];
  readonly strict: boolean;
}
