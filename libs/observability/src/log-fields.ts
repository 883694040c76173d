/**
 * The only values a log line may carry beside its constant sentence: ids, names of our own things, and numbers.
 * The list is closed on purpose (conventions, Logs): a payload, e-mail or token has no field to stand in, so passing one
 * does not compile. Add a name here when a new kind of *our* id or name appears; never one for content.
 */
export interface NamedLogFields {
  readonly organisationId?: string | undefined;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly scenarioId?: string | undefined;
  readonly runId?: string | undefined;
  readonly hookId?: string | undefined;
  readonly deliveryId?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly breachId?: string | undefined;
  readonly erasureId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly workerId?: string | undefined;
  readonly moduleId?: number | undefined;
  /** `app:Name`. */
  readonly module?: string | undefined;
  /** Another service of the house. */
  readonly peer?: string | undefined;
  readonly topic?: string | undefined;
  readonly group?: string | undefined;
  readonly event?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly statement?: string | undefined;
  readonly category?: string | undefined;
  /** Id of a sentence of the privacy notice (`C05`). */
  readonly claim?: string | undefined;
  /** Of an erasure: `shred` or `delete`. */
  readonly phase?: string | undefined;
  /** Names of tables, separated by spaces. */
  readonly places?: string | undefined;
  readonly migration?: string | undefined;
  readonly method?: string | undefined;
  /** The route's pattern (`/v1/runs/:id`), never the path as received. */
  readonly route?: string | undefined;
  /** Code of an error (`VAULT.CONNECTION_REVOKED`). */
  readonly code?: string | undefined;
  readonly family?: string | undefined;
  readonly state?: string | undefined;
  readonly signal?: string | undefined;
  readonly setting?: string | undefined;
  /** Hash of something public, in base64url. */
  readonly digest?: string | undefined;
  /** Name of a part of the program (Nest's "context"). */
  readonly part?: string | undefined;
  readonly status?: number | undefined;
  readonly port?: number | undefined;
  readonly partition?: number | undefined;
  readonly version?: number | undefined;
  readonly attempt?: number | undefined;
  readonly fence?: number | undefined;
}

/** Numbers need no list: a name that ends in what it counts is enough (`runCount`, `durationMs`, `bodyBytes`). */
export type LogFields = NamedLogFields & {
  readonly [name in `${string}Count` | `${string}Ms` | `${string}Bytes`]?: number | undefined;
};

/**
 * A sentence known at compile time. `info(\`user ${email} came\`)` does not compile: a type with a hole in it makes an
 * index signature, which may be empty, while a literal makes a property, which must be there.
 */
export type ConstantSentence<Sentence extends string> =
  Partial<Record<Sentence, unknown>> extends Record<Sentence, unknown> ? never : Sentence;
