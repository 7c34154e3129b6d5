import type { Actor } from "./actor.ts";
import { can, type Room } from "./roles.ts";

export type Place = {
  room: Room;
  href: string;
  label: string;
  icon: Exclude<Room, "resilience-tests" | "action-items"> | "tests" | "actions";
  group: string;
};

/** The portal's rooms in the order of the navigation. A room appears here when its pages exist. */
const places: readonly Place[] = [
  { room: "overview", href: "/", label: "Overview", icon: "overview", group: "work" },
  { room: "risks", href: "/risks", label: "Risks", icon: "risks", group: "work" },
  { room: "disruptions", href: "/disruptions", label: "Disruptions", icon: "disruptions", group: "work" },
  { room: "resilience-tests", href: "/resilience-tests", label: "Tests", icon: "tests", group: "work" },
  { room: "action-items", href: "/action-items", label: "Actions", icon: "actions", group: "work" },
  { room: "systems", href: "/systems", label: "Systems", icon: "systems", group: "work" },
  { room: "materials", href: "/materials", label: "Materials", icon: "materials", group: "work" },
  { room: "meetings", href: "/meetings", label: "Meetings", icon: "meetings", group: "proof" },
  { room: "evidence", href: "/evidence", label: "Evidence", icon: "evidence", group: "proof" },
  { room: "frameworks", href: "/frameworks", label: "Frameworks", icon: "frameworks", group: "proof" },
  { room: "organisation", href: "/organisation", label: "Organisation", icon: "organisation", group: "own" },
  { room: "access", href: "/access", label: "Access", icon: "access", group: "own" },
  { room: "trail", href: "/trail", label: "Trail", icon: "trail", group: "own" },
];

export function placesFor(actor: Actor): Place[] {
  return places.filter((place) => can<Room>(actor, place.room, "read"));
}
