import type { Metadata } from "next";
import { DiscardImport } from "#components/organisation/import/discard-import.tsx";
import { ImportCheck } from "#components/organisation/import/import-check.tsx";
import { ImportColumns } from "#components/organisation/import/import-columns.tsx";
import { ImportProviders } from "#components/organisation/import/import-providers.tsx";
import { ImportResult } from "#components/organisation/import/import-result.tsx";
import { ImportStop } from "#components/organisation/import/import-stop.tsx";
import { Page } from "#components/ui/page.tsx";
import type { Actor } from "#lib/access/actor.ts";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { readDraft } from "#lib/organisation/commands/imports.ts";
import { guessMapping } from "#lib/organisation/import-file.ts";
import { planMark } from "#lib/organisation/import-plan.ts";
import { openUpload } from "#lib/organisation/import-store.ts";
import { ImportStep } from "#lib/organisation/inputs.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import {
  findImport,
  type ImportDraft,
  listFileProviders,
  listKnownProviders,
  planFor,
} from "#lib/organisation/queries/imports.ts";
import { Refusal } from "#lib/refusal.ts";
import { chooseProvidersAction, discardImportAction, mapColumnsAction, runImportAction } from "../actions.ts";

export const metadata: Metadata = { title: "Import services" };

export default async function ImportDraftPage({ params, searchParams }: PageProps<"/organisation/import/[id]">) {
  const actor = await enter("organisation");
  found(may(actor, "import", wholeOrganisation) || undefined);
  const id = foundId((await params).id);
  const asked = ImportStep.parse(await searchParams);
  const draft = found(await read(actor, (tx) => findImport(tx, actor, id)));
  if (draft.state !== "open") return <Step draft={draft} body={<ImportResult draft={draft} />} />;
  found(draft.personId === actor.personId || undefined);
  const furthest = !draft.mapping ? "columns" : draft.providers.length === 0 ? "providers" : "check";
  const step = asked.step && order.indexOf(asked.step) < order.indexOf(furthest) ? asked.step : furthest;
  return (
    <Step
      draft={draft}
      says={stepWords[step]}
      body={
        <>
          {step === "columns" ? (
            <ImportColumns
              action={mapColumnsAction}
              draft={draft}
              mapping={draft.mapping ?? guessMapping(draft.header)}
            />
          ) : step === "providers" ? (
            await providersStep(actor, draft, asked.words)
          ) : (
            await checkStep(actor, draft)
          )}
          <DiscardImport action={discardImportAction} id={draft.id} version={draft.version} />
        </>
      }
    />
  );
}

const order = ["columns", "providers", "check"];
const stepWords: Record<string, string> = {
  columns: "Step 2 of 4: what each column means.",
  providers: "Step 3 of 4: whose services to take.",
  check: "Step 4 of 4: what would change.",
};

function Step({ draft, says, body }: { draft: ImportDraft; says?: string; body: React.ReactNode }) {
  return (
    <Page
      title={`Import from ${draft.fileName}`}
      crumbs={[
        { label: "Organisation", href: "/organisation" },
        { label: "Import services", href: "/organisation/import" },
      ]}
      says={says}
    >
      {body}
    </Page>
  );
}

async function providersStep(actor: Actor, draft: ImportDraft, words: string) {
  const known = await read(actor, (tx) => listKnownProviders(tx, actor));
  const file = await openUpload(actor.organisationId, draft.id);
  if (!file || !draft.mapping) return <ImportStop message="The uploaded file is no longer here. Upload it again." />;
  const providers = await listFileProviders(file, draft.mapping);
  return (
    <ImportProviders action={chooseProvidersAction} draft={draft} providers={providers} known={known} words={words} />
  );
}

async function checkStep(actor: Actor, draft: ImportDraft) {
  try {
    const rows = await readDraft(actor, draft);
    const plan = await read(actor, (tx) => planFor(tx, actor, rows));
    return <ImportCheck action={runImportAction} draft={draft} plan={plan} seen={planMark(plan)} />;
  } catch (error) {
    if (error instanceof Refusal) return <ImportStop message={error.message} />;
    throw error;
  }
}
