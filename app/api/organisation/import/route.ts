import { randomUUID } from "node:crypto";
import { faultKind } from "#db/faults.ts";
import { actorFrom, logFault, membershipOf } from "#lib/access/gate.ts";
import { currentStanding } from "#lib/access/session.ts";
import { CsvProblem } from "#lib/csv-read.ts";
import { sameOrigin } from "#lib/forms/same-origin.ts";
import { openImport } from "#lib/organisation/commands/imports.ts";
import { keepUpload, openUpload, removeUpload, UploadProblem } from "#lib/organisation/import-store.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import { SurveyProblem, surveyFile } from "#lib/organisation/queries/imports.ts";

/** Takes the file of an import: kept, read once from end to end, and only then a draft. Answers with where to go. */
export async function POST(request: Request) {
  if (!sameOrigin(request.headers)) return new Response("This file came from another site.", { status: 403 });
  let kept: { organisationId: string; id: string } | undefined;
  try {
    const standing = await currentStanding();
    const membership = standing && membershipOf(standing);
    if (!standing || !membership) return go("/sign-in");
    const actor = actorFrom(standing, membership);
    if (!may(actor, "import", wholeOrganisation)) return go("/not-here");
    const { organisationId } = actor;
    const id = randomUUID();
    const { body } = request;
    if (!body) return go(start({ problem: "no-file" }));
    const contentType = request.headers.get("content-type") ?? "";
    const upload = await keepUpload(organisationId, id, { contentType, body });
    kept = { organisationId, id };
    const file = await openUpload(organisationId, id);
    if (!file) throw new Error("The file that was kept a moment ago is gone.");
    await openImport(actor, { id, ...upload, ...(await surveyFile(file)) });
    return go(`/organisation/import/${id}`);
  } catch (error) {
    if (kept) await removeUpload(kept.organisationId, kept.id);
    if (error instanceof CsvProblem) return go(start({ problem: error.kind, line: String(error.line) }));
    if (error instanceof UploadProblem || error instanceof SurveyProblem) return go(start({ problem: error.kind }));
    if (faultKind(error) === "unavailable") return go("/unavailable");
    return go(`/fault?reference=${logFault(error)}`);
  }
}

function start(search: Record<string, string>): string {
  return `/organisation/import?${new URLSearchParams(search)}`;
}

function go(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
