import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const FOLDER = resolve(import.meta.dirname, '../../web/dist');
const ENTRY = 'src/main.tsx';

const chunkSchema = z.object({
  file: z.string(),
  css: z.array(z.string()).default([]),
  imports: z.array(z.string()).default([]),
});
const manifestSchema = z.record(z.string(), chunkSchema);

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export interface WebFile {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The React application as it was built: what its page must name, and every file of it, held in memory. */
export class WebApp {
  /** Addresses of the script that starts it, of the style sheets, and of what the script imports at once. */
  readonly entry: { readonly script: string; readonly styles: readonly string[]; readonly preloads: readonly string[] };
  readonly #files: ReadonlyMap<string, WebFile>;

  private constructor(manifest: z.infer<typeof manifestSchema>, folder: string) {
    const entry = manifest[ENTRY];
    if (entry === undefined)
      throw new Error(`The manifest in ${folder} has no ${ENTRY}; build the console's web again.`);
    const path = (file: string): string => `/app/${file}`;
    this.entry = {
      script: path(entry.file),
      styles: entry.css.map(path),
      preloads: entry.imports.flatMap((name) => manifest[name]?.file ?? []).map(path),
    };
    const names = new Set(Object.values(manifest).flatMap(({ file, css }) => [file, ...css]));
    this.#files = new Map(
      [...names].map((name) => {
        const contentType = TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
        return [path(name), { contentType, bytes: readFileSync(join(folder, name)) }];
      }),
    );
  }

  /** @throws Error when it was never built */
  static read(folder = FOLDER): WebApp {
    const manifest = join(folder, 'manifest.json');
    if (!existsSync(manifest)) throw new Error(`${manifest} is missing; run npm run build.`);
    return new WebApp(manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))), folder);
  }

  /** By address, from a list made beforehand: nothing a request says is ever part of a path on the disk. */
  find(address: string): WebFile | undefined {
    return this.#files.get(address);
  }
}
