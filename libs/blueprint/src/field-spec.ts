import type { JsonValue } from '@ebbflow/kernel';

/** One field of a scenario's inputs or outputs, or of a module's output, as `interface`, `io` and `metadata.interface` describe it. */
export interface FieldSpec {
  readonly name: string;
  /** `text`, `number`, `boolean`, `date`, `array`, `collection`, …; `any` where the document has none. */
  readonly type: string;
  /** For people; the name where the document has none. */
  readonly label: string;
  readonly isRequired: boolean;
  readonly default: JsonValue | undefined;
  /** Members of a `collection`, or the one item of an `array`. */
  readonly spec: readonly FieldSpec[];
}
