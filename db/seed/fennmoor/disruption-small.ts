import type { CastKey, ServiceKey } from "#db/seed/story.ts";
import type { DisruptionType, PeopleBand } from "#lib/disruptions/disruption.ts";
import type { PaperKind } from "#lib/disruptions/words.ts";
import type { MaterialKind } from "#lib/records/material-kinds.ts";
import type { DisruptionStory, FindingStory } from "./disruption-line.ts";
import { managers } from "./disruptions-brief.ts";

/** A smaller disruption with a review: what differs from one to the next. */
export type Small = {
  number: number;
  day: string;
  next: string;
  week: string;
  noticed: string;
  onPaper: string;
  restored: string;
  service: ServiceKey;
  type: DisruptionType;
  system?: string;
  title: string;
  says: string;
  reason: string;
  band: PeopleBand;
  people: number;
  fallback: MaterialKind;
  papers: [PaperKind, number][];
  whatHappened: string;
  whatWorked: string;
  answer: string;
  facts: string;
  finding: FindingStory;
  severity?: 2 | 3;
};

const more = (week: string): [CastKey, string][] => [
  ["qualityLead", `${week} 16:30`],
  ["digitalLead", `${week} 16:45`],
];

export function small(line: Small): DisruptionStory {
  const manager = managers[line.service];
  const { day, next, week } = line;
  const none = "Needs met throughout. Nothing missed.";
  const level = line.severity ?? 2;
  return {
    number: line.number,
    title: line.title,
    type: line.type,
    services: [line.service],
    by: manager,
    manager,
    reported: `${day} ${line.onPaper}`,
    says: line.says,
    band: line.band,
    times: {
      noticed: `${day} ${line.noticed}`,
      declared: `${day} ${line.onPaper}`,
      onPaper: `${day} ${line.onPaper}`,
      restored: `${day} ${line.restored}`,
      verified: `${next} 11:00`,
    },
    severity: { triaged: [level, `${day} ${line.restored}`, line.reason] },
    ...(line.system ? { systems: [line.system] } : {}),
    impacts: [[line.service, line.people, 5, "checks", 12, 0, 0]],
    fallbacks: [[line.fallback, "yes"]],
    papers: line.papers,
    entered: [manager, `${next} 10:00`],
    checked: ["qualityLead", `${next} 11:00`],
    duties: [
      ["cqc-reg18-events", "not-required", manager, `${next} 11:10`, none, ["qualityLead", `${next} 12:00`]],
      [
        "ukgdpr-art33-ico",
        "not-required",
        manager,
        `${next} 11:10`,
        "Out of reach for hours, nothing lost. Risk unlikely.",
        ["qualityLead", `${next} 12:00`],
      ],
      ["commissioner-contract", "submitted", manager, `${next} 09:30`, "Told the contract team by email."],
      ["duty-of-candour", "not-required", manager, `${next} 11:10`, "No notifiable safety incident."],
      ["safeguarding-s42", "not-required", manager, `${next} 11:10`, "No concern."],
    ],
    review: {
      author: "qualityLead",
      at: `${week} 14:00`,
      method: level === 3 ? "after-action-review" : "hot-debrief",
      held: `${week} 14:00`,
      whatHappened: line.whatHappened,
      whatWorked: line.whatWorked,
      answer: ["yes", manager, line.answer, line.facts],
      factors: [{ element: "tools-technology", cause: "unknown", says: "No single cause was found" }],
      findings: [line.finding],
      submitted: `${week} 15:00`,
      signed: [[manager, `${week} 16:00`], ...(level === 3 ? more(week) : [])],
      closed: ["qualityLead", `${week} 17:00`],
    },
  };
}
