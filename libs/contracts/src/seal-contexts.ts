/**
 * What sealed bytes are bound to, written once so that who seals and who opens cannot differ. `version` is the object's,
 * always 1 because these are written once; the *key* version stands in the envelope.
 */
interface SealedAs {
  readonly tenant: string;
  readonly object: string;
  readonly field: string;
  readonly version: number;
}

/** A HookRequest, sealed by the gateway and opened by the executor. */
export function deliveryRequestContext(tenantId: string, deliveryId: string): SealedAs {
  return { tenant: tenantId, object: deliveryId, field: 'delivery.request', version: 1 };
}

/** Whom to tell about a run's end, and what: sealed and opened by the executor. */
export function runCallbackContext(tenantId: string, runId: string): SealedAs {
  return { tenant: tenantId, object: runId, field: 'run.callback', version: 1 };
}

/** What a run returned to its caller, sealed and opened by the executor. */
export function runOutputContext(tenantId: string, runId: string): SealedAs {
  return { tenant: tenantId, object: runId, field: 'run.output', version: 1 };
}

/** RunDetails, sealed by the executor and opened by the log store. */
export function runDetailsContext(tenantId: string, runId: string): SealedAs {
  return { tenant: tenantId, object: runId, field: 'run.details', version: 1 };
}

/** What an incomplete execution needs to be taken up again; `revision` grows with each time it is written. */
export function incompleteStateContext(tenantId: string, incompleteId: string, revision: number): SealedAs {
  return { tenant: tenantId, object: incompleteId, field: 'incomplete.state', version: revision };
}

/** Variables that a scenario's runs keep for later ones. Replaced as a whole, and never under an older value's place. */
export function scenarioVariablesContext(tenantId: string, scenarioId: string): SealedAs {
  return { tenant: tenantId, object: scenarioId, field: 'scenario.variables', version: 1 };
}
