import type { Tx } from "#db/client.ts";
import type { OwnerDoor } from "#db/owner.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";

/** The moment the sample stories were written for; every instant keeps its distance from it. */
const anchor = Date.parse("2026-11-24T09:12:00Z");

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
  const at = (text: string) => new Date(firstStart.getTime() + londonInstant(text) - anchor);
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

/** Story times are UK local time: summer time ended on 25 October 2026. */
function londonInstant(text: string): number {
  const [day = "", time = "00:00"] = text.split(" ");
  const summer = (day >= "2026-03-29" && day < "2026-10-25") || (day >= "2025-03-30" && day < "2025-10-26");
  return Date.parse(`${day}T${time}:00${summer ? "+01:00" : "Z"}`);
}
