import type { Tx } from "#db/client.ts";
import type { OwnerDoor } from "#db/owner.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import { addDays, daysBetween, londonDay, toInstant } from "#lib/dates.ts";

/** The moment the sample stories were written for: every instant keeps its distance from it in days, and its time of day. */
const anchor = { day: "2026-11-24", time: "09:12" };

/** The seed's own door: every sample row is made by the portal's commands, at its time in the story. */
export type Story = {
  firstStart: Date;
  /** A story's London time, such as "2026-11-03 18:42", moved with the first start. */
  at(text: string): Date;
  /** Runs commands as one of the cast at a time in the story (or at an instant), under one verb. */
  as<T>(who: CastKey, verb: string, when: string | Date, run: (tx: Tx, actor: Actor) => Promise<T>): Promise<T>;
  people: Record<CastKey, Actor>;
  services: Record<ServiceKey, string>;
};

export type ServiceKey = "saltmarsh" | "millrace" | "weirLane" | "tollgate" | "homecareNorth" | "homecareSouth";

export type CastKey =
  | "qualityLead"
  | "registeredManager"
  | "millraceManager"
  | "supportedManager"
  | "northManager"
  | "branchManager"
  | "digitalLead"
  | "nominatedIndividual"
  | "boardMember"
  | "boardChair"
  | "viceChair"
  | "financeTrustee"
  | "governanceLead"
  | "careWorker"
  | "shiftLead"
  | "auditor"
  | "administrator";

export type CastMember = {
  email: string;
  name: string;
  role: Role;
  title?: string;
  services: "all" | readonly ServiceKey[];
};

export function tell(
  door: OwnerDoor,
  firstStart: Date,
  people: Record<CastKey, Actor>,
  services: Record<ServiceKey, string>,
): Story {
  const shift = shiftTo(firstStart);
  const at = (text: string) => londonInstant(text, shift);
  return {
    firstStart,
    at,
    people,
    services,
    as: (who, verb, when, run) => {
      const actor = people[who];
      return door.changeAs(actor, verb, (tx) => run(tx, actor), typeof when === "string" ? at(when) : when);
    },
  };
}

/** Whole days, so that an evening stays an evening; before 09:12 the story's last morning is yesterday's. */
function shiftTo(firstStart: Date): number {
  const days = daysBetween(anchor.day, londonDay(firstStart));
  return londonInstant(`${anchor.day} ${anchor.time}`, days) > firstStart ? days - 1 : days;
}

/** A story's London time, so many days on. An hour that the clocks skip is told an hour later. */
function londonInstant(text: string, shift: number): Date {
  const [written = "", time = "00:00"] = text.split(" ");
  const [year = 0, month = 0, day = 0] = addDays(written, shift).split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const found = toInstant({ year, month, day }, { hour, minute });
  return found.ok ? found.instant : new Date(Date.UTC(year, month - 1, day, hour, minute));
}
