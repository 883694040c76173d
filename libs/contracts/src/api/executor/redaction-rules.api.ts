import { z } from 'zod';

/** Kinds of personal data that are found by what they look like. `national-id`: numbers a state gives a person, of the countries named. */
export const redactionTypeSchema = z.enum(['email', 'phone', 'card', 'iban', 'national-id']);
export type RedactionType = z.infer<typeof redactionTypeSchema>;

/** Countries whose personal numbers are known (`libs/redaction/README.md`); national phone numbers are of any. */
const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'must be a country in ISO 3166-1 alpha-2, such as CZ.');

/**
 * A place in what a run keeps: the id of a module, then names, joined by dots: `2.customer.email`. `*` stands for any one name, `**` for
 * any number of them (also none); lists are passed through, so `2.items.email` is the e-mail of every item. A name with a dot in it is
 * written with a backslash before the dot.
 */
const pathSchema = z
  .string()
  .min(1)
  .max(256)
  .refine((path) => pathSegmentCount(path) <= 32, 'must have at most 32 parts.')
  .refine((path) => !/(^|[^\\])(\\\\)*(\.\.|^\.|\.$)/.test(path), 'must have no empty part.');

export const redactionFieldsSchema = z.object({
  paths: z.array(pathSchema).max(100).default([]),
  types: z.array(redactionTypeSchema).max(5).default([]),
  /** Whose national numbers are looked for: personal ids, and telephone numbers written without their `+`. */
  countries: z.array(countrySchema).max(20).default(['CZ', 'SK']),
});
export type RedactionFields = z.infer<typeof redactionFieldsSchema>;

/**
 * `GET|PUT /v1/redaction-rules` (scopes `redaction:read`, `redaction:write`) for all scenarios of the organisation, `GET|PUT
 * /v1/scenarios/{scenarioId}/redaction-rules` (`scenarios:read`, `scenarios:write`) for one: what is taken out of that which a run leaves
 * in the logs, before it is stored. A scenario adds to what its organisation says and takes nothing away. Rules hold for runs that end
 * from `effectiveAt` on. `If-Match` with the revision; the first is 0.
 */
export const redactionRulesSchema = redactionFieldsSchema.extend({
  revision: z.int().nonnegative(),
  /** Null while there were never any. */
  changedAt: z.iso.datetime().nullable(),
  effectiveAt: z.iso.datetime().nullable(),
});
export type RedactionRules = z.infer<typeof redactionRulesSchema>;

/**
 * `POST /v1/redaction-rules/preview` (`redaction:read`, and `runs:read` in the run's team where `runId` is given): what rules would hide in
 * a sample, or in a run that is kept. Nothing is stored. In a sample the first part of a path is the sample's own first name.
 */
export const previewRedactionSchema = z
  .object({
    rules: redactionFieldsSchema,
    sample: z.json().optional(),
    runId: z.string().max(64).optional(),
  })
  .refine(({ sample, runId }) => (sample === undefined) !== (runId === undefined), {
    message: 'Give either a sample or the id of a run.',
    path: ['sample'],
  });
export type PreviewRedaction = z.infer<typeof previewRedactionSchema>;

export const redactionPreviewSchema = z.object({
  /** Places that would be hidden, the first 1000; list places are written as numbers. `type` is `path` where a path names it. */
  hidden: z.array(z.object({ path: z.string(), type: z.string() })),
  hiddenCount: z.int(),
  /** The sample, or the list of the run's module executions, as they would be stored. */
  redacted: z.json(),
});
export type RedactionPreview = z.infer<typeof redactionPreviewSchema>;

/** `GET /internal/v1/redaction-state?tenantId=` (log-store only): whether the organisation has rules that hold for all of its scenarios. */
export const redactionStateSchema = z.object({ hasRules: z.boolean() });

function pathSegmentCount(path: string): number {
  return path.split('.').length;
}
