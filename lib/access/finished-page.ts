import { createHash } from "node:crypto";

const style = `:root{color-scheme:light dark;--canvas:#f4f8f9;--surface:#fff;--line:#d7e0e2;--text:#11232b;--muted:#42555c;--brand:#005868;--on:#fff;--link:#12586e}
@media screen and (prefers-color-scheme:dark){:root{--canvas:#0c171b;--surface:#142025;--line:#2a393f;--text:#ecf1f2;--muted:#b0bdc0;--brand:#71c7d4;--on:#0c171b;--link:#79cdde}}
body{margin:0;font:17px/1.55 system-ui,"Segoe UI",Arial,sans-serif;background:var(--canvas);color:var(--text)}
main{max-width:36rem;margin:12vh auto;padding:0 1rem}.mark{display:flex;align-items:center;gap:.65rem;font-weight:650;font-size:1.15rem;margin:0 0 1.25rem}
section{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1.75rem 2rem 2rem}h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.012em;margin:0 0 .75rem}p{margin:.5rem 0;color:var(--muted)}.mark,h1{color:var(--text)}
section p:last-child{margin-bottom:0}a{color:var(--link);font-weight:600;text-underline-offset:3px}a:focus-visible{outline:2px solid #061921;outline-offset:2px;box-shadow:0 0 0 5px #fcd732}
rect{fill:var(--brand)}path{fill:none;stroke:var(--on);stroke-width:2.6;stroke-linecap:round}`;
const mark = `<svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7.5"/><path d="M16 5.5v18.2M16 11.5c0 6-7.5 5-7.5 12.2M16 11.5c0 6 7.5 5 7.5 12.2M5.8 26.6h20.4"/></svg>`;
const styleHash = createHash("sha256").update(style).digest("base64");

type Finished = {
  status: number;
  title: string;
  paragraphs: readonly string[];
  link?: { href: string; label: string };
  headers?: Record<string, string>;
};

/** A whole page without script, with its own status: what a streamed page cannot answer. */
export function finishedPage({ status, title, paragraphs, link, headers }: Finished): Response {
  const body = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)} | Holdfast</title><style>${style}</style></head><body><main><p class="mark">${mark}Holdfast</p><section><h1>${safe(title)}</h1>${paragraphs.map((text) => `<p>${safe(text)}</p>`).join("")}${link ? `<p><a href="${safe(link.href)}">${safe(link.label)}</a></p>` : ""}</section></main></body></html>`;
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      ...headers,
    },
  });
}

function safe(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
