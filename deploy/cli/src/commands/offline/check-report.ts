import { walkModules, type Finding } from '@ebbflow/blueprint';
import { ExpectedError, type Fault } from '@ebbflow/kernel';
import { loadScenario, type LoadedScenario } from './load-scenario.ts';

interface Place {
  readonly moduleId: number | null;
  readonly pointer: string;
  /** Inside the template, where it lies in one. */
  readonly position?: number;
}

/** What `blueprint check --json` says about one file. `ok` is false exactly when `errors` has something. */
export interface CheckReport {
  readonly file: string;
  readonly ok: boolean;
  readonly name: string | null;
  readonly modules: readonly {
    readonly id: number;
    readonly module: string;
    readonly version: number;
    readonly label: string | null;
    readonly pointer: string;
    readonly known: boolean;
  }[];
  /** Modules on islands of the canvas, which never run. */
  readonly orphanCount: number;
  readonly unknownModules: readonly { readonly module: string; readonly places: readonly Place[] }[];
  readonly unknownFunctions: readonly {
    readonly name: string;
    readonly message: string;
    readonly places: readonly Place[];
  }[];
  readonly unsupportedSettings: readonly {
    readonly setting: string;
    readonly pointer: string;
    readonly message: string;
  }[];
  readonly errors: readonly (Fault & {
    readonly kind: string;
    readonly moduleId?: number;
    readonly position?: number;
  })[];
  /** What else a person may want to look at: references that will be empty, other spellings. */
  readonly remarks: readonly Finding[];
}

const OWN_LISTS = new Set(['unknown-module', 'unknown-function', 'unsupported-setting']);

/** Never throws for what is wrong with the file: that is the report. */
export function checkFile(file: string): CheckReport {
  try {
    return reportOf(file, loadScenario(file));
  } catch (thrown) {
    if (!(thrown instanceof ExpectedError)) throw thrown;
    const faults = thrown.faults.length > 0 ? thrown.faults : [{ pointer: '', message: thrown.message }];
    return {
      file,
      ok: false,
      name: null,
      modules: [],
      orphanCount: 0,
      unknownModules: [],
      unknownFunctions: [],
      unsupportedSettings: [],
      errors: faults.map((fault) => ({ kind: 'unreadable', ...fault })),
      remarks: [],
    };
  }
}

function reportOf(file: string, { blueprint, compiled, findings }: LoadedScenario): CheckReport {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return {
    file,
    ok: errors.length === 0,
    name: blueprint.name,
    modules: compiled.modules.map(({ id, name, version, label, pointer, isKnown }) => ({
      id,
      module: name,
      version,
      label: label ?? null,
      pointer,
      known: isKnown,
    })),
    orphanCount: blueprint.orphans.reduce((count, island) => count + [...walkModules(island)].length, 0),
    unknownModules: bySubject(findings, 'unknown-module').map(([module, same]) => ({
      module,
      places: same.map(placeOf),
    })),
    unknownFunctions: bySubject(findings, 'unknown-function').map(([name, same]) => ({
      name,
      message: same[0]?.message ?? '',
      places: same.map(placeOf),
    })),
    unsupportedSettings: findings
      .filter(({ kind }) => kind === 'unsupported-setting')
      .map(({ subject, pointer, message }) => ({ setting: subject ?? '', pointer, message })),
    errors: errors.map(({ kind, pointer, message, moduleId, position }) => ({
      kind,
      pointer,
      message,
      ...(moduleId === undefined ? {} : { moduleId }),
      ...(position === undefined ? {} : { position }),
    })),
    remarks: findings.filter(({ severity, kind }) => severity !== 'error' && !OWN_LISTS.has(kind)),
  };
}

function bySubject(findings: readonly Finding[], kind: Finding['kind']): readonly [string, readonly Finding[]][] {
  const ofKind = findings.filter((finding) => finding.kind === kind);
  return [...Map.groupBy(ofKind, ({ subject }) => subject ?? '')];
}

function placeOf({ moduleId, pointer, position }: Finding): Place {
  return { moduleId: moduleId ?? null, pointer, ...(position === undefined ? {} : { position }) };
}
