import { createHash } from "node:crypto";

const style = `:root{color-scheme:light dark}body{margin:0;font:17px/1.5 system-ui,"Segoe UI",Arial,sans-serif;background:#f4f8f9;color:#11232b}
main{max-width:38rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem}p{margin:.5rem 0}
a{color:#12586e}.mark{color:#005868;font-weight:650}@media (prefers-color-scheme:dark){body{background:#0c171b;color:#ecf1f2}a,.mark{color:#79cdde}}`;
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
  const body = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)} | Holdfast</title><style>${style}</style></head><body><main><p class="mark">Holdfast</p><h1>${safe(title)}</h1>${paragraphs.map((text) => `<p>${safe(text)}</p>`).join("")}${link ? `<p><a href="${safe(link.href)}">${safe(link.label)}</a></p>` : ""}</main></body></html>`;
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
