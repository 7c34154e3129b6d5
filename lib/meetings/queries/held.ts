import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { meetings } from "#db/schema/meetings.ts";
import { type Dated, heldAt } from "../meeting.ts";

/** `heldAt` as the database counts it: of two meetings, the earlier is the one that was held first. */
export const heldAtOf = sql<Date>`coalesce(${meetings.beganAt}, ${meetings.startsAt})`.mapWith(meetings.startsAt);

export const heldBefore = (meeting: Dated): SQL => sql`${heldAtOf} < ${heldAt(meeting).toISOString()}::timestamptz`;
