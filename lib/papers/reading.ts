import type { Context } from "#db/context.ts";
import { can, type Role, roleIds } from "#lib/access/roles.ts";
import type { PaperSection } from "#lib/meetings/paper.ts";
import { wordOf } from "#lib/words.ts";
import type { Body } from "./desk.ts";

/** Board members read closed reviews only, and bundles made for the board (decision 8): not all that a paper counts. */
const readsAll = (role: Role) => role !== "board-member";

const opens: Record<PaperSection, (actor: { role: Role }) => boolean> = {
  position: (actor) => can(actor, "risks", "read") && can(actor, "action-items", "read"),
  risks: (actor) => can(actor, "risks", "read"),
  exercises: (actor) => can(actor, "resilience-tests", "read"),
  "minutes-actions": (actor) => can(actor, "action-items", "read"),
  materials: (actor) => can(actor, "materials", "read"),
  disruptions: (actor) => can(actor, "disruptions", "read-review") && readsAll(actor.role),
  notifications: (actor) => can(actor, "disruptions", "read-review") && readsAll(actor.role),
  external: (actor) => can(actor, "access", "read") && can(actor, "evidence", "read") && readsAll(actor.role),
};

/**
 * Whether a reader is shown a paper that is not published: only if their role reads, in the registers themselves,
 * everything that it counts. A published paper is the committee's, and whoever reads the meeting reads it.
 */
export const readsLive = (actor: Context, section: PaperSection) =>
  opens[section]({ role: wordOf(roleIds, actor.role) });

/** What stands in the place of a live paper that this reader's role does not open. */
export const withheld: Body = {
  sentence:
    "Your role does not open every register that this paper is counted from. You read it here once the papers are published.",
  figures: [],
  tables: [],
  notAssured: [],
  withheld: true,
};
