import { walkModules, type Finding } from '@ebbflow/blueprint';
import { ExpectedError, type Fault } from '@ebbflow/kernel';
import { loadScenario, type LoadedScenario } from './load-scenario.ts';

interface Place {
  readonly moduleId: number | null;
  readonly pointer: string;
  /** Inside the template, where it lies in one. */
  readonly position?: number;
}

type Problem = Fault & {
  readonly kind: string;
  readonly moduleId?: number;
  /** `app:Name` */
  readonly module?: string;
  readonly position?: number;
};

/**
 * What `blueprint check --json` says about one file. `ok` is false exactly when `errors` has something: when it cannot be read,
 * or its modules contradict each other. What else keeps it from being active (placeholders, broken places) can be repaired
 * after the import, so it is told and not failed.
 */
export interface CheckReport {
  readonly file: string;
  readonly ok: boolean;
  /** Whether it could be switched on as it is. */
  readonly canBeActive: boolean;
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
  readonly unknownModules: readonly {
    readonly module: string;
    /** The module that was probably meant; null where nothing is near. */
    readonly suggestion: string | null;
    readonly places: readonly Place[];
  }[];
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
  /** Templates that do not parse and operators nobody knows: a run that comes there fails with a DataError. */
  readonly brokenPlaces: readonly Problem[];
  readonly errors: readonly Problem[];
  /** What else a person may want to look at: references that will be empty, other spellings. */
  readonly remarks: readonly Finding[];
}

const BROKEN_PLACES = new Set(['syntax-error', 'unknown-operator']);
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
      canBeActive: false,
      name: null,
      modules: [],
      orphanCount: 0,
      unknownModules: [],
      unknownFunctions: [],
      unsupportedSettings: [],
      brokenPlaces: [],
      errors: faults.map((fault) => ({ kind: 'unreadable', ...fault })),
      remarks: [],
    };
  }
}

function reportOf(file: string, { blueprint, compiled, findings }: LoadedScenario): CheckReport {
  const severe = findings.filter(({ severity }) => severity === 'error');
  const errors = severe.filter(({ kind }) => !BROKEN_PLACES.has(kind));
  return {
    file,
    ok: errors.length === 0,
    canBeActive: severe.length === 0 && compiled.placeholders.length === 0,
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
      suggestion: same[0]?.suggestion ?? null,
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
    brokenPlaces: severe.filter(({ kind }) => BROKEN_PLACES.has(kind)).map(problemOf),
    errors: errors.map(problemOf),
    remarks: findings.filter(({ severity, kind }) => severity !== 'error' && !OWN_LISTS.has(kind)),
  };
}

function problemOf({ kind, pointer, message, moduleId, module, position }: Finding): Problem {
  return {
    kind,
    pointer,
    message,
    ...(moduleId === undefined ? {} : { moduleId }),
    ...(module === undefined ? {} : { module }),
    ...(position === undefined ? {} : { position }),
  };
}

function bySubject(findings: readonly Finding[], kind: Finding['kind']): readonly [string, readonly Finding[]][] {
  const ofKind = findings.filter((finding) => finding.kind === kind);
  return [...Map.groupBy(ofKind, ({ subject }) => subject ?? '')];
}

function placeOf({ moduleId, pointer, position }: Finding): Place {
  return { moduleId: moduleId ?? null, pointer, ...(position === undefined ? {} : { position }) };
}
