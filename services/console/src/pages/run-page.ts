import type { FinishedRunDetails } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';
import { bytesInWords } from '../rendering/amounts.ts';
import { durationInWords, goneTag, timeAgo } from '../rendering/instants.ts';
import { statusMark } from '../rendering/status-mark.ts';

type ModuleExecution = NonNullable<FinishedRunDetails['modules']>[number];

export function runPage(run: FinishedRunDetails, nowMs: number): Html {
  return html`<nav class="crumbs" aria-label="Where you are"><a href="/">Home</a> / Run</nav>
    <h1>${statusMark(run.status)} ${goneTag(run.expiresAt, nowMs)}</h1>
    <p class="muted"><code>${run.id}</code></p>
    ${run.error !== null && errorNotice(run.error)}
    <dl class="panel facts">
      ${fact('Ended', timeAgo(run.finishedAt, nowMs))}
      ${fact('Duration', durationInWords(Date.parse(run.finishedAt) - Date.parse(run.startedAt)))}
      ${fact('Operations', String(run.operations))} ${fact('Transfer', bytesInWords(run.transferBytes))}
      ${fact('Started by', run.trigger)} ${fact('Scenario version', String(run.scenarioVersion))}
    </dl>
    <h2>Modules</h2>
    ${modulesOf(run)}`;
}

function errorNotice(error: NonNullable<FinishedRunDetails['error']>): Html {
  const where = error.moduleId === undefined ? '' : ` in module ${String(error.moduleId)}`;
  return html`<div class="notice">
    <h3>${error.class}${where}</h3>
    <p>${error.message}</p>
  </div>`;
}

function fact(name: string, value: Html | string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function modulesOf(run: FinishedRunDetails): Html {
  if (run.confidential) {
    return html`<div class="panel redacted">
      <h3>Confidential</h3>
      <p>This scenario keeps no data of its runs; only what stands above is recorded.</p>
    </div>`;
  }
  if (run.modules === null) {
    return html`<div class="panel redacted">
      <h3>No longer readable</h3>
      <p>The key that could open the details is destroyed.</p>
    </div>`;
  }
  if (run.modules.length === 0) return html`<div class="panel empty"><p>No module ran.</p></div>`;
  return html`${run.modules.map(moduleSection)}`;
}

function moduleSection(module: ModuleExecution): Html {
  const shown = module.bundles.length;
  return html`<section class="panel module${module.error && ' failed'}">
    <header>
      <h3>${module.module}</h3>
      <span class="chip"
        >module ${module.moduleId}${module.execution > 1 && `, ${ordinal(module.execution)} time`}</span
      >
      <span class="right"
        >${module.bundleCount} bundle${module.bundleCount === 1 ? '' : 's'} · ${module.operations}
        operation${module.operations === 1 ? '' : 's'} · ${durationInWords(module.durationMs)}</span
      >
    </header>
    ${
      module.error !== undefined &&
      html`<div class="bundles">
        <div class="notice">
          <h3>${module.error.class}</h3>
          <p>${module.error.message}</p>
        </div>
      </div>`
    }
    ${
      shown > 0 &&
      html`<div class="bundles">
        ${module.bundles.map(
          (bundle, index) =>
            html`<div>
              <p class="bundle-name">Bundle ${index + 1}</p>
              <pre>${JSON.stringify(bundle, null, 2)}</pre>
            </div>`,
        )}
        ${module.bundleCount > shown && html`<p class="muted">The first ${shown} of ${module.bundleCount} bundles are kept.</p>`}
      </div>`
    }
  </section>`;
}

function ordinal(count: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(count)
  ];
  return `${String(count)}${ending}`;
}
