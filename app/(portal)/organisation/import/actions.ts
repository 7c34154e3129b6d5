"use server";

import { formAction } from "#lib/forms/action.ts";
import { chooseProviders, discardImport, mapColumns, runImport } from "#lib/organisation/commands/imports.ts";
import { importSentence } from "#lib/organisation/import-words.ts";
import { ChooseProviders, EndImport, MapColumns, RunImport } from "#lib/organisation/inputs.ts";

const to = (id: string, step: string) => ({ to: `/organisation/import/${id}?step=${step}`, says: "" });

export const mapColumnsAction = formAction("organisation", MapColumns, async (actor, input) =>
  to((await mapColumns(actor, input)).id, "providers"),
);
export const chooseProvidersAction = formAction("organisation", ChooseProviders, async (actor, input) =>
  to((await chooseProviders(actor, input)).id, input.next === "search" ? "providers" : "check"),
);
export const runImportAction = formAction("organisation", RunImport, async (actor, input) => {
  const done = await runImport(actor, input);
  return { to: `/organisation/import/${done.id}`, says: `The import is done: it ${importSentence("did", done)}.` };
});
export const discardImportAction = formAction("organisation", EndImport, async (actor, input) => {
  await discardImport(actor, input);
  return { to: "/organisation/import?ended=yes" };
});
