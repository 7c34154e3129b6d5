import { z } from "zod";
import type { Room } from "#lib/access/roles.ts";
import { askedMoment } from "./moment.ts";

/** Every register by its address, and the room that lets a reader in. */
export const registers = {
  risks: "risks",
  disruptions: "disruptions",
  "resilience-tests": "resilience-tests",
  "action-items": "action-items",
  systems: "systems",
  materials: "materials",
  meetings: "meetings",
  evidence: "evidence",
  organisation: "organisation",
  access: "access",
  "access/grants": "access",
  "access/requests": "access",
  trail: "trail",
} as const satisfies Record<string, Room>;
export type Register = keyof typeof registers;

/** What a person asked of a register, kept under a name of their own. */
export type SavedView = { id: string; name: string; query: string };

/** Register pages show this many rows. */
export const pageSize = 50;

/** Where a page begins: the sort key it belongs to, the last value seen, the row's id, and the way to go. */
export type Cursor = { sort: string; value: string; id: string; way: "after" | "before" };

const cursorShape = z.tuple([z.string().max(40), z.string().max(400), z.uuid(), z.enum(["after", "before"])]);

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.sort, cursor.value, cursor.id, cursor.way])).toString("base64url");
}

export function readCursor(text: string): Cursor | undefined {
  try {
    const [sort, value, id, way] = cursorShape.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { sort, value, id, way };
  } catch {
    // A cursor that was cut or made up starts at the first page; it never hides rows.
    return undefined;
  }
}

/** Words to look for. The database holds no null character and no half of a pair, so none is asked for. */
export const askedWords = z
  .string()
  .trim()
  .max(100)
  .refine((words) => words.isWellFormed() && !words.includes("\0"))
  .catch("");

/** A day from which a figure counts, as the page that shows it writes it. */
export const sinceDay = z.iso.date().optional().catch(undefined);

/** What a filter in force without the organisation-wide rows is called. */
export const withoutWide = "Only what names the service";

type Sort<K extends readonly string[]> = z.output<z.ZodEnum<{ [key in K[number]]: key }>>;

/** The keys every register understands; each falls back instead of failing. */
export function registerShape<const K extends readonly [string, ...string[]]>(sorts: K, first: Sort<K>) {
  return {
    sort: z.enum(sorts).catch(first),
    words: askedWords,
    service: z.uuid().optional().catch(undefined),
    /** With a service: without the rows that stand for the whole organisation. */
    wide: z.enum(["no"]).optional().catch(undefined),
    /** When it is looked at; undefined is now. */
    at: askedMoment,
    page: z
      .string()
      .max(1000)
      .optional()
      .catch(undefined)
      .transform((text) => (text ? readCursor(text) : undefined)),
    cols: z
      .union([z.string().max(400), z.array(z.string().max(60)).max(40)])
      .optional()
      .catch(undefined),
  };
}

/** The address of a register with some of its keys changed; a changed key begins at the first page again. */
export function registerHref(
  path: string,
  params: Record<string, string | string[] | undefined>,
  change: Record<string, string | undefined> = {},
) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...params, page: undefined, ...change })) {
    for (const one of [value ?? []].flat()) if (one !== "") search.append(name, one);
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
