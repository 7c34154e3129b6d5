import type { CastKey, ServiceKey } from "#db/seed/story.ts";
import type { DisruptionType } from "#lib/disruptions/disruption.ts";
import type { DisruptionStory } from "./disruption-line.ts";

/** The registered manager of each service. */
export const managers: Record<ServiceKey, CastKey> = {
  saltmarsh: "registeredManager",
  millrace: "millraceManager",
  weirLane: "supportedManager",
  tollgate: "supportedManager",
  homecareNorth: "northManager",
  homecareSouth: "branchManager",
};

type Glitch = [
  number: number,
  day: string,
  from: string,
  to: string,
  service: ServiceKey,
  type: DisruptionType,
  title: string,
  says: string,
  reason: string,
];

/** Brief ones, closed at triage. Numbers 16 to 19 are of the year before. */
const glitches: Glitch[] = [
  [
    16,
    "2025-11-27",
    "07:30",
    "08:05",
    "saltmarsh",
    "device-failure",
    "Two handsets did not charge overnight",
    "Two handsets are flat",
    "Other handsets were to hand",
  ],
  [
    18,
    "2025-12-15",
    "10:10",
    "10:50",
    "millrace",
    "degraded-performance",
    "Care records slow over the morning",
    "Screens take a minute to open",
    "Slow for 40 minutes, nothing late",
  ],
  [
    1,
    "2026-01-12",
    "14:20",
    "14:45",
    "weirLane",
    "access-failure",
    "Sign-in refused on the shared tablet",
    "The shared tablet refuses the sign-in",
    "Another tablet was used",
  ],
  [
    2,
    "2026-01-30",
    "06:40",
    "07:20",
    "homecareNorth",
    "degraded-performance",
    "Visit app slow before the morning run",
    "Visits take long to open",
    "Carers had their first visits already",
  ],
  [
    5,
    "2026-04-14",
    "11:00",
    "11:35",
    "tollgate",
    "system-outage",
    "Pharmacy ordering did not open",
    "The ordering page shows an error",
    "The order was sent within the hour",
  ],
  [
    6,
    "2026-05-06",
    "16:05",
    "16:30",
    "homecareSouth",
    "telephony-outage",
    "Branch line rang out",
    "Calls ring out at the branch",
    "On-call mobile answered meanwhile",
  ],
  [
    10,
    "2026-09-02",
    "13:15",
    "13:50",
    "saltmarsh",
    "degraded-performance",
    "Tablets lost the wireless on the first floor",
    "No wireless on the first floor",
    "Ground floor tablets were used",
  ],
  [
    12,
    "2026-09-29",
    "09:40",
    "10:15",
    "tollgate",
    "access-failure",
    "New starter could not sign in",
    "A new starter cannot sign in",
    "A colleague recorded with them",
  ],
  [
    13,
    "2026-10-19",
    "17:20",
    "17:55",
    "millrace",
    "device-failure",
    "Medicines tablet restarted by itself",
    "The medicines tablet restarts by itself",
    "The round had not begun",
  ],
];

function glitch([number, day, from, to, service, type, title, says, reason]: Glitch): DisruptionStory {
  const later = `${day} ${to}`;
  return {
    number,
    title,
    type,
    services: [service],
    by: managers[service],
    manager: managers[service],
    reported: later,
    says,
    band: "none",
    times: { noticed: `${day} ${from}`, restored: later },
    severity: { triaged: [1, `${day} 18:30`, reason] },
  };
}

export const briefDisruptions: DisruptionStory[] = glitches.map(glitch);
