import { z } from "zod";
import { requiredText } from "#lib/forms/fields.ts";
import { type Register, registers } from "./query.ts";

const register = z
  .string()
  .refine((text): text is Register => Object.hasOwn(registers, text), "Open the register again.");

export const SaveView = z.object({
  register,
  name: requiredText("Name the view.", 60),
  query: z.string().max(2000, "This view holds too much to keep. Take a filter out.").catch(""),
});
export type SaveView = z.output<typeof SaveView>;

export const RenameView = z.object({
  register,
  id: z.uuid("Open the register again."),
  name: requiredText("Name the view.", 60),
});
export type RenameView = z.output<typeof RenameView>;

export const DeleteView = z.object({ register, id: z.uuid("Open the register again.") });
export type DeleteView = z.output<typeof DeleteView>;
