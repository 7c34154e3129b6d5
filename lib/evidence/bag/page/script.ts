import { blobSource } from "#lib/evidence/bag/verify/blob.ts";
import { bareFingerprint } from "#lib/evidence/bag/verify/signature.ts";
import type { Verdict } from "#lib/evidence/bag/verify.ts";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";

function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(id);
  return found;
}

const form = part("check", HTMLFormElement);
const chosen = part("file", HTMLInputElement);
const key = part("key", HTMLInputElement);
const bar = part("progress", HTMLProgressElement);
const verdictLine = part("verdict", HTMLParagraphElement);
const facts = part("facts", HTMLDListElement);
const files = part("files", HTMLTableElement);

function cell(kind: "th" | "td", text: string): HTMLTableCellElement {
  const made = document.createElement(kind);
  if (kind === "th") made.scope = "row";
  made.textContent = text;
  return made;
}

function showFacts(verdict: Verdict): void {
  const rows = verdict.valid
    ? [
        ["Bundle", verdict.reference],
        ["Provider, as the bundle says", verdict.organisation],
        ["Records as at (UTC)", verdict.snapshotAt],
        ["Key fingerprint", verdict.keyFingerprint],
        ["Records fingerprint, as on the cover of the PDF", verdict.recordsFingerprint.replace(/(.{4})(?=.)/g, "$1 ")],
        ["Trail checkpoint", `Entry ${verdict.checkpoint.number}, ${verdict.checkpoint.hash}`],
      ]
    : [];
  facts.replaceChildren(
    ...rows.flatMap(([label, value]) => {
      const term = document.createElement("dt");
      const detail = document.createElement("dd");
      term.textContent = label ?? "";
      detail.textContent = value ?? "";
      return [term, detail];
    }),
  );
  facts.hidden = rows.length === 0;
}

function showFiles(verdict: Verdict): void {
  const rows = verdict.members.map((member) => {
    const row = document.createElement("tr");
    row.append(cell("th", member.name), cell("td", String(member.bytes)), cell("td", member.sha256));
    return row;
  });
  files.tBodies[0]?.replaceChildren(...rows);
  files.hidden = rows.length === 0;
}

function show(state: "ok" | "bad" | "none", words: string): void {
  verdictLine.dataset.state = state;
  verdictLine.textContent = words;
}

async function check(): Promise<void> {
  const file = chosen.files?.[0];
  if (!file) return show("none", "Choose the ZIP file first.");
  const expected = bareFingerprint(key.value);
  if (expected !== "" && !/^[0-9a-f]{64}$/.test(expected))
    return show("none", "A key fingerprint has 64 digits and letters a to f.");
  show("none", `Checking ${file.name}.`);
  bar.hidden = false;
  try {
    const verdict = await verifyBundle(blobSource(file), {
      ...(expected === "" ? {} : { key: expected }),
      progress(done, of) {
        bar.max = of;
        bar.value = done;
      },
    });
    showFacts(verdict);
    showFiles(verdict);
    show(verdict.valid ? "ok" : verdict.member === null ? "none" : "bad", verdict.statement);
  } catch {
    show("none", "Not checked. This browser could not read the file.");
  }
  bar.hidden = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check();
});
chosen.addEventListener("change", () => void check());
