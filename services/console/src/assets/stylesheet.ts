/** The one style sheet. Colours are tokens, light and dark; 4 px grid; system fonts; no motion beyond a colour change. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #f6f8f9; --surface: #ffffff; --sunken: #eef2f4; --line: #d9e0e4; --text: #16242b; --muted: #54656f;
  --accent: #0b7285; --accent-strong: #095c6b; --on-accent: #ffffff; --focus: #0b7285;
  --success: #1b7a43; --warning: #8a5a00; --error: #b3261e; --error-ground: #fdecea; --code: #f0f4f6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10181c; --surface: #172126; --sunken: #121b1f; --line: #2b3940; --text: #e4ecef; --muted: #9fb1ba;
    --accent: #4fc3d4; --accent-strong: #7dd6e3; --on-accent: #06262c; --focus: #4fc3d4;
    --success: #63c58a; --warning: #e0b04a; --error: #f28b82; --error-ground: #3a1c1a; --code: #121b1f;
  }
}
* { box-sizing: border-box; }
html { font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0; background: var(--ground); color: var(--text); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:hover { color: var(--accent-strong); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 8px; background: var(--surface); padding: 4px 12px; z-index: 1; }
.top { display: flex; align-items: center; gap: 16px; height: 52px; padding: 0 24px; background: var(--surface); border-bottom: 1px solid var(--line); }
.brand { display: inline-flex; align-items: center; gap: 8px; margin-right: auto; font-weight: 600; font-size: 15px; color: var(--text); text-decoration: none; }
.organisation { color: var(--muted); }
main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 4px; font-weight: 600; letter-spacing: -0.01em; }
h2 { font-size: 15px; margin: 36px 0 12px; font-weight: 600; }
h3 { font-size: 14px; margin: 0; font-weight: 600; }
p { margin: 0 0 12px; max-width: 68ch; }
.muted { color: var(--muted); }
.crumbs { color: var(--muted); margin-bottom: 16px; }
.panel { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 500; font-size: 12px; color: var(--muted); }
th, td { padding: 0 16px; height: 36px; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
tbody tr:hover { background: var(--sunken); }
td.wide { white-space: normal; width: 40%; min-width: 220px; padding-top: 8px; padding-bottom: 8px; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.gone { display: inline-block; padding: 0 8px; border: 1px solid var(--line); border-radius: 10px; color: var(--muted); font-size: 12px; font-weight: 400; line-height: 20px; letter-spacing: 0; vertical-align: middle; }
.chip { display: inline-block; padding: 0 8px; border-radius: 10px; background: var(--sunken); color: var(--muted); font-size: 12px; line-height: 20px; }
.chip.on { color: var(--accent); }
.status { font-weight: 500; }
a:has(> .status) { text-decoration: none; }
a > .status { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 2px; }
.status.success { color: var(--success); } .status.warning { color: var(--warning); } .status.error { color: var(--error); }
code, pre { font: 12.5px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
code { background: var(--code); padding: 2px 5px; border-radius: 4px; overflow-wrap: anywhere; }
pre { margin: 0; padding: 12px 16px; background: var(--code); border-radius: 4px; overflow: auto; max-height: 420px; white-space: pre-wrap; overflow-wrap: anywhere; }
.empty { padding: 32px 24px; }
.empty p:last-child { margin-bottom: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 32px; padding: 16px 20px; margin: 16px 0 0; }
.facts div { min-width: 96px; }
.facts dt { font-size: 12px; color: var(--muted); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.module { margin-bottom: 12px; border-left: 3px solid var(--line); }
.module.failed { border-left-color: var(--error); }
.module > header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; padding: 12px 16px; }
.module > header .right { margin-left: auto; color: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; }
.bundles { padding: 0 16px 16px; display: grid; gap: 8px; }
.bundle-name { font-size: 12px; color: var(--muted); margin: 0 0 4px; }
.notice { padding: 12px 16px; border-radius: 6px; background: var(--error-ground); color: var(--text); border-left: 3px solid var(--error); margin: 16px 0; }
.notice p:last-child { margin: 0; }
.redacted { padding: 16px 20px; background: repeating-linear-gradient(135deg, var(--surface) 0 10px, var(--sunken) 10px 20px); }
.card { max-width: 400px; margin: 48px auto 0; padding: 32px; }
.card h1 { margin-bottom: 8px; }
form.fields { display: grid; gap: 16px; margin-top: 20px; }
.fields label { display: grid; gap: 4px; font-weight: 500; }
.fields label.choice { display: flex; align-items: center; gap: 8px; font-weight: 400; }
.hint { font-weight: 400; font-size: 12px; color: var(--muted); }
input[type=email], input[type=password] { font: inherit; color: inherit; height: 40px; padding: 0 12px; border: 1px solid var(--muted); border-radius: 6px; background: var(--surface); width: 100%; }
button { font: inherit; font-weight: 600; height: 40px; padding: 0 20px; border-radius: 6px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; transition: background-color 120ms; }
button:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
button.quiet { height: 32px; padding: 0 12px; background: transparent; color: var(--text); border-color: var(--line); font-weight: 500; }
button.quiet:hover { border-color: var(--muted); }
#passkey { width: 100%; height: 40px; margin-top: 12px; }
.document { max-width: 800px; margin: 0 auto; }
.promises { list-style: none; margin: 0; padding: 0; }
.promises li { padding: 14px 20px; border-bottom: 1px solid var(--line); }
.promises li:last-child { border-bottom: 0; }
.promises li:target { background: var(--sunken); }
.promises p { margin: 0 0 4px; }
.promises p:last-child { margin: 0; }
.promises .mark { font-size: 12px; color: var(--muted); }
.promises .mark a { color: inherit; }
.promises del { color: var(--error); } .promises ins { color: var(--success); text-decoration: none; }
.versions { margin: 0; padding-left: 20px; }
.compare { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; margin: 16px 0; }
.compare label { display: grid; gap: 4px; font-size: 12px; color: var(--muted); }
table.reading td { white-space: normal; vertical-align: top; padding-top: 8px; padding-bottom: 8px; min-width: 130px; }
select { font: inherit; color: inherit; height: 32px; padding: 0 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
.foot { max-width: 1040px; margin: 0 auto; padding: 0 24px 32px; text-align: center; font-size: 12px; }
.foot a { color: var(--muted); }
@media (max-width: 560px) { main { padding: 20px 16px 48px; } .top { padding: 0 16px; } .organisation { display: none; } .card { padding: 24px 20px; margin-top: 16px; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
