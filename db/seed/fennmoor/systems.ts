import type { ServiceKey, Story } from "#db/seed/story.ts";
import { recordSystemIn } from "#lib/systems/commands.ts";
import type { RecordSystem } from "#lib/systems/inputs.ts";

const homes: ServiceKey[] = ["saltmarsh", "millrace"];
const houses: ServiceKey[] = ["weirLane", "tollgate"];
const branches: ServiceKey[] = ["homecareNorth", "homecareSouth"];

type Line = [
  key: string,
  name: string,
  category: RecordSystem["category"],
  tier: number,
  hosting: RecordSystem["hosting"],
  supplier: string,
  objective: number | undefined,
  tolerable: number | undefined,
  reason: string | undefined,
  services: ServiceKey[],
];

const lines: Line[] = [
  [
    "records",
    "Care records",
    "dscr",
    1,
    "cloud-saas",
    "Marrowgate Care Software",
    240,
    480,
    "The next shift would hand over without care plans",
    [],
  ],
  [
    "medicines",
    "Medicines record",
    "emar",
    1,
    "cloud-saas",
    "Marrowgate Care Software",
    60,
    120,
    "The next time-critical medicines round",
    [...homes, ...houses],
  ],
  [
    "rota",
    "Rota and call monitoring",
    "rota-ecm",
    1,
    "cloud-saas",
    "Tidewell Scheduling",
    120,
    180,
    "The next visit that cannot wait",
    branches,
  ],
  [
    "nurseCallMillrace",
    "Nurse call, Millrace House",
    "nurse-call",
    1,
    "on-premises",
    "Brackwater Alarms",
    undefined,
    30,
    "Nobody would hear a call at night",
    ["millrace"],
  ],
  [
    "nurseCallSaltmarsh",
    "Nurse call, Saltmarsh House",
    "nurse-call",
    1,
    "on-premises",
    "Brackwater Alarms",
    30,
    30,
    "Nobody would hear a call at night",
    ["saltmarsh"],
  ],
  [
    "internetSaltmarsh",
    "Internet line, Saltmarsh House",
    "internet",
    1,
    "hybrid",
    "Sedgeline Networks",
    240,
    360,
    "Phones and care records share the line",
    ["saltmarsh"],
  ],
  [
    "internetMillrace",
    "Internet line, Millrace House",
    "internet",
    1,
    "hybrid",
    "Sedgeline Networks",
    240,
    360,
    "Phones and care records share the line",
    ["millrace"],
  ],
  [
    "phones",
    "Phones over broadband",
    "telephony",
    2,
    "cloud-saas",
    "Sedgeline Networks",
    120,
    240,
    "Families and the out-of-hours doctor could not get through",
    ["saltmarsh", "weirLane"],
  ],
  [
    "identity",
    "Staff sign-in",
    "identity",
    2,
    "cloud-saas",
    "Marrowgate Care Software",
    120,
    480,
    "Nobody could open care records on a shared tablet",
    [],
  ],
  [
    "fireTollgate",
    "Fire panel signalling, Tollgate Close",
    "fire-safety",
    1,
    "analogue-line",
    "Brackwater Alarms",
    60,
    60,
    "A fire signal would not reach the monitoring centre",
    ["tollgate"],
  ],
  [
    "telecareWeir",
    "Telecare unit, Weir Lane",
    "telecare",
    1,
    "analogue-line",
    "Brackwater Alarms",
    60,
    120,
    "Epilepsy sensors at night",
    ["weirLane"],
  ],
  [
    "pharmacy",
    "Pharmacy ordering",
    "pharmacy-ordering",
    2,
    "cloud-saas",
    "Osierbank Pharmacy Systems",
    1440,
    2880,
    "The monthly cycle would miss its cut-off",
    [...homes, ...houses],
  ],
  [
    "email",
    "Email and messaging",
    "email-messaging",
    3,
    "cloud-saas",
    "Heronsmere IT",
    480,
    1440,
    "Discharge letters would wait",
    [],
  ],
  ["payroll", "Payroll", "hr-payroll", 4, "cloud-saas", "Heronsmere IT", 4320, 10_080, "Staff would be paid late", []],
];

export type SystemIds = Record<string, string>;

/** Fourteen systems from invented suppliers; answers their ids by the stories' short names. */
export async function seedSystems(story: Story): Promise<SystemIds> {
  const ids: SystemIds = {};
  for (const [index, line] of lines.entries()) {
    const [key, name, category, tier, hosting, supplier, objectiveMinutes, tolerableMinutes, careReason, services] =
      line;
    const analogue = hosting === "analogue-line" || key === "nurseCallMillrace";
    const input = {
      name,
      category,
      tier,
      hosting,
      supplier,
      objectiveMinutes,
      tolerableMinutes,
      careReason,
      analogue,
      // The national switch-off: the one date of the sample that never moves.
      analogueEndsOn: analogue ? "2027-01-31" : undefined,
      ownerId: story.people.digitalLead.personId,
      serviceIds: services.map((service) => story.services[service]),
    };
    const record = await story.as(
      "digitalLead",
      "system.record",
      `2025-11-${String(3 + index).padStart(2, "0")} 10:00`,
      (tx, actor) => recordSystemIn(tx, actor, input),
    );
    ids[key] = record.id;
  }
  return ids;
}
