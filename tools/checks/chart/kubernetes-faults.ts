import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { chartToolsHome } from './chart-tools.ts';
import type { Manifest } from './render-chart.ts';

/**
 * Strict validation against the Kubernetes API without a cluster and without anything but npm. Two passes over the same package:
 * its validators (made from the API's own schemas) check required fields, types, enums and formats, but let an unknown field pass; its
 * types do not, because TypeScript refuses an excess property in an object literal. So the manifests are written out as literals and
 * compiled. `helm --dry-run=server` was no alternative: it needs a cluster and lets most mistakes through.
 */
export async function kubernetesFaults(manifests: readonly Manifest[]): Promise<string[]> {
  const modules = join(chartToolsHome(), 'node_modules/kubernetes-models');
  const faults: string[] = [];
  const known: Manifest[] = [];
  for (const manifest of manifests) {
    const model = await loadModel(modules, manifest);
    if (model === undefined) {
      faults.push(`${nameOf(manifest)}: Kubernetes knows no ${manifest.kind} in ${manifest.apiVersion}.`);
      continue;
    }
    known.push(manifest);
    try {
      new model(manifest).validate();
    } catch (error) {
      faults.push(`${nameOf(manifest)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return [...faults, ...unknownFieldFaults(known)];
}

type Model = new (manifest: Manifest) => { validate(): void };

function nameOf(manifest: Manifest): string {
  return `${manifest.kind} ${manifest.metadata.name}`;
}

async function loadModel(modules: string, { apiVersion, kind }: Manifest): Promise<Model | undefined> {
  if (!/^[a-z0-9./]+$/.test(apiVersion) || !/^[A-Za-z0-9]+$/.test(kind)) return undefined;
  try {
    const loaded = (await import(pathToFileURL(join(modules, apiVersion, `${kind}.js`)).href)) as Record<
      string,
      Model | undefined
    >;
    return loaded[kind];
  } catch {
    return undefined;
  }
}

function unknownFieldFaults(manifests: readonly Manifest[]): string[] {
  const folder = join(chartToolsHome(), `strict-${String(process.pid)}`);
  mkdirSync(folder, { recursive: true });
  const files = manifests.map((manifest, index) => {
    const file = join(folder, `manifest-${String(index)}.ts`);
    const type = `import type { I${manifest.kind} } from 'kubernetes-models/${manifest.apiVersion}/${manifest.kind}';`;
    writeFileSync(file, `${type}\nexport const manifest: I${manifest.kind} = ${JSON.stringify(manifest, null, 2)};\n`);
    return file;
  });
  try {
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2024,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    });
    return files.flatMap((file, index) => {
      const source = program.getSourceFile(file);
      const manifest = manifests[index];
      if (source === undefined || manifest === undefined) return [];
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        (diagnostic) => {
          const line = ts.getLineAndCharacterOfPosition(source, diagnostic.start ?? 0).line;
          const text = source.text.split('\n')[line]?.trim() ?? '';
          return `${nameOf(manifest)} at ${text}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
        },
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
