import type { Actor } from "#lib/access/actor.ts";
import { can, type Room } from "#lib/access/roles.ts";
import type { Figure, Paper } from "#lib/meetings/paper.ts";

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

/** The record that a row's address leads to. */
export const recordOf = (href: string) => href.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0];

/** Whether this reader may follow a paper's link. Board members read closed reviews and board bundles only (decision 8). */
function opens(actor: Reader, href: string, seen: boolean): boolean {
  const room = rooms[href.split(/[/?]/)[1] ?? ""];
  if (!room || !can(actor, room, "read")) return false;
  if (actor.role === "board-member" && room === "evidence") return false;
  return seen;
}

/** The paper with the links that its reader may follow; words and figures stay as they are. `seen` is of the rows' records. */
export function linkedFor(actor: Reader, paper: Paper, seen: ReadonlySet<string>): Paper {
  const whole = ({ href }: Figure) =>
    actor.role !== "board-member" || !href?.startsWith("/disruptions") || href.includes("view=closed");
  const figure = (one: Figure): Figure => {
    const { href, ...rest } = one;
    return href && opens(actor, href, whole(one)) ? { ...rest, href } : rest;
  };
  const row = <T extends { href?: string }>({ href, ...rest }: T) =>
    href && opens(actor, href, seen.has(recordOf(href) ?? "")) ? { ...rest, href } : rest;
  return {
    ...paper,
    ...(paper.stories ? { stories: paper.stories.map(row) } : {}),
    figures: paper.figures.map(figure),
    tables: paper.tables.map((table) => ({ ...table, rows: table.rows.map(row) })),
  };
}
