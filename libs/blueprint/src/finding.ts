/** What a reader or the compiler may remark about a blueprint that it could read. A closed list, so that a report can count by kind. */
export type FindingKind =
  | 'unknown-module'
  | 'unknown-function'
  | 'unsupported-setting'
  | 'syntax-error'
  | 'repeated-id'
  | 'unknown-reference'
  | 'forward-reference'
  | 'cyclic-reference'
  | 'unknown-feeder'
  | 'feeder-not-upstream'
  | 'operator-alias'
  | 'unknown-operator'
  | 'unusual-shape';

/**
 * `error`: the scenario cannot do what it says and must not be activated. `warning`: it runs, but a person should look
 * (a placeholder counts as one, though it too stands in the way of activation). `info`: read in another spelling than usual.
 */
export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** RFC 6901 pointer into the document as it was given. */
  readonly pointer: string;
  readonly message: string;
  readonly moduleId?: number;
  /** `app:Name` of that module. */
  readonly module?: string;
  /** The name this is about: a module, function, operator or setting. */
  readonly subject?: string;
  /** What was probably meant instead, for a module nobody knows. */
  readonly suggestion?: string;
  /** UTF-16 units from the start of the template, for what lies inside one. */
  readonly position?: number;
}
