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

/** The key a data store's record keys are hashed with. */
export function dataStoreIndexKeyContext(tenantId: string, storeId: string): SealedAs {
  return { tenant: tenantId, object: storeId, field: 'data_store.index_key', version: 1 };
}

/** A record's key. `keyIndex` is its keyed hash in hex, so that sealed bytes moved to another record do not open. */
export function dataStoreKeyContext(tenantId: string, storeId: string, keyIndex: string): SealedAs {
  return { tenant: tenantId, object: `${storeId}/${keyIndex}`, field: 'data_store_record.key', version: 1 };
}

/** A record's data, also while it waits for its transaction to commit. */
export function dataStoreRecordContext(tenantId: string, storeId: string, keyIndex: string): SealedAs {
  return { tenant: tenantId, object: `${storeId}/${keyIndex}`, field: 'data_store_record.data', version: 1 };
}

/** The value of an organisation's, team's or scenario's variable. */
export function variableValueContext(tenantId: string, variableId: string): SealedAs {
  return { tenant: tenantId, object: variableId, field: 'custom_variable.value', version: 1 };
}

/** What a subject request says beyond its type, sealed and opened by retention. */
export function subjectRequestContext(tenantId: string, requestId: string): SealedAs {
  return { tenant: tenantId, object: requestId, field: 'subject_request.details', version: 1 };
}

/** What is to be set right, sealed by retention when it is decided and opened by whoever has it. */
export function rectificationContext(tenantId: string, requestId: string): SealedAs {
  return { tenant: tenantId, object: requestId, field: 'subject_request.order', version: 1 };
}

/** A reason or ground on its way to the person, sealed by retention and opened by identity. */
export function subjectNoticeContext(tenantId: string, noticeId: string): SealedAs {
  return { tenant: tenantId, object: noticeId, field: 'subject_notice.text', version: 1 };
}

/** A piece of an export, by its place; the last one says that it is, so that one cut short does not open to its end. */
export function subjectExportContext(tenantId: string, exportId: string, place: number, isLast: boolean): SealedAs {
  const field = isLast ? 'subject_export.last' : 'subject_export.piece';
  return { tenant: tenantId, object: `${exportId}/${String(place)}`, field, version: 1 };
}

/** Where a polling trigger goes on; `revision` grows with each time it is written, so that an older one cannot be put in its place. */
export function triggerCursorContext(
  tenantId: string,
  scenarioId: string,
  moduleId: number,
  revision: number,
): SealedAs {
  return {
    tenant: tenantId,
    object: `${scenarioId}/${String(moduleId)}`,
    field: 'trigger.cursor',
    version: revision,
  };
}
