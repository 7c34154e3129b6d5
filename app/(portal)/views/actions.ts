"use server";

import { formAction } from "#lib/forms/action.ts";
import { DeleteView, SaveView } from "#lib/registers/inputs.ts";
import { deleteView, saveView } from "#lib/registers/views.ts";

export const saveViewAction = formAction("account", SaveView, saveView, { texts: { name: "The name of the view" } });
export const deleteViewAction = formAction("account", DeleteView, deleteView);
