import type { Actor } from "#lib/access/actor.ts";
import { can, type Room } from "#lib/access/roles.ts";
import type { Figure, Paper, PaperRow } from "#lib/meetings/paper.ts";

type Reader = Pick<Actor, "role">;

const rooms: Record<string, Room> = {
  risks: "risks",
  disruptions: "disruptions",
  "resilience-tests": "resilience-tests",
  "action-items": "action-items",
  materials: "materials",
  evidence: "evidence",
  access: "access",
};

/** Whether this reader may follow a paper's link. Board members read closed reviews and board bundles only (decision 8). */
function opens(actor: Reader, href: string, closed: boolean): boolean {
  const room = rooms[href.split(/[/?]/)[1] ?? ""];
  if (!room || !can(actor, room, "read")) return false;
  if (actor.role !== "board-member") return true;
  return room === "disruptions" ? closed : room !== "evidence";
}

/** The paper with the links that its reader may follow; words and figures stay as they are. */
export function linkedFor(actor: Reader, paper: Paper): Paper {
  const figure = ({ href, ...rest }: Figure): Figure =>
    href && opens(actor, href, href.includes("view=closed")) ? { ...rest, href } : rest;
  const row = ({ href, ...rest }: PaperRow): PaperRow =>
    href && opens(actor, href, rest.mark?.shape === "ok") ? { ...rest, href } : rest;
  return {
    ...paper,
    figures: paper.figures.map(figure),
    tables: paper.tables.map((table) => ({ ...table, rows: table.rows.map(row) })),
  };
}
