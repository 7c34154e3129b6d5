export const meetingStates = ["planned", "published", "open", "minutes", "with-chair", "signed", "cancelled"] as const;
export type MeetingState = (typeof meetingStates)[number];

type Shape = "ok" | "part" | "none" | "info" | "na";
export const meetingStateWords: Record<MeetingState, { word: string; shape: Shape }> = {
  planned: { word: "Planned", shape: "none" },
  published: { word: "Papers published", shape: "info" },
  open: { word: "In session", shape: "part" },
  minutes: { word: "Draft minutes", shape: "part" },
  "with-chair": { word: "Awaiting the chair", shape: "part" },
  signed: { word: "Minutes signed", shape: "ok" },
  cancelled: { word: "Cancelled", shape: "na" },
};
/** States in which what was said is still being written down. */
export const beingMinuted: readonly MeetingState[] = ["open", "minutes", "with-chair"];
/** Still to come, or going on: however late somebody is to record that it began. */
export const toCome: readonly MeetingState[] = ["planned", "published", "open"];
/** A meeting that took place, or has begun to. */
export const held: readonly MeetingState[] = [...beingMinuted, "signed"];

export const markings = ["Board confidential", "Commercial in confidence"] as const;

export const presences = ["present", "remote", "part", "apologies", "absent"] as const;
export type Presence = (typeof presences)[number];
export const presenceWords: Record<Presence, string> = {
  present: "Present",
  remote: "Present by video or telephone",
  part: "Present for part",
  apologies: "Apologies",
  absent: "Absent",
};

export const takingParts = ["stays", "no-vote", "leaves"] as const;
export type TakingPart = (typeof takingParts)[number];
export const takingPartWords: Record<TakingPart, string> = {
  stays: "Stays and takes part",
  "no-vote": "Stays and does not vote",
  leaves: "Leaves for the item",
};

export const assurances = ["substantial", "reasonable", "limited", "none"] as const;
export type Assurance = (typeof assurances)[number];
export const assuranceWords: Record<Assurance, string> = {
  substantial: "Substantial",
  reasonable: "Reasonable",
  limited: "Limited",
  none: "No assurance",
};

/** When a snapshot was taken: for the papers, or as an item was opened in the meeting. */
export const occasions = ["papers", "opened"] as const;
export type Occasion = (typeof occasions)[number];
