import { z } from 'zod';
import { subjectValuesSchema } from './subject-requests.api.ts';

/** Whose data an export is of: a person's own account, a whole organisation, or what of an organisation's data names one of these values. */
export const exportedSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), tenantId: z.string(), userId: z.string() }),
  z.object({ kind: z.literal('organisation'), tenantId: z.string() }),
  z.object({ kind: z.literal('data-subject'), tenantId: z.string(), values: subjectValuesSchema }),
]);
export type ExportedSubject = z.infer<typeof exportedSubjectSchema>;

/** `POST /internal/v1/subject-exports` (retention only): NDJSON of `exportLineSchema`. A POST, because values do not belong into an address. */
export const subjectExportSchema = z.object({ subject: exportedSubjectSchema });

/** One set of like rows: a file of the zip. */
export const exportDatasetSchema = z.object({
  /** `<service>.<noun>` in kebab-case; names its files. */
  id: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  title: z.string(),
  /** What it is kept for, in a sentence. */
  purpose: z.string(),
  /** What the operator is for it (C40). */
  role: z.enum(['controller', 'processor']),
  /** The person gave it, and it is processed by contract or consent: part of what can be taken along (Article 20). */
  isProvided: z.boolean(),
  /** JSON Schema 2020-12 of a row. */
  schema: z.record(z.string(), z.unknown()),
});
export type ExportDataset = z.infer<typeof exportDatasetSchema>;

/** A line of the stream: rows follow the set they belong to; `end` comes last, so that a stream cut short is none. */
export const exportLineSchema = z.union([
  z.object({ dataset: exportDatasetSchema }),
  z.object({ row: z.record(z.string(), z.unknown()) }),
  z.object({ end: z.object({ rows: z.int() }) }),
]);
export type ExportLine = z.infer<typeof exportLineSchema>;
