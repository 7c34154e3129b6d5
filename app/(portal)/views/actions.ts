"use server";

import { formAction } from "#lib/forms/action.ts";
import { DeleteView, RenameView, SaveView } from "#lib/registers/inputs.ts";
import { deleteView, renameView, saveView } from "#lib/registers/views.ts";

export const saveViewAction = formAction("account", SaveView, saveView, { texts: { name: "The name of the view" } });
export const renameViewAction = formAction("account", RenameView, renameView, {
  texts: { name: "The name of the view" },
});
export const deleteViewAction = formAction("account", DeleteView, deleteView);
