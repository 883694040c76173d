/** What the services behind an app's connections take from one account. What is left out is the installation's (`EBB_EGRESS_LINE_*`). */
export interface ConnectionLimits {
  /** Requests under way and sessions open at one time. */
  readonly concurrent?: number;
  /** Requests and sessions begun within a second. */
  readonly perSecond?: number;
}

/** With whose account an operation goes out. The engine puts it into requests, whatever a module says; a module leaves it out. */
export interface ConnectionUse {
  /** The first connection (or key of the keychain) the module asked for in this operation. */
  readonly id: string;
  /** Whose limits hold. */
  readonly app: string;
}
